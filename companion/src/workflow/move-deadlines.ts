/** A change of the calendar moves the deadlines that are running, in its own transaction. */
import type { Knex } from 'knex';
import type { MovedDeadlines } from '@qashyq/shared-types';
import { dueAt, localDate, type WorkCalendar } from '../calendar/working-days.js';
import type { SeatRow } from '../db/tables.js';
import { insertNotices } from '../effects/notices.js';
import { listDeciders } from './seat-holders.js';

/**
 * Where an open seat's deadline stands under the new calendar.
 *
 * A deadline moves only where the two calendars disagree about it. One that moves earlier still leaves the whole of the next working day,
 * so that nobody is late by a change they could not know of [I]; and what was overdue stays so.
 */
export function movedDeadline(
  seat: { openedAt: number; workingDays: number; dueAt: number },
  before: WorkCalendar,
  after: WorkCalendar,
  now: number,
): number {
  const was = dueAt(seat.openedAt, seat.workingDays, before);
  const is = dueAt(seat.openedAt, seat.workingDays, after);
  if (is > was) return Math.max(seat.dueAt, is);
  if (is < was) return Math.min(seat.dueAt, Math.max(is, dueAt(now, 1, after)));
  return seat.dueAt;
}

/** Moves what has to move. Holders are told where they have less time than they knew; more time shows by itself. */
export async function moveDeadlines(
  trx: Knex,
  before: WorkCalendar,
  after: WorkCalendar,
  now: number,
): Promise<MovedDeadlines> {
  const moved = { later: 0, earlier: 0 };
  const seats: SeatRow[] = await trx('seats').where({ state: 'active' }).orderBy('id');
  for (const seat of seats) {
    const known = Number(seat.due_at);
    const due = movedDeadline(
      { openedAt: Number(seat.opened_at), workingDays: seat.working_days, dueAt: known },
      before,
      after,
      now,
    );
    if (due === known) continue;
    const changed = await trx('seats').where({ id: seat.id, state: 'active' }).update({ due_at: due });
    if (changed === 0) continue;
    moved[due > known ? 'later' : 'earlier'] += 1;
    if (due < known) await tellOfEarlierDeadline(trx, seat, due, now);
  }
  return moved;
}

async function tellOfEarlierDeadline(trx: Knex, seat: SeatRow, due: number, now: number): Promise<void> {
  const deciders = await listDeciders(trx, seat, now);
  await insertNotices(
    trx,
    deciders.map((person) => ({
      personId: person.id,
      caseId: seat.case_id,
      kind: 'deadlineMovedEarlier' as const,
      facts: {
        editionNo: seat.edition_no,
        byPersonId: null,
        role: seat.role,
        orgUnitId: seat.org_unit_id,
        dueOn: localDate(due),
      },
    })),
    now,
  );
}
