/** What follows every change of a training or of an application, later: calendars are told, and Moodle's course has the people it should. */
import type { Knex } from 'knex';
import { enqueueLatest } from '../../effects/outbox.js';

/**
 * Queues the work in the transaction of the change. The effects read the present state, so what waits serves every change before it.
 * @param change names the change, e.g. `training:4:v7` or `application:12:c3`
 */
export async function followTraining(trx: Knex, trainingId: number, change: string, now: number): Promise<void> {
  const effects = (['update-invitations', 'sync-enrolments'] as const).map((kind) => ({
    kind,
    payload: { trainingId },
    caseId: null,
    dedupeKey: `${change}:${kind}`,
    serialKey: `training:${trainingId}:${kind}`,
  }));
  await enqueueLatest(trx, effects, now);
}
