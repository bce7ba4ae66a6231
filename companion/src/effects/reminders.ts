/**
 * Reminders and escalations, made by the clock. What was said of a seat is a row with a unique key, written in one transaction with its
 * notices and their deliveries: however many workers look, and whenever one of them dies, each is said once.
 */
import type { Knex } from 'knex';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import { endOfLocalDate } from '../calendar/local-time.js';
import { localDate, type WorkCalendar } from '../calendar/working-days.js';
import { isSqlite } from '../db/connect.js';
import { inTransaction, isDuplicate } from '../db/transaction.js';
import { isTimeToWrite, nudgesDue, type Nudge } from '../workflow/overdue.js';
import { listDeciders } from '../workflow/seat-holders.js';
import { listSupervisors } from '../workflow/supervisors.js';
import { insertNotices } from './notices.js';

/**
 * Says what is due now of every open seat; returns how much was said. Repeating it is harmless.
 * @throws AggregateError when some seats failed; the others are done
 */
export async function remind({ db, now }: { db: Knex; now: () => number }): Promise<number> {
  const at = now();
  const calendar = await loadWorkCalendar(db);
  if (!isTimeToWrite(at, calendar)) return 0;
  const said = (nudge: Nudge) =>
    db('seat_nudges').select(db.raw('1')).whereRaw('seat_nudges.seat_id = seats.id').where({ nudge });
  const ripe = await db('seats')
    .where('state', 'active')
    .where('due_at', '<=', endOfLocalDate(localDate(at)))
    .where((open) => open.whereNotExists(said('reminder3')).orWhereNotExists(said('escalation')))
    .orderBy('due_at')
    .select('id');
  let count = 0;
  const failures: unknown[] = [];
  for (const { id } of ripe)
    try {
      count += await nudgeSeat(db, id, calendar, at);
    } catch (error) {
      // Another worker says the same of this seat in this very moment.
      if (!isDuplicate(error)) failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} seats could not be reminded of`);
  return count;
}

async function nudgeSeat(db: Knex, seatId: number, calendar: WorkCalendar, now: number): Promise<number> {
  return inTransaction(db, async (trx) => {
    // A decision takes the same row: either it is made, and nobody is reminded of it, or it waits until this is said.
    const query = trx('seats').where({ id: seatId, state: 'active' }).first();
    const seat = await (isSqlite(trx) ? query : query.forUpdate());
    if (seat === undefined) return 0;
    const said = new Set((await trx('seat_nudges').where({ seat_id: seatId })).map((row) => row.nudge));
    const dueOn = localDate(Number(seat.due_at));
    let count = 0;
    for (const nudge of nudgesDue(dueOn, localDate(now), said, calendar)) {
      const people =
        nudge === 'escalation' ? await listSupervisors(trx, seat, now) : await listDeciders(trx, seat, now);
      // Nobody there yet: it is said as soon as somebody is.
      if (people.length === 0) continue;
      await trx('seat_nudges').insert({ seat_id: seatId, nudge, said_at: now });
      await insertNotices(
        trx,
        people.map((person) => ({
          personId: person.id,
          caseId: seat.case_id,
          kind: nudge === 'escalation' ? ('decisionEscalated' as const) : ('decisionReminder' as const),
          facts: {
            editionNo: seat.edition_no,
            byPersonId: null,
            role: seat.role,
            orgUnitId: seat.org_unit_id,
            dueOn,
          },
        })),
        now,
      );
      count += 1;
    }
    return count;
  });
}
