import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import { localDate } from '../calendar/local-time.js';
import { isWorkingDay } from '../calendar/working-days.js';
import { inTransaction } from '../db/transaction.js';
import { lockTraining, openApplication } from '../features/training/applications/change-application.js';
import { advance, insertTraining } from '../features/training/office/training-store.js';
import { demoTrainings } from './trainings.js';

/** Fills the trainings of the demo university, whole or not at all. Returns false where there are trainings already. */
export async function seedDemoTrainings(db: Knex, now: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if ((await trx('trainings').first()) !== undefined) return false;
    const persons = await trx('persons').select('id', 'login');
    const idOf = (login: string) => persons.find((person) => person.login === login)!.id;
    const by = idOf('methodist');
    const calendar = await loadWorkCalendar(trx);
    for (const training of demoTrainings(localDate(now), (date) => isWorkingDay(date, calendar))) {
      const id = await insertTraining(trx, training.draft, { seriesKey: randomUUID(), by, now });
      if (!training.isAnnounced) continue;
      const row = await lockTraining(trx, id);
      await advance(trx, row, 'announced', { by, now, state: 'announced' });
      for (const [index, login] of training.applicants.entries()) {
        const step =
          index < row.seats
            ? ({ to: 'confirmed', reason: 'seatFree' } as const)
            : ({ to: 'waitlisted', reason: 'noSeatFree' } as const);
        await openApplication(trx, row, { personId: idOf(login), motive: '' }, { ...step, by: idOf(login), now });
      }
    }
    return true;
  });
}
