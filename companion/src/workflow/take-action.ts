/**
 * The one way a case changes. In one transaction: read the case and the facts its rule asks for → decide → save the decision, its log
 * entry, the frozen edition, seats, notices, and the work for later. Nothing is half done.
 */
import type { Knex } from 'knex';
import type { TakeAction } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import { dueAt } from '../calendar/working-days.js';
import type { CaseRow, PersonRow } from '../db/tables.js';
import { inTransaction, isDuplicate } from '../db/transaction.js';
import { insertNotices, type NewNotice } from '../effects/notices.js';
import { enqueue } from '../effects/outbox.js';
import { AppError, type ErrorFacts } from '../errors.js';
import type { ActingFor, CurrentPerson } from '../identity/current-person.js';
import { listDelegatesOfEach } from '../identity/delegation-store.js';
import { listEveryHolder, listHolders, personBrief } from '../identity/person-store.js';
import { approvalEffect } from './approval-effects.js';
import { caseFacts, readCase } from './case-facts.js';
import type { CaseEngine, CaseFeature, Draft } from './case-feature.js';
import { createCaseStore, StaleCaseError, type CaseChange, type CaseStore } from './case-store.js';
import { decide, type Accepted, type ActionFacts, type NoticeTo } from './decide.js';
import type { CaseFacts } from './permission.js';
import { obstacleTexts, prepareSubmission, type Submission } from './submission.js';

/**
 * @throws AppError `notFound`, `conflict` (with who was faster and when), or the refusal of the rule
 */
export async function takeAction(
  engine: CaseEngine,
  actor: CurrentPerson,
  caseId: number,
  input: TakeAction,
): Promise<void> {
  const { db, features, now } = engine;
  try {
    await inTransaction(db, async (trx) => {
      const store = createCaseStore(trx, now);
      const caseRow = await store.getCase(caseId);
      const feature = features[caseRow.kind];
      if (!feature.mayRead(actor, caseRow)) throw new AppError('notFound');
      if (caseRow.version !== input.version) {
        if (await isMySecondClick(store, caseRow, actor, input)) return;
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
      if (!outcome.accepted) throw new AppError(outcome.reason, refusalFacts(engine, actor, submission?.draft));
      await save(trx, store, feature, caseRow, facts, actor, input, outcome, submission, now());
    });
  } catch (error) {
    // Somebody was faster between our reading and our writing.
    if (error instanceof StaleCaseError || isDuplicate(error)) throw await conflict(db, caseId);
    throw error;
  }
  engine.wakeWorker();
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

function refusalFacts({ catalogue }: CaseEngine, actor: CurrentPerson, draft: Draft | undefined): ErrorFacts {
  if (draft === undefined) return {};
  return { details: obstacleTexts(catalogue, actor, draft).map(({ code, message }) => ({ field: code, message })) };
}

async function save(
  trx: Knex,
  store: CaseStore,
  feature: CaseFeature,
  caseRow: CaseRow,
  facts: CaseFacts,
  actor: CurrentPerson,
  input: TakeAction,
  outcome: Accepted,
  submission: Submission | undefined,
  now: number,
): Promise<void> {
  const calendar = await loadWorkCalendar(trx);
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
    edition.hash = await store.getEditionHash(caseRow.id, edition.no);
  }
  for (const seat of outcome.closeSeats) await store.closeSeat(seat.id, seat.state, seat.agreedInEdition);
  for (const seatId of outcome.openSeats)
    await store.openSeat(seatId, due(facts.seats.find((seat) => seat.id === seatId)!.workingDays));
  if (outcome.approved) change.approved_edition_no = edition.no;

  await store.advanceCase(caseRow, change, {
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
  for (const notice of outcome.notices)
    for (const personId of await recipients(trx, notice, caseRow.id, preparedBy, now))
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
}

/** In whose place, and by what right, as the log keeps it. */
const logged = ({ personId, ground, order }: ActingFor) => ({
  personId,
  ground,
  ...(order === undefined ? {} : { order }),
});

async function recipients(
  trx: Knex,
  notice: NoticeTo,
  caseId: number,
  preparedBy: ReadonlySet<number>,
  now: number,
): Promise<number[]> {
  if (notice.to === 'preparers') return [...preparedBy];
  if (notice.to === 'persons') return [...notice.personIds];
  const told = new Set<number>();
  if (notice.to === 'everyHolder') for (const { id } of await listEveryHolder(trx, notice.role, now)) told.add(id);
  else {
    for (const { id } of await listHolders(trx, notice.role, notice.orgUnitId, now)) told.add(id);
    const [delegates] = await listDelegatesOfEach(trx, [notice], caseId, now);
    for (const { person } of delegates!) told.add(person.id);
  }
  return [...told].filter((id) => !preparedBy.has(id));
}
