/** Who is where and when: exams, consultations and lessons brought to one form, so that they can be compared. Pure. */
import type { AppointmentType, DatedLine, ScheduleLine } from '@qashyq/shared-types';
import { localTime } from '../../../calendar/local-time.js';
import type { Occurrence } from '../occurrences.js';
import { consultationMinutes } from './dated-policy.js';

export interface Appointment {
  what: AppointmentType;
  lineKey: string;
  /** The other schedule in which it stands; null: it is of the schedule that is looked at. */
  caseId: number | null;
  date: string;
  /** Minutes from midnight; the end is not included. */
  from: number;
  to: number;
  /** Staff numbers, each once. */
  persons: readonly string[];
  groups: readonly string[];
  roomCode: string | null;
  disciplineCode: string;
  /** Why its clashes are accepted. */
  reason: string | null;
}

/** `09:30` as minutes from midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Minutes from midnight as `09:30`; the end of the day is `24:00`. */
export function timeOf(minutes: number): string {
  const within = Math.min(minutes, 24 * 60);
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

export function personsOf(line: DatedLine): string[] {
  const { examinerCode, proctorCode, chairCode, secretaryCode, memberCodes } = line;
  return [
    ...new Set([examinerCode, proctorCode, chairCode, secretaryCode, ...memberCodes].filter((code) => code !== null)),
  ];
}

/** The exam of a line, and its consultation where it has one: there the examiner meets the groups, in no room of ours. */
export function appointmentsOf(line: DatedLine, caseId: number | null): Appointment[] {
  const from = minutesOf(line.starts);
  const common = {
    lineKey: line.key,
    caseId,
    groups: [...new Set(line.groupCodes)],
    disciplineCode: line.disciplineCode,
    // A reason of blanks accepts nothing.
    reason: line.clashReason?.trim() || null,
  };
  const exam: Appointment = {
    ...common,
    what: 'exam',
    date: line.date,
    from,
    to: from + line.durationMinutes,
    persons: personsOf(line),
    roomCode: line.roomCode,
  };
  if (line.consultationOn === null || line.consultationStarts === null) return [exam];
  const begins = minutesOf(line.consultationStarts);
  return [
    exam,
    {
      ...common,
      what: 'consultation',
      date: line.consultationOn,
      from: begins,
      to: begins + consultationMinutes,
      persons: line.examinerCode === null ? [] : [line.examinerCode],
      roomCode: null,
    },
  ];
}

/** One lesson of another schedule on its date. */
export function appointmentOfLesson(
  line: ScheduleLine,
  { date, startsAtMs, durationSeconds }: Occurrence,
  caseId: number,
): Appointment {
  const from = minutesOf(localTime(startsAtMs));
  return {
    what: 'lesson',
    lineKey: line.key,
    caseId,
    date,
    from,
    to: from + durationSeconds / 60,
    persons: [line.teacherCode],
    groups: [...new Set(line.groupCodes)],
    roomCode: line.roomCode,
    disciplineCode: line.disciplineCode,
    reason: null,
  };
}
