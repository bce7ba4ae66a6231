/** Results of a training: what attendance and final tasks amount to, entering tasks, and settling everybody's outcome. */
import type { Knex } from 'knex';
import type { BodyOf, OutcomeRow, TrainingResults } from '@qashyq/shared-types';
import type { TrainingRow } from '../../../db/tables.js';
import { inTransaction } from '../../../db/transaction.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { loadBriefs } from '../../../workflow/case-presenter.js';
import { changeApplication, lockTraining } from '../applications/change-application.js';
import { trainingTitle } from '../present-training.js';
import { countAttendance, outcomeOf } from './attendance-rule.js';
import { lastFinalTasks, lastMarksOf, listListed, listSessions, type Listed } from './attendance-store.js';

type Reckoned = Omit<OutcomeRow, 'person' | 'unit'> & { row: Listed };

export async function presentResults(db: Knex, training: TrainingRow, now: number): Promise<TrainingResults> {
  const sessions = await listSessions(db, training.id);
  const reckoned = await reckon(db, training);
  const { person, orgUnit } = await loadBriefs(
    db,
    reckoned.map(({ row }) => row.person_id),
    reckoned.flatMap(({ row }) => row.org_unit_id ?? []),
  );
  return {
    training: {
      id: training.id,
      title: trainingTitle(training),
      version: training.version,
      hours: training.hours,
      attendancePercent: training.attendance_percent,
      needsFinalTask: training.needs_final_task === 1,
      isFinished: training.state === 'completed',
    },
    sessionCount: sessions.length,
    obstacle: obstacleOf(training, sessions, now),
    rows: reckoned.map(({ row, ...rest }) => ({
      ...rest,
      person: person(row.person_id),
      unit: row.org_unit_id === null ? null : orgUnit(row.org_unit_id),
    })),
    changes: reckoned.filter(isChange).length,
  };
}

function obstacleOf(
  training: TrainingRow,
  sessions: readonly { ends_at: number }[],
  now: number,
): TrainingResults['obstacle'] {
  if (training.state !== 'announced' && training.state !== 'completed') return 'notAnnounced';
  if (sessions.length === 0) return 'noSessions';
  return sessions.some((session) => Number(session.ends_at) > now) ? 'sessionsToCome' : null;
}

const isChange = ({ state, outcome, isFixed }: Reckoned): boolean => !isFixed && state !== outcome;

async function reckon(db: Knex, training: TrainingRow): Promise<Reckoned[]> {
  const sessions = await listSessions(db, training.id);
  const listed = await listListed(db, training.id);
  const ids = listed.map((row) => row.id);
  const marks = await lastMarksOf(db, ids);
  const tasks = await lastFinalTasks(db, ids);
  const asked = {
    attendancePercent: training.attendance_percent,
    needsFinalTask: training.needs_final_task === 1,
  };
  return listed.map((row) => {
    const count = countAttendance(sessions.map(({ id }) => marks.get(`${id}:${row.id}`)?.status ?? null));
    const task = tasks.get(row.id);
    const result = task?.result ?? null;
    return {
      row,
      applicationId: row.id,
      state: row.state,
      ...count,
      finalTask: result === null ? null : { result, note: task?.note ?? '' },
      outcome: outcomeOf(count, result, asked),
      isFixed: row.state === 'certified',
    };
  });
}

/** Enters results of the final task; the same again writes nothing. */
export async function enterFinalTasks(
  db: Knex,
  by: CurrentPerson,
  trainingId: number,
  { results }: BodyOf<'enterFinalTasks'>,
  now: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const training = await lockTraining(trx, trainingId);
    if (training.needs_final_task !== 1 || training.state === 'cancelled') throw new AppError('actionNotPossible');
    const listed = new Set((await listListed(trx, trainingId)).map((row) => row.id));
    const last = await lastFinalTasks(trx, [...listed]);
    for (const { applicationId, result, note } of results) {
      if (!listed.has(applicationId)) throw new AppError('notFound');
      const before = last.get(applicationId);
      if ((before?.result ?? null) === result && (before?.note ?? '') === note) continue;
      await trx('training_final_tasks').insert({
        application_id: applicationId,
        result,
        note: result === null ? '' : note,
        person_id: by.id,
        entered_at: now,
      });
    }
  });
}

/**
 * Settles everybody's outcome and the training with it; again after a correction it changes only what came out differently. Who holds a
 * certificate keeps the outcome until the certificate is revoked.
 * @throws AppError `conflict` when the training was changed since it was seen, `actionNotPossible` while sessions are to come
 */
export async function finishTraining(
  db: Knex,
  by: CurrentPerson,
  trainingId: number,
  { version }: BodyOf<'finishTraining'>,
  now: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const training = await lockTraining(trx, trainingId);
    if (training.version !== version) throw new AppError('conflict');
    if (obstacleOf(training, await listSessions(trx, trainingId), now) !== null)
      throw new AppError('actionNotPossible');
    const again = training.state === 'completed';
    for (const { row, outcome } of (await reckon(trx, training)).filter(isChange))
      await changeApplication(trx, row, {
        to: outcome,
        reason: again ? 'resultCorrected' : 'resultEntered',
        by: by.id,
        now,
      });
    if (again) return;
    await trx('trainings')
      .where({ id: trainingId })
      .update({ state: 'completed', version: version + 1, updated_at: now });
    await trx('training_changes').insert({
      training_id: trainingId,
      version: version + 1,
      action: 'completed',
      person_id: by.id,
      changed_at: now,
    });
  });
}
