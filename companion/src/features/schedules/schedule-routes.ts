import { enqueue, requeue } from '../../effects/outbox.js';
import { presentEffects } from '../../effects/effect-list.js';
import { AppError } from '../../errors.js';
import type { EndpointRouter } from '../../http/endpoint-router.js';
import type { CurrentPerson } from '../../identity/current-person.js';
import { canRetryEffects } from '../../identity/policies.js';
import type { CaseEngine } from '../../workflow/case-feature.js';
import { createCaseStore } from '../../workflow/case-store.js';
import { approvalEffect, publishes } from '../../workflow/approval-effects.js';
import { mayPrepare } from './import/may-prepare.js';
import { checkLine, presentLineForm, saveLine } from './line-editing.js';
import { contentOf } from './schedule-content.js';
import { listSchedules, scheduleOptions } from './schedule-list.js';
import { getHeader, listLines } from './schedule-store.js';
import { whatMayBeReplaced } from './replacements/may-replace.js';
import { presentChanges, presentSchedule } from './schedule-view.js';

export function scheduleRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, features, now, catalogue, wakeWorker } = engine;
  const store = createCaseStore(db, now);

  async function readableCase(person: CurrentPerson, caseId: number) {
    const caseRow = await store.getCase(caseId);
    if (!features[caseRow.kind].mayRead(person, caseRow)) throw new AppError('notFound');
    return caseRow;
  }

  /** Other kinds have other lines. */
  async function readable(person: CurrentPerson, caseId: number) {
    const caseRow = await readableCase(person, caseId);
    if (caseRow.kind !== 'lessonSchedule') throw new AppError('notFound');
    return caseRow;
  }

  async function edition(caseId: number, editionNo: number) {
    return { editionNo, content: contentOf((await store.getEdition(caseId, editionNo)).content_json) };
  }

  on('schedules', ({ person, query }) => listSchedules(engine, person, query));
  on('scheduleOptions', ({ person }) => scheduleOptions(engine, person));

  on('scheduleDraft', async ({ person, params: { caseId } }) => {
    const caseRow = await readable(person, caseId);
    const content = { header: await getHeader(db, caseId), lines: await listLines(db, caseId) };
    const isPreparer = mayPrepare(features[caseRow.kind].workflow, person, caseRow);
    return presentSchedule(db, caseId, null, content, { editableVersion: isPreparer ? caseRow.version : null });
  });

  on('lineForm', ({ person, params }) => presentLineForm(engine, person, params.caseId, params.lineKey));
  on('checkLine', ({ person, params, body }) => checkLine(engine, person, params.caseId, params.lineKey, body));
  on('saveLine', ({ person, params, body }) => saveLine(engine, person, params.caseId, params.lineKey, body));

  on('scheduleEdition', async ({ person, params: { caseId, editionNo } }) => {
    const caseRow = await readable(person, caseId);
    const { content } = await edition(caseId, editionNo);
    const isInForce = caseRow.approved_edition_no === editionNo;
    return presentSchedule(db, caseId, editionNo, content, {
      replaceable: isInForce ? await whatMayBeReplaced(db, person, caseRow.org_unit_id) : null,
    });
  });

  on('scheduleChanges', async ({ person, params: { caseId }, query }) => {
    await readable(person, caseId);
    return presentChanges(db, caseId, await edition(caseId, query.from), await edition(caseId, query.to));
  });

  on('republish', async ({ person, params: { caseId }, locale }) => {
    const caseRow = await readableCase(person, caseId);
    if (!canRetryEffects(person)) throw new AppError('notAllowed');
    if (caseRow.approved_edition_no === null || !publishes(features[caseRow.kind].workflow))
      throw new AppError('nothingToPublish');
    const effect = approvalEffect('publish-calendar', caseId, caseRow.approved_edition_no);
    await enqueue(db, effect, now());
    const row = (await db('effects').where({ dedupe_key: effect.dedupeKey }).first())!;
    await requeue(db, row.id, now());
    wakeWorker();
    const [view] = await presentEffects(db, catalogue, await db('effects').where({ id: row.id }), locale);
    return view!;
  });
}
