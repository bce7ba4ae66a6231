import type { Knex } from 'knex';
import {
  datedKinds,
  datedLineFields,
  type DatedContent,
  type DatedKind,
  type DatedLine,
  type DatedLineField,
  type DatedView,
} from '@qashyq/shared-types';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore } from '../../../workflow/case-store.js';
import { compareLinesBy } from '../line-changes.js';
import { datedClashesOf, datedContentOf } from './dated-content.js';
import { datedNames } from './dated-names.js';
import { getDatedHeader, listDatedLines } from './dated-store.js';
import { loadExamLimits } from './exam-limits.js';

/** Schedules whose lines have a date: the draft, an edition, and what changed between two editions. */
export function datedRoutes(on: EndpointRouter['on'], { db, features, now }: CaseEngine): void {
  const store = createCaseStore(db, now);

  /** @throws AppError `notFound`, also for a case of another kind and for one that this person may not know of */
  async function kindOf(person: CurrentPerson, caseId: number): Promise<DatedKind> {
    const caseRow = await store.getCase(caseId);
    const kind = datedKinds.find((one) => one === caseRow.kind);
    if (kind === undefined || !features[kind].mayRead(person, caseRow)) throw new AppError('notFound');
    return kind;
  }

  async function edition(caseId: number, editionNo: number): Promise<DatedContent> {
    return datedContentOf((await store.getEdition(caseId, editionNo)).content_json);
  }

  on('datedDraft', async ({ person, params: { caseId } }) => {
    const kind = await kindOf(person, caseId);
    const content = { header: await getDatedHeader(db, caseId), lines: await listDatedLines(db, caseId) };
    return presentDated(db, caseId, kind, null, content);
  });

  on('datedEdition', async ({ person, params: { caseId, editionNo } }) => {
    const kind = await kindOf(person, caseId);
    return presentDated(db, caseId, kind, editionNo, await edition(caseId, editionNo));
  });

  on('datedChanges', async ({ person, params: { caseId }, query: { from, to } }) => {
    const kind = await kindOf(person, caseId);
    const [before, after] = [(await edition(caseId, from)).lines, (await edition(caseId, to)).lines];
    return {
      caseId,
      kind,
      fromEdition: from,
      toEdition: to,
      ...compareLinesBy<DatedLine, DatedLineField>(datedLineFields, before, after),
      names: await datedNames(db, [...before, ...after]),
    };
  });
}

async function presentDated(
  db: Knex,
  caseId: number,
  kind: DatedKind,
  editionNo: number | null,
  content: DatedContent,
): Promise<DatedView> {
  const clashes = await datedClashesOf(db, kind, content, caseId);
  return {
    caseId,
    kind,
    editionNo,
    ...content,
    clashes,
    limits: await loadExamLimits(db, kind),
    names: await datedNames(db, content.lines, clashes),
  };
}
