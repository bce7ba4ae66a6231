/** What marks of attendance amount to. Pure. */
import type { AttendanceStatus, FinalTaskResult, Outcome } from '@qashyq/shared-types';

/** Of the rows that were added for one place, each place with the row that counts: the last one. Rows come in the order of their ids. */
export function lastOfEach<Row>(rows: readonly Row[], place: (row: Row) => number | string): Map<number | string, Row> {
  return new Map(rows.map((row) => [place(row), row]));
}

export interface AttendanceCount {
  present: number;
  partly: number;
  absent: number;
  /** Nobody marked the person; it counts as absence. */
  unmarked: number;
  /** Of all sessions, rounded down; somebody who came for a part was there for half of the session [I]. */
  percent: number;
}

/** @param statuses one for each session of the training; null: not marked */
export function countAttendance(statuses: readonly (AttendanceStatus | null)[]): AttendanceCount {
  const of = (wanted: AttendanceStatus | null) => statuses.filter((status) => status === wanted).length;
  const [present, partly] = [of('present'), of('partly')];
  return {
    present,
    partly,
    absent: of('absent'),
    unmarked: of(null),
    // In half sessions, so that nothing is rounded on the way.
    percent: statuses.length === 0 ? 0 : Math.floor(((2 * present + partly) * 100) / (2 * statuses.length)),
  };
}

/**
 * Domain §2.6: attendance of at least so many percent, and the final task where one is asked for, complete a training. Who never came
 * missed it; everybody else took part.
 */
export function outcomeOf(
  count: AttendanceCount,
  finalTask: FinalTaskResult | null,
  asked: { attendancePercent: number; needsFinalTask: boolean },
): Outcome {
  if (count.present + count.partly === 0) return 'missed';
  const came = count.percent >= asked.attendancePercent;
  return came && (!asked.needsFinalTask || finalTask === 'passed') ? 'completed' : 'attended';
}
