/** A timetable of one lesson for tests. */
import type { Timetable } from '@qashyq/shared-types';
import { line, named } from './support.js';

export const lesson = line({ weekday: 1, weeks: [6, 7], teacherCode: 'T02' });

export function timetable(given: Partial<Timetable> = {}): Timetable {
  return {
    of: { owner: 'teacher', code: 'T02', name: named('Teacher') },
    isMine: true,
    terms: [{ academicYear: '2026/27', term: 1, startsOn: '2026-09-01', endsOn: '2026-12-12', chosen: true }],
    lines: [lesson],
    exams: [],
    names: { disciplines: {}, groups: {}, teachers: {}, rooms: {} },
    slots: [],
    week1On: '2026-08-31',
    presentWeek: 5,
    next: {
      lineKey: lesson.key,
      week: 7,
      startsAt: '2026-10-12T03:30:00.000Z',
      endsAt: '2026-10-12T05:20:00.000Z',
    },
    daysOff: [
      { on: '2026-10-12', name: named('Holiday') },
      { on: '2026-10-25', name: named('Republic Day') },
    ],
    choices: { teachers: [], groups: [], rooms: [] },
    replaced: [],
    replaceable: {},
    feedSince: null,
    trainings: [],
    canHaveFeed: true,
    ...given,
  };
}
