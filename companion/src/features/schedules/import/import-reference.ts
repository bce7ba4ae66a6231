import type { Knex } from 'knex';
import type { ScheduleHeader } from '@qashyq/shared-types';
import { findTerm, listTimeSlots } from '../../../calendar/calendar-store.js';
import { weekOfDate } from '../../../calendar/academic-weeks.js';
import { AppError } from '../../../errors.js';
import { named } from '../../../identity/person-store.js';
import type { ImportReference } from './parse-lines.js';

/** What codes and names in a timetable refer to. Groups of every faculty: a teacher's group may belong to another one. */
export async function loadImportReference(
  db: Knex,
  term: Pick<ScheduleHeader, 'academicYear' | 'term'>,
): Promise<ImportReference> {
  const found = await findTerm(db, term.academicYear, term.term);
  if (found === undefined)
    throw new AppError('invalidInput', {
      details: [{ field: 'query.term', message: `${term.academicYear}/${term.term}` }],
    });
  const teachers = await db('persons').whereNotNull('staff_code').orderBy('staff_code');
  return {
    disciplines: (await db('disciplines').orderBy('code')).map((row) => ({ code: row.code, name: named(row) })),
    groups: await db('study_groups').select('code').orderBy('code'),
    teachers: teachers.map((row) => ({ code: row.staff_code!, name: named(row) })),
    rooms: await db('rooms').select('code').orderBy('code'),
    slots: await listTimeSlots(db),
    academicYear: term.academicYear,
    term: {
      startsOn: found.starts_on,
      endsOn: found.ends_on,
      week1On: found.week1_on,
      weekCount: weekOfDate(found.week1_on, found.ends_on).week,
    },
  };
}
