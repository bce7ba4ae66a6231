/** What people who applied are told of changes of the training itself. */
import type { Knex } from 'knex';
import { insertNotices, noFacts } from '../../../effects/notices.js';

/** Everybody whose application has not ended learns of another time or place. The mail with the calendar event is for those with a seat. */
export async function tellOfChange(trx: Knex, trainingId: number, by: number, now: number): Promise<void> {
  const persons = await trx('training_applications')
    .where({ training_id: trainingId })
    .whereNotNull('active_key')
    .orderBy('arrival_no')
    .pluck('person_id');
  await insertNotices(
    trx,
    persons.map((personId) => ({
      personId,
      caseId: null,
      trainingId,
      kind: 'trainingChanged' as const,
      facts: { ...noFacts, byPersonId: by },
    })),
    now,
  );
}

/** Those whose application ended with the training learn why. */
export async function tellOfCancelling(
  trx: Knex,
  training: { id: number; reason: string },
  personIds: readonly number[],
  by: number,
  now: number,
): Promise<void> {
  await insertNotices(
    trx,
    personIds.map((personId) => ({
      personId,
      caseId: null,
      trainingId: training.id,
      kind: 'trainingCancelled' as const,
      facts: { ...noFacts, byPersonId: by, note: training.reason },
    })),
    now,
  );
}
