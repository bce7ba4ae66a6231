/** The dry run: when each seat would be asked, and until when, if everybody decided on their last day. Pure. */
import { addWorkingDays, type WorkCalendar } from '../../calendar/working-days.js';
import { stagesOf, type PlannedSeat } from '../route-stages.js';

export interface SeatDates {
  opensOn: string;
  dueOn: string;
}

/**
 * Dates of the seats that would be asked; seats whose visa stands have none and hold nobody up.
 * @param startsOn the day of submission, `YYYY-MM-DD`
 */
export function datesOfSeats<Seat extends Pick<PlannedSeat, 'stepNo' | 'mode' | 'state' | 'workingDays'>>(
  seats: readonly Seat[],
  startsOn: string,
  calendar: WorkCalendar,
): { dates: ReadonlyMap<Seat, SeatDates>; endsOn: string } {
  const dates = new Map<Seat, SeatDates>();
  let opensOn = startsOn;
  for (const stage of stagesOf(seats)) {
    const asked = stage.filter((seat) => seat.state === 'waiting');
    for (const seat of asked) dates.set(seat, { opensOn, dueOn: addWorkingDays(opensOn, seat.workingDays, calendar) });
    // The next stage receives it on the day on which the last of this one decides.
    for (const seat of asked) {
      const { dueOn } = dates.get(seat)!;
      if (dueOn > opensOn) opensOn = dueOn;
    }
  }
  return { dates, endsOn: opensOn };
}
