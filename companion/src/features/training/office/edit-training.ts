/** The department writes, announces and cancels trainings: each action one transaction, under the lock of the training and its version. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Locale, TrainingChange, TrainingDraft } from '@qashyq/shared-types';
import { inTransaction } from '../../../db/transaction.js';
import type { TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { personBrief } from '../../../identity/person-store.js';
import type { ListApprovedEditions } from '../../schedules/timetable/approved-editions.js';
import { settleSeats } from '../seats/settle-seats.js';
import { changeApplication, lockTraining } from '../applications/change-application.js';
import { followTraining } from '../follow-training.js';
import { tellOfCancelling, tellOfChange } from './office-notices.js';
import { faultTexts } from './remark-texts.js';
import { loadFacts } from './training-facts.js';
import { announcingFaults, areTimesReadable, formFaults, type TrainingFault } from './training-rules.js';
import { advance, draftOf, insertTraining, updateTraining, withParts } from './training-store.js';

export interface TrainingOffice {
  db: Knex;
  catalogue: Catalogue;
  now: () => number;
  approved: ListApprovedEditions;
}
export interface Editor {
  id: number;
  locale: Locale;
}

/** @throws AppError `invalidInput` with a sentence for each field */
export async function createTraining(office: TrainingOffice, editor: Editor, draft: TrainingDraft): Promise<number> {
  return inTransaction(office.db, async (trx) => {
    refuse(office, editor, [...formFaults(draft), ...(await unknownPeople(trx, draft))]);
    return insertTraining(trx, draft, { seriesKey: randomUUID(), by: editor.id, now: office.now() });
  });
}

/** @throws AppError `invalidInput`; `conflict` when somebody was faster; `actionNotPossible` for what is completed or cancelled */
export async function saveTraining(
  office: TrainingOffice,
  editor: Editor,
  trainingId: number,
  { version, draft }: { version: number; draft: TrainingDraft },
): Promise<void> {
  const now = office.now();
  await inTransaction(office.db, async (trx) => {
    const row = await lockTraining(trx, trainingId);
    await requireVersion(trx, row, version);
    if (row.state !== 'draft' && row.state !== 'announced') throw new AppError('actionNotPossible');
    const faults = [...formFaults(draft), ...(await unknownPeople(trx, draft))];
    const before = await withParts(trx, row);
    if (row.state === 'announced' && areTimesReadable(faults)) {
      const further = announcingFaults(draft, await loadFacts(trx, office.approved, before, draft, now));
      faults.push(...further.filter(({ field }) => !faults.some((fault) => fault.field === field)));
    }
    refuse(office, editor, faults);
    const sessions = await updateTraining(trx, before, draft, { by: editor.id, now });
    if (row.state !== 'announced') return;
    await follow(trx, row, now);
    // More seats are offered to those who wait.
    await settleSeats(trx, (await trx('trainings').where({ id: row.id }).first())!, now);
    if (sessions.moved + sessions.added + sessions.removed > 0) await tellOfChange(trx, row.id, editor.id, now);
  });
}

/** @throws AppError `invalidInput` with everything that is missing; `conflict`; `actionNotPossible` */
export async function announceTraining(
  office: TrainingOffice,
  editor: Editor,
  trainingId: number,
  version: number,
): Promise<void> {
  const now = office.now();
  await inTransaction(office.db, async (trx) => {
    const row = await lockTraining(trx, trainingId);
    if (await isSecondClick(trx, row, version, 'announced', editor)) return;
    await requireVersion(trx, row, version);
    if (row.state !== 'draft') throw new AppError('actionNotPossible');
    const whole = await withParts(trx, row);
    const draft = draftOf(whole);
    refuse(office, editor, announcingFaults(draft, await loadFacts(trx, office.approved, whole, draft, now)));
    await advance(trx, row, 'announced', { by: editor.id, now, state: 'announced' });
    await follow(trx, row, now);
  });
}

/**
 * Ends every application with the reason. What has results is completed, not cancelled.
 * @throws AppError `invalidInput` without a reason; `conflict`; `actionNotPossible`
 */
export async function cancelTraining(
  office: TrainingOffice,
  editor: Editor,
  trainingId: number,
  { version, reason }: { version: number; reason: string },
): Promise<void> {
  const now = office.now();
  await inTransaction(office.db, async (trx) => {
    const row = await lockTraining(trx, trainingId);
    if (await isSecondClick(trx, row, version, 'cancelled', editor)) return;
    await requireVersion(trx, row, version);
    if (row.state !== 'draft' && row.state !== 'announced') throw new AppError('actionNotPossible');
    if (reason === '') refuse(office, editor, [{ field: 'reason', code: 'missing' }]);
    const applications = await trx('training_applications')
      .where({ training_id: row.id })
      .whereNotNull('active_key')
      .orderBy('arrival_no');
    if (applications.some(({ state }) => ['attended', 'missed', 'completed', 'certified'].includes(state)))
      throw new AppError('actionNotPossible');
    for (const application of applications)
      await changeApplication(trx, application, {
        to: 'declined',
        reason: 'trainingCancelled',
        by: editor.id,
        note: reason,
        now,
      });
    const wasAnnounced = row.state === 'announced';
    await advance(trx, row, 'cancelled', { by: editor.id, now, state: 'cancelled', cancel_reason: reason });
    if (wasAnnounced) await follow(trx, row, now);
    const persons = applications.map(({ person_id }) => person_id);
    await tellOfCancelling(trx, { id: row.id, reason }, persons, editor.id, now);
  });
}

function follow(trx: Knex, row: TrainingRow, now: number): Promise<void> {
  return followTraining(trx, row.id, `training:${row.id}:v${row.version}`, now);
}

/** @throws AppError `conflict` with who was faster */
export async function requireVersion(trx: Knex, row: TrainingRow, version: number): Promise<void> {
  if (row.version === version) return;
  const change = await trx('training_changes').where({ training_id: row.id, version: row.version }).first();
  const person = change && (await trx('persons').where({ id: change.person_id }).first());
  throw new AppError('conflict', {
    ...(person === undefined ? {} : { decidedBy: personBrief(person) }),
    ...(change === undefined ? {} : { decidedAt: new Date(Number(change.changed_at)).toISOString() }),
  });
}

/** The same person did just this a moment ago, from the version they name. */
async function isSecondClick(trx: Knex, row: TrainingRow, version: number, action: TrainingChange, editor: Editor) {
  if (row.version !== version + 1) return false;
  const found = { training_id: row.id, version: row.version, action, person_id: editor.id };
  return (await trx('training_changes').where(found).first()) !== undefined;
}

async function unknownPeople(trx: Knex, draft: TrainingDraft): Promise<TrainingFault[]> {
  const named = [
    ...draft.trainers.flatMap(({ personId }, index) =>
      personId === null ? [] : [[`trainers.${index}`, personId] as const],
    ),
    ...(draft.signatoryId === null ? [] : [['signatoryId', draft.signatoryId] as const]),
  ];
  const known = await trx('persons')
    .whereIn(
      'id',
      named.map(([, id]) => id),
    )
    .pluck('id');
  return named.filter(([, id]) => !known.includes(id)).map(([field]) => ({ field, code: 'personunknown' }));
}

function refuse({ catalogue }: TrainingOffice, { locale }: Editor, faults: readonly TrainingFault[]): void {
  if (faults.length === 0) return;
  throw new AppError('invalidInput', { details: faultTexts(catalogue, faults, locale) });
}
