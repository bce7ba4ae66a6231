/**
 * The one way a case changes. In one transaction: read the case and the facts its rule asks for → decide → save the decision, its log
 * entry, the frozen edition, seats, notices, and the work for later. Nothing is half done.
 */
import type { Knex } from 'knex';
import type { TakeAction } from '@qashyq/shared-types';
import { dueAt } from '../calendar/working-days.js';
import type { CaseRow, PersonRow, SeatRow } from '../db/tables.js';
import { takeTurn } from '../db/take-turn.js';
import { inTransaction, isDuplicate } from '../db/transaction.js';
import { insertNotices, type NewNotice } from '../effects/notices.js';
import { enqueue } from '../effects/outbox.js';
import { AppError, type ErrorFacts } from '../errors.js';
import type { ActingFor, CurrentPerson } from '../identity/current-person.js';
import { listDeputies } from '../identity/delegation-store.js';
import { listEveryHolder, personBrief } from '../identity/person-store.js';
import { approvalEffect } from './approval-effects.js';
import { caseFacts, readCase, type CaseReading } from './case-facts.js';
import type { CaseEngine, CaseFeature, Obstacle } from './case-feature.js';
import { createCaseStore, StaleCaseError, type CaseChange, type CaseStore } from './case-store.js';
import { decide, type Accepted, type ActionFacts, type NoticeTo } from './decide.js';
import type { CaseFacts } from './permission.js';
import { readingOnce, type Place, type ReadingOnce } from './reading-once.js';
import { obstacleTexts, prepareSubmission, type Submission } from './submission.js';

/** The case as a decision left it: its answer need not read it again, and shows it as it was then, whatever others do meanwhile. */
export interface Decided {
  row: CaseRow;
  log: CaseReading['log'];
  /** undefined, as the editions: one was frozen. */
  seats: CaseReading['seats'] | undefined;
  editions: CaseReading['editions'] | undefined;
  once: ReadingOnce;
}

/**
 * @returns undefined where the same click came a second time
 * @throws AppError `notFound`, `conflict` (with who was faster and when), or the refusal of the rule
 */
export async function takeAction(
  engine: CaseEngine,
  actor: CurrentPerson,
  caseId: number,
  input: TakeAction,
): Promise<Decided | undefined> {
  const { db, features, now } = engine;
  let decided: Decided | undefined;
  try {
    decided = await inTransaction(db, async (trx) => {
      const store = createCaseStore(trx, now);
      const caseRow = await store.getCase(caseId);
      const feature = features[caseRow.kind];
      if (!feature.mayRead(actor, caseRow)) throw new AppError('notFound');
      if (caseRow.version !== input.version) {
        if (await isMySecondClick(store, caseRow, actor, input)) return undefined;
        throw await conflict(trx, caseId);
      }
      const reading = await readCase(store, caseRow);
      const facts = caseFacts(caseRow, reading);
      const submission = input.action === 'submit' ? await prepareSubmission(engine, trx, caseRow) : undefined;
      const actionFacts: ActionFacts = {
        action: input.action,
        comment: input.comment,
        remarks: input.remarks,
        ...(input.answers === undefined ? {} : { answers: input.answers }),
        ...(submission === undefined
          ? {}
          : {
              submission: {
                obstacles: submission.draft.obstacles.map((obstacle) => obstacle.code),
                plannedSeats: submission.plannedSeats,
              },
            }),
        ...(input.action === 'return' || input.action === 'agreeWithRemarks'
          ? { lineKeys: await linesOf(store, feature, caseRow) }
          : {}),
      };
      const outcome = decide(feature.workflow, facts, actor, actionFacts);
      if (!outcome.accepted)
        throw new AppError(outcome.reason, refusalFacts(engine, actor, submission?.draft.obstacles));
      await takeForceTurn(engine, trx, feature, caseRow, actor, outcome);
      return save(trx, store, feature, caseRow, reading, facts, actor, input, outcome, submission, now());
    });
  } catch (error) {
    // Somebody was faster between our reading and our writing.
    if (error instanceof StaleCaseError || isDuplicate(error)) throw await conflict(db, caseId);
    throw error;
  }
  engine.wakeWorker();
  return decided;
}

async function linesOf(store: CaseStore, feature: CaseFeature, caseRow: CaseRow): Promise<ReadonlySet<string>> {
  if (caseRow.edition_no === 0) return new Set();
  return feature.lineKeys((await store.getEdition(caseRow.id, caseRow.edition_no)).content_json);
}

/** The same person sent the same action twice (a double click, an answer lost on the way): it happened once, and that is fine. */
async function isMySecondClick(
  store: CaseStore,
  caseRow: CaseRow,
  actor: CurrentPerson,
  input: TakeAction,
): Promise<boolean> {
  if (caseRow.version !== input.version + 1) return false;
  const newest = (await store.listLog(caseRow.id)).at(-1);
  return (
    newest?.personId === actor.id &&
    newest.action === input.action &&
    newest.comment === input.comment &&
    JSON.stringify(newest.remarks) === JSON.stringify(input.remarks) &&
    JSON.stringify(newest.answers) === JSON.stringify(input.answers)
  );
}

async function conflict(db: Knex, caseId: number): Promise<AppError> {
  const newest = (await db('decisions')
    .join('persons', 'persons.id', 'decisions.person_id')
    .where('decisions.case_id', caseId)
    .orderBy('decisions.seq', 'desc')
    .select('persons.id', 'persons.name_kk', 'persons.name_ru', 'persons.name_en', 'decisions.decided_at')
    .first()) as (Pick<PersonRow, 'id' | 'name_kk' | 'name_ru' | 'name_en'> & { decided_at: number }) | undefined;
  const facts: ErrorFacts =
    newest === undefined
      ? {}
      : { decidedBy: personBrief(newest), decidedAt: new Date(Number(newest.decided_at)).toISOString() };
  return new AppError('conflict', facts);
}

function refusalFacts(
  { catalogue }: CaseEngine,
  actor: CurrentPerson,
  obstacles: readonly Obstacle[] = [],
): ErrorFacts {
  if (obstacles.length === 0) return {};
  return { details: obstacleTexts(catalogue, actor, obstacles).map(({ code, message }) => ({ field: code, message })) };
}

/** What comes into force or out of it waits for others who change the same facts, and then looks at what they left. */
async function takeForceTurn(
  engine: CaseEngine,
  trx: Knex.Transaction,
  { force }: CaseFeature,
  caseRow: CaseRow,
  actor: CurrentPerson,
  outcome: Accepted,
): Promise<void> {
  if (force === undefined || !(outcome.approved || outcome.outOfForce)) return;
  await takeTurn(trx, await force.turn(trx, caseRow));
  const change = outcome.approved ? 'intoForce' : 'outOfForce';
  const obstacles = (await force.obstacles?.(trx, caseRow, change, engine.now())) ?? [];
  if (obstacles.length > 0) throw new AppError('forceHasObstacles', refusalFacts(engine, actor, obstacles));
}

async function save(
  trx: Knex.Transaction,
  store: CaseStore,
  feature: CaseFeature,
  caseRow: CaseRow,
  reading: CaseReading,
  facts: CaseFacts,
  actor: CurrentPerson,
  input: TakeAction,
  outcome: Accepted,
  submission: Submission | undefined,
  now: number,
): Promise<Decided> {
  const once = readingOnce();
  const calendar = await once.calendar(trx);
  const due = (workingDays: number) => dueAt(now, workingDays, calendar);
  const change: CaseChange = { state: outcome.state };
  let edition = { no: caseRow.edition_no, hash: '' };

  if (outcome.freeze !== undefined) {
    edition = { no: caseRow.edition_no + 1, hash: submission!.draft.hash };
    change.edition_no = edition.no;
    change.route_json = JSON.stringify(submission!.route);
    await store.insertEdition({
      case_id: caseRow.id,
      edition_no: edition.no,
      content_json: submission!.draft.contentJson,
      hash: edition.hash,
      frozen_by: actor.id,
      frozen_at: now,
    });
    await store.insertSeats(caseRow.id, edition.no, outcome.freeze, due);
  } else if (edition.no > 0) {
    edition.hash = reading.editions.find((known) => known.edition_no === edition.no)!.hash;
  }
  const changedSeats = new Map<number, Partial<SeatRow>>();
  for (const seat of outcome.closeSeats)
    changedSeats.set(seat.id, await store.closeSeat(seat.id, seat.state, seat.agreedInEdition));
  for (const seatId of outcome.openSeats) {
    const { workingDays } = facts.seats.find((seat) => seat.id === seatId)!;
    changedSeats.set(seatId, await store.openSeat(seatId, due(workingDays)));
  }
  const seats =
    outcome.freeze === undefined ? reading.seats.map((seat) => ({ ...seat, ...changedSeats.get(seat.id) })) : undefined;
  if (outcome.approved) change.approved_edition_no = edition.no;
  if (outcome.outOfForce) change.approved_edition_no = change.published_edition_no = null;

  const { row: after, entry } = await store.advanceCase(caseRow, change, {
    action: input.action,
    editionNo: edition.no,
    editionHash: edition.hash,
    seatId: outcome.seat?.id ?? null,
    personId: actor.id,
    role: outcome.seat?.role ?? outcome.as ?? null,
    orgUnitId: outcome.seat?.orgUnitId ?? null,
    comment: input.comment,
    remarks: input.remarks,
    ...(outcome.actingFor === undefined ? {} : { actingFor: logged(outcome.actingFor) }),
    ...(input.action === 'answerRemarks' ? { answers: input.answers! } : {}),
  });

  const preparedBy = new Set([...facts.preparedBy, ...(outcome.freeze === undefined ? [] : [actor.id])]);
  const told: NewNotice[] = [];
  const recipients = await recipientsOf(trx, outcome.notices, caseRow.id, facts.seats, preparedBy, once, now);
  for (const [index, notice] of outcome.notices.entries())
    for (const personId of recipients[index]!)
      told.push({
        personId,
        caseId: caseRow.id,
        kind: notice.kind,
        facts: {
          editionNo: edition.no,
          byPersonId: actor.id,
          role: notice.to === 'holders' ? notice.role : (outcome.seat?.role ?? outcome.as ?? null),
          orgUnitId: notice.to === 'holders' ? notice.orgUnitId : (outcome.seat?.orgUnitId ?? null),
        },
      });
  await insertNotices(trx, told, now);

  if (outcome.approved)
    for (const kind of feature.workflow.effectsOnApproval)
      await enqueue(trx, approvalEffect(kind, caseRow.id, edition.no), now);
  if (feature.force !== undefined && outcome.approved) {
    const { content_json: contentJson } = await store.getEdition(caseRow.id, edition.no);
    await feature.force.changed(trx, after, { editionNo: edition.no, contentJson }, now);
  }
  if (outcome.outOfForce) await feature.force?.changed(trx, after, null, now);
  return {
    row: after,
    log: [...reading.log, entry!],
    seats,
    editions: outcome.freeze === undefined ? reading.editions : undefined,
    once,
  };
}

/** In whose place, and by what right, as the log keeps it. */
const logged = ({ personId, ground, order }: ActingFor) => ({
  personId,
  ground,
  ...(order === undefined ? {} : { order }),
});

/** For each notice, in their order, who is told; nobody is told of their own document that somebody else must decide. */
async function recipientsOf(
  trx: Knex,
  notices: readonly NoticeTo[],
  caseId: number,
  seats: readonly Place[],
  preparedBy: ReadonlySet<number>,
  once: ReadingOnce,
  now: number,
): Promise<number[][]> {
  const places = notices.filter((notice) => notice.to === 'holders');
  // The answer will show who sits at each seat.
  const sitting = places.length === 0 ? [] : await once.sitting(trx, [...places, ...seats], caseId, now);
  const told: number[][] = [];
  for (const notice of notices)
    switch (notice.to) {
      case 'preparers':
        told.push([...preparedBy]);
        break;
      case 'persons':
        told.push([...notice.personIds]);
        break;
      case 'everyHolder':
        told.push(
          others(
            [
              ...(await listEveryHolder(trx, notice.role, now)).map(({ id }) => id),
              ...(await listDeputies(trx, notice.role, caseId, now)),
            ],
            preparedBy,
          ),
        );
        break;
      case 'holders': {
        const { holders, delegates } = sitting[places.indexOf(notice)]!;
        const ids = [...holders, ...delegates.map(({ person }) => person)].map(({ id }) => id);
        told.push(others(ids, preparedBy));
      }
    }
  return told;
}

const others = (ids: readonly number[], preparedBy: ReadonlySet<number>): number[] =>
  [...new Set(ids)].filter((id) => !preparedBy.has(id));
