/** What leaves: a case as one reader sees it. */
import type { Knex } from 'knex';
import type {
  CaseSummary,
  CaseView,
  DecisionView,
  Due,
  OrgUnitBrief,
  PersonBrief,
  RemarkView,
  SeatView,
} from '@qashyq/shared-types';
import { localDate, workingDaysBetween, type WorkCalendar } from '../calendar/working-days.js';
import type { CaseRow, OrgUnitRow, SeatRow } from '../db/tables.js';
import { AppError } from '../errors.js';
import type { CurrentPerson } from '../identity/current-person.js';
import { delegablePosts } from '../identity/delegation.js';
import { named, personBrief } from '../identity/person-store.js';
import { publishes } from './approval-effects.js';
import { caseFacts, readCase } from './case-facts.js';
import type { CaseEngine } from './case-feature.js';
import { createCaseStore } from './case-store.js';
import type { Decided } from './take-action.js';
import { allowedActions, isPreparer, whyNot } from './permission.js';
import { answerTo, type ChainedEntry } from './decision-log.js';
import { isEditable } from './define-workflow.js';
import { readingOnce, type Sitting } from './reading-once.js';
import { obstacleTexts, prepareSubmission, warningTexts } from './submission.js';

export const instant = (at: number | string): string => new Date(Number(at)).toISOString();
const instantOrNull = (at: number | string | null): string | null => (at === null ? null : instant(at));

export function orgUnitBrief(row: OrgUnitRow): OrgUnitBrief {
  return { id: row.id, code: row.code, name: named(row) };
}

export function due(dueAt: number | string, calendar: WorkCalendar, now: number): Due {
  const dueOn = localDate(Number(dueAt));
  const today = localDate(now);
  const left = workingDaysBetween(today, dueOn, calendar);
  // On the weekend after it no working day has passed yet, and still it is over.
  return { dueOn, workingDaysLeft: dueOn < today ? Math.min(left, -1) : left };
}

export function caseSummary(row: CaseRow, orgUnit: OrgUnitBrief, author: PersonBrief): CaseSummary {
  return {
    id: row.id,
    kind: row.kind,
    title: { kk: row.title_kk, ru: row.title_ru, en: row.title_en },
    state: row.state,
    orgUnit,
    author,
    editionNo: row.edition_no,
    updatedAt: instant(row.updated_at),
  };
}

/** Names for a set of rows, in two queries. */
export async function loadBriefs(db: Knex, personIds: Iterable<number>, orgUnitIds: Iterable<number>) {
  const persons = await db('persons').whereIn('id', [...new Set(personIds)]);
  const units = await db('org_units').whereIn('id', [...new Set(orgUnitIds)]);
  const personById = new Map(persons.map((row) => [row.id, personBrief(row)]));
  const unitById = new Map(units.map((row) => [row.id, orgUnitBrief(row)]));
  return {
    person: (id: number): PersonBrief => personById.get(id)!,
    orgUnit: (id: number): OrgUnitBrief => unitById.get(id)!,
  };
}
type Briefs = Awaited<ReturnType<typeof loadBriefs>>;

/** @throws AppError `notFound`, also when the reader may not know that the case exists */
export async function presentCase(
  engine: CaseEngine,
  reader: CurrentPerson,
  caseId: number,
  decided?: Decided,
): Promise<CaseView> {
  const { db, now, features, catalogue } = engine;
  const store = createCaseStore(db, now);
  const row = decided?.row ?? (await store.getCase(caseId));
  const { workflow, mayRead, force } = features[row.kind];
  if (!mayRead(reader, row)) throw new AppError('notFound');

  const once = decided?.once ?? readingOnce();
  const reading = await readCase(store, row, decided);
  const { seats, log, editions } = reading;
  const places = seats.map((seat) => ({ role: seat.role, orgUnitId: seat.org_unit_id }));
  const sitting = await once.sitting(db, places, caseId, now());
  const briefs = await loadBriefs(
    db,
    [row.author_id, ...log.flatMap((entry) => [entry.personId, entry.actingFor?.personId].filter((id) => id != null))],
    [row.org_unit_id, ...seats.map((seat) => seat.org_unit_id), ...log.flatMap((entry) => entry.orgUnitId ?? [])],
  );
  const calendar = await once.calendar(db);

  const facts = caseFacts(row, reading);
  const asksForSubmission = isEditable(row.state) && isPreparer(workflow, facts, reader);
  const submission = asksForSubmission ? await prepareSubmission(engine, db, row) : undefined;
  const obstacles = submission === undefined ? [] : obstacleTexts(catalogue, reader, submission.draft.obstacles);
  const waitsForAnswers = (['approve', 'agree'] as const).some(
    (action) => whyNot(workflow, facts, reader, action) === 'remarksUnanswered',
  );
  if (waitsForAnswers)
    obstacles.push({ code: 'remarksunanswered', message: catalogue.text(reader.locale, 'obstacle_remarksunanswered') });
  // The approver learns before the click what the action would be refused for.
  if (force?.obstacles !== undefined && whyNot(workflow, facts, reader, 'approve') === undefined)
    obstacles.push(...obstacleTexts(catalogue, reader, await force.obstacles(db, row, 'intoForce', now())));

  return {
    ...caseSummary(row, briefs.orgUnit(row.org_unit_id), briefs.person(row.author_id)),
    version: row.version,
    allowedActions: allowedActions(workflow, facts, reader).filter(
      (action) => (action !== 'submit' && action !== 'approve') || obstacles.length === 0,
    ),
    obstacles,
    warnings: warningTexts(catalogue, reader, submission?.warnings ?? []),
    canDelegate: facts.seats.some(
      (seat) =>
        (seat.state === 'active' || seat.state === 'waiting') &&
        delegablePosts(reader).some((held) => held.role === seat.role && held.covers.includes(seat.orgUnitId)),
    ),
    seats: seats.map((seat, index) => seatView(seat, sitting[index]!, briefs, calendar, now())),
    decisions: log.map((entry) => decisionView(entry, log, briefs)),
    openRemarks: facts.openRemarks.map(({ decisionSeq, remarkIndex, remark, personId }) => ({
      decisionSeq,
      remarkIndex,
      remark,
      by: briefs.person(personId!),
    })),
    editions: editions.map((edition) => ({
      editionNo: edition.edition_no,
      hash: edition.hash,
      frozenAt: instant(edition.frozen_at),
    })),
    lastSeenEdition:
      Math.max(0, ...log.flatMap((entry) => (entry.personId === reader.id ? entry.editionNo : []))) || null,
    approvedEdition: row.approved_edition_no,
    publishedEdition: row.published_edition_no,
    publishes: publishes(workflow),
  };
}

function seatView(
  row: SeatRow,
  { holders, delegates }: Sitting,
  briefs: Briefs,
  calendar: WorkCalendar,
  now: number,
): SeatView {
  return {
    id: row.id,
    stepNo: row.step_no,
    stepKey: row.step_key,
    role: row.role,
    mode: row.mode,
    needs: row.needs,
    decision: row.decision,
    orgUnit: briefs.orgUnit(row.org_unit_id),
    holders: holders.map(personBrief),
    delegates: [...delegates],
    state: row.state,
    openedAt: instantOrNull(row.opened_at),
    due: row.due_at === null ? null : due(row.due_at, calendar, now),
    closedAt: instantOrNull(row.closed_at),
    agreedInEdition: row.agreed_in_edition,
  };
}

function decisionView(entry: ChainedEntry, log: readonly ChainedEntry[], briefs: Briefs): DecisionView {
  return {
    seq: entry.seq,
    action: entry.action,
    editionNo: entry.editionNo,
    editionHash: entry.editionHash,
    person: entry.personId === null ? null : briefs.person(entry.personId),
    actingFor:
      entry.actingFor === undefined
        ? null
        : {
            person: briefs.person(entry.actingFor.personId),
            ground: entry.actingFor.ground,
            ...(entry.actingFor.order === undefined ? {} : { order: entry.actingFor.order }),
          },
    role: entry.role,
    orgUnit: entry.orgUnitId === null ? null : briefs.orgUnit(entry.orgUnitId),
    seatId: entry.seatId,
    comment: entry.comment,
    remarks: entry.remarks.map((remark, remarkIndex) => ({
      ...remark,
      answer: answerView({ decisionSeq: entry.seq, remarkIndex }, log, briefs),
    })),
    decidedAt: instant(entry.decidedAt),
    hash: entry.hash,
  };
}

function answerView(
  place: { decisionSeq: number; remarkIndex: number },
  log: readonly ChainedEntry[],
  briefs: Briefs,
): RemarkView['answer'] {
  const answer = answerTo(log, place);
  if (answer === undefined) return null;
  const { entry, text } = answer;
  return { text, person: briefs.person(entry.personId!), answeredAt: instant(entry.decidedAt) };
}
