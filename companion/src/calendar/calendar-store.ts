import type { Knex } from 'knex';
import type { AcademicTerm, CalendarDay, TimeSlot } from '@qashyq/shared-types';
import type { AcademicTermRow } from '../db/tables.js';
import type { WorkCalendar } from './working-days.js';

export async function loadWorkCalendar(db: Knex): Promise<WorkCalendar> {
  // In one statement: every decision asks for it.
  const days: { day: string; is_off: 0 | 1 }[] = await db('holidays')
    .select({ day: 'off_on', is_off: db.raw('1') })
    .unionAll((worked) => void worked.from('worked_weekends').select({ day: 'works_on', is_off: db.raw('0') }));
  const daysThat = (isOff: 0 | 1) => new Set(days.filter((row) => row.is_off === isOff).map((row) => row.day));
  return { daysOff: daysThat(1), workedWeekends: daysThat(0) };
}

/** Days that differ from the week's rule, by date; of one calendar year, or all of them. */
export async function listCalendarDays(db: Knex, year?: number): Promise<CalendarDay[]> {
  const from = year === undefined ? '' : `${year}-01-01`;
  const to = year === undefined ? '9999' : `${year}-12-31`;
  const off = await db('holidays').whereBetween('off_on', [from, to]);
  const worked = await db('worked_weekends').whereBetween('works_on', [from, to]);
  const named = (row: { name_kk: string; name_ru: string; name_en: string }) => ({
    name: { kk: row.name_kk, ru: row.name_ru, en: row.name_en },
  });
  return [
    ...off.map((row): CalendarDay => ({ date: row.off_on, kind: 'dayOff', ...named(row) })),
    ...worked.map((row): CalendarDay => ({ date: row.works_on, kind: 'workingDay', ...named(row) })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
}

export async function insertCalendarDay(trx: Knex, { date, kind, name }: CalendarDay): Promise<void> {
  const names = { name_kk: name.kk, name_ru: name.ru, name_en: name.en };
  if (kind === 'dayOff') await trx('holidays').insert({ off_on: date, ...names });
  else await trx('worked_weekends').insert({ works_on: date, ...names });
}

export async function deleteCalendarDay(trx: Knex, date: string): Promise<void> {
  await trx('holidays').where({ off_on: date }).delete();
  await trx('worked_weekends').where({ works_on: date }).delete();
}

export async function listTerms(db: Knex): Promise<AcademicTermRow[]> {
  return db('academic_terms').orderBy(['academic_year', 'term']);
}

export function academicTerm(row: AcademicTermRow): AcademicTerm {
  return {
    academicYear: row.academic_year,
    term: row.term,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    week1On: row.week1_on,
    ...(row.periods_json === null ? {} : { periods: JSON.parse(row.periods_json) as AcademicTerm['periods'] }),
  };
}

export async function findTerm(db: Knex, academicYear: string, term: number): Promise<AcademicTermRow | undefined> {
  return db('academic_terms').where({ academic_year: academicYear, term }).first();
}

export async function listTimeSlots(db: Knex): Promise<TimeSlot[]> {
  return db('time_slots').select('no', 'starts', 'ends').orderBy('no');
}
