/** Rows of a training, its sessions and trainers, and the form of the contract. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Eligibility, SessionDraft, TrainingChange, TrainingDraft } from '@qashyq/shared-types';
import { localDate, localTime } from '../../../calendar/local-time.js';
import type { TrainingRow, TrainingSessionRow, TrainingTrainerRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import { trainingTitle } from '../present-training.js';
import { momentAt, sessionSpan, spanOf } from './training-rules.js';

export interface WholeTraining {
  row: TrainingRow;
  sessions: TrainingSessionRow[];
  trainers: TrainingTrainerRow[];
}

/** @throws AppError `notFound` */
export async function loadTraining(db: Knex, trainingId: number): Promise<WholeTraining> {
  const row = await db('trainings').where({ id: trainingId }).first();
  if (row === undefined) throw new AppError('notFound');
  return withParts(db, row);
}

export async function withParts(db: Knex, row: TrainingRow): Promise<WholeTraining> {
  return {
    row,
    sessions: await db('training_sessions').where({ training_id: row.id }).orderBy('position'),
    trainers: await db('training_trainers').where({ training_id: row.id }).orderBy('position'),
  };
}

/** Columns of a draft without form faults. */
function columnsOf(draft: TrainingDraft) {
  const span = spanOf(draft.sessions);
  return {
    title_kk: draft.title.kk,
    title_ru: draft.title.ru,
    title_en: draft.title.en,
    about_kk: draft.about.kk,
    about_ru: draft.about.ru,
    about_en: draft.about.en,
    category: draft.category,
    form: draft.form,
    language: draft.language,
    hours: draft.hours ?? 0,
    seats: draft.seats ?? 0,
    apply_from_at: momentAt(draft.applyFrom) ?? 0,
    apply_until_at: momentAt(draft.applyUntil) ?? 0,
    cancel_until_at: momentAt(draft.cancelUntil) ?? 0,
    approval: draft.approval,
    offer_hours: draft.offerHours ?? 0,
    attendance_percent: draft.attendancePercent ?? 0,
    needs_final_task: draft.needsFinalTask ? 1 : 0,
    eligibility_json: JSON.stringify(draft.eligibility),
    moodle_course: draft.moodleCourse === '' ? null : draft.moodleCourse,
    signatory_id: draft.signatoryId,
    certificate_months: draft.certificateMonths,
    starts_at: span?.startsAt ?? null,
    ends_at: span?.endsAt ?? null,
    clash_reason: draft.clashReason === '' ? null : draft.clashReason,
  };
}

/** A new draft; its version is 1. */
export async function insertTraining(
  trx: Knex.Transaction,
  draft: TrainingDraft,
  facts: { seriesKey: string; by: number; now: number; plan?: { caseId: number; lineKey: string } },
): Promise<number> {
  const [id] = await trx('trainings').insert({
    ...columnsOf(draft),
    series_key: facts.seriesKey,
    state: 'draft',
    plan_case_id: facts.plan?.caseId ?? null,
    plan_line_key: facts.plan?.lineKey ?? null,
    arrivals: 0,
    cancel_reason: null,
    version: 1,
    created_by: facts.by,
    created_at: facts.now,
    updated_at: facts.now,
  });
  await replaceTrainers(trx, id!, draft);
  await saveSessions(trx, id!, [], draft.sessions);
  await recordChange(trx, { trainingId: id!, version: 1, action: 'created', by: facts.by, now: facts.now });
  return id!;
}

/** Saves the draft over a locked training, as its next version. Returns the sessions whose time or place changed, and those that went. */
export async function updateTraining(
  trx: Knex.Transaction,
  before: WholeTraining,
  draft: TrainingDraft,
  facts: { by: number; now: number },
): Promise<SessionChanges> {
  const { id } = before.row;
  await trx('trainings').where({ id }).update(columnsOf(draft));
  await replaceTrainers(trx, id, draft);
  const changes = await saveSessions(trx, id, before.sessions, draft.sessions);
  await advance(trx, before.row, 'changed', facts);
  return changes;
}

/** The next version of a locked training, with who made it. */
export async function advance(
  trx: Knex.Transaction,
  row: TrainingRow,
  action: TrainingChange,
  { by, now, ...columns }: { by: number; now: number } & Partial<Pick<TrainingRow, 'state' | 'cancel_reason'>>,
): Promise<void> {
  const version = row.version + 1;
  await trx('trainings')
    .where({ id: row.id })
    .update({ ...columns, version, updated_at: now });
  await recordChange(trx, { trainingId: row.id, version, action, by, now });
  Object.assign(row, columns, { version, updated_at: now });
}

async function recordChange(
  trx: Knex.Transaction,
  change: { trainingId: number; version: number; action: TrainingChange; by: number; now: number },
): Promise<void> {
  await trx('training_changes').insert({
    training_id: change.trainingId,
    version: change.version,
    action: change.action,
    person_id: change.by,
    changed_at: change.now,
  });
}

export interface SessionChanges {
  moved: number;
  added: number;
  removed: number;
}

/** Sessions keep their row and key; another time or place raises their sequence. */
async function saveSessions(
  trx: Knex.Transaction,
  trainingId: number,
  before: readonly TrainingSessionRow[],
  sessions: readonly SessionDraft[],
): Promise<SessionChanges> {
  const changes: SessionChanges = { moved: 0, added: 0, removed: 0 };
  const left = new Map(before.map((row) => [row.session_key, row]));
  const inOrder = [...sessions].sort((a, b) => sessionSpan(a).startsAt - sessionSpan(b).startsAt);
  for (const [position, session] of inOrder.entries()) {
    const columns = sessionColumns(session, position);
    const row = session.key === null ? undefined : left.get(session.key);
    if (row === undefined) {
      changes.added++;
      await trx('training_sessions').insert({
        ...columns,
        training_id: trainingId,
        session_key: randomUUID(),
        sequence: 0,
      });
      continue;
    }
    left.delete(row.session_key);
    const isMoved =
      Number(row.starts_at) !== columns.starts_at ||
      Number(row.ends_at) !== columns.ends_at ||
      row.room_code !== columns.room_code ||
      row.link !== columns.link;
    if (isMoved) changes.moved++;
    await trx('training_sessions')
      .where({ id: row.id })
      .update({ ...columns, sequence: row.sequence + (isMoved ? 1 : 0) });
  }
  changes.removed = left.size;
  for (const { id } of left.values()) await trx('training_sessions').where({ id }).delete();
  return changes;
}

function sessionColumns(session: SessionDraft, position: number) {
  const { startsAt, endsAt } = sessionSpan(session);
  return {
    position,
    held_on: session.date,
    starts: session.starts,
    ends: session.ends,
    starts_at: startsAt,
    ends_at: endsAt,
    room_code: session.room === '' ? null : session.room,
    link: session.link === '' ? null : session.link,
  };
}

async function replaceTrainers(trx: Knex.Transaction, trainingId: number, { trainers }: TrainingDraft): Promise<void> {
  await trx('training_trainers').where({ training_id: trainingId }).delete();
  for (const [position, { personId, outsideName }] of trainers.entries())
    await trx('training_trainers').insert({
      training_id: trainingId,
      position,
      person_id: personId,
      outside_name: personId === null ? outsideName : '',
    });
}

/** The training as the department's form shows it. */
export function draftOf({ row, sessions, trainers }: WholeTraining): TrainingDraft {
  const unlessZero = (value: number) => (value === 0 ? null : value);
  return {
    title: trainingTitle(row),
    about: { kk: row.about_kk, ru: row.about_ru, en: row.about_en },
    category: row.category,
    form: row.form,
    language: row.language,
    hours: unlessZero(row.hours),
    seats: unlessZero(row.seats),
    applyFrom: momentText(row.apply_from_at),
    applyUntil: momentText(row.apply_until_at),
    cancelUntil: momentText(row.cancel_until_at),
    offerHours: unlessZero(row.offer_hours),
    approval: row.approval,
    eligibility: JSON.parse(row.eligibility_json) as Eligibility,
    attendancePercent: row.attendance_percent,
    needsFinalTask: row.needs_final_task === 1,
    moodleCourse: row.moodle_course ?? '',
    signatoryId: row.signatory_id,
    certificateMonths: row.certificate_months,
    trainers: trainers.map(({ person_id, outside_name }) => ({ personId: person_id, outsideName: outside_name })),
    sessions: sessions.map((session) => ({
      key: session.session_key,
      date: session.held_on,
      starts: session.starts,
      ends: session.ends,
      room: session.room_code ?? '',
      link: session.link ?? '',
    })),
    clashReason: row.clash_reason ?? '',
  };
}

function momentText(at: number | string): string {
  const instant = Number(at);
  return instant === 0 ? '' : `${localDate(instant)}T${localTime(instant)}`;
}
