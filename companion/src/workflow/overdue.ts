/**
 * When an open seat is reminded of, and when its silence goes to the supervising head. Pure: dates and numbers, no database.
 *
 * Silence is never consent (domain §4): whatever is said here, the seat stays open until a person decides.
 */
import type { Role } from '@qashyq/shared-types';
import { isWorkingDay, localDate, localTime, workingDaysBetween, type WorkCalendar } from '../calendar/working-days.js';

/** Working days after the deadline, 0 being the last day itself: one reminder before it ends, one after, one more, and no fourth [I]. */
const reminderDays = [0, 1, 3] as const;
/** The supervising head hears of it two working days after the deadline (domain §4). */
const escalationDay = 2;

/** `reminder1` … `reminder3` go to the holders, `escalation` to the supervising head: each at most once for a seat. */
export const nudges = ['reminder1', 'reminder2', 'reminder3', 'escalation'] as const;
export type Nudge = (typeof nudges)[number];

/** People are written to on working days from 08:00 to 20:00 [I]. */
export function isTimeToWrite(now: number, calendar: WorkCalendar): boolean {
  const time = localTime(now);
  return isWorkingDay(localDate(now), calendar) && time >= '08:00' && time < '20:00';
}

/**
 * What is to be said today of a seat due on `dueOn`, beyond what was said already. Of reminders that nobody sent in time only the newest
 * is sent: two at once would say the same.
 */
export function nudgesDue(dueOn: string, today: string, said: ReadonlySet<Nudge>, calendar: WorkCalendar): Nudge[] {
  if (today < dueOn) return [];
  const passed = workingDaysBetween(dueOn, today, calendar);
  const newest = reminderDays.filter((day) => day <= passed).length;
  const isNew = !nudges.slice(newest - 1, reminderDays.length).some((reminder) => said.has(reminder));
  return [
    ...(isNew ? [nudges[newest - 1]!] : []),
    ...(passed >= escalationDay && !said.has('escalation') ? (['escalation'] as const) : []),
  ];
}

/** Whose silence concerns whom: the head of the unit above. The heads of domain §4, the others after the structure of units [I]. */
const superior: Record<Role, Role | null> = {
  rector: null,
  viceRectorAcademic: 'rector',
  iceDirector: 'viceRectorAcademic',
  directorateHead: 'iceDirector',
  dldHead: 'directorateHead',
  dldMethodist: 'dldHead',
  dldTestOfficer: 'dldHead',
  dldTechnician: 'dldHead',
  proctor: 'dldHead',
  hrHead: 'rector',
  legalHead: 'rector',
  docHead: 'rector',
  itHead: 'rector',
  auditor: 'rector',
  registrar: 'viceRectorAcademic',
  dean: 'viceRectorAcademic',
  scheduler: 'dean',
  chairHead: 'dean',
  learner: 'dean',
  teacher: 'chairHead',
  expert: 'chairHead',
};

/** The roles above a role, nearest first. */
export function superiorsOf(role: Role): Role[] {
  const above = superior[role];
  return above === null ? [] : [above, ...superiorsOf(above)];
}
