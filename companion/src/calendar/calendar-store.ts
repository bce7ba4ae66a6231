import type { Knex } from 'knex';
import type { TimeSlot } from '@qashyq/shared-types';
import type { AcademicTermRow } from '../db/tables.js';
import type { WorkCalendar } from './working-days.js';

export async function loadWorkCalendar(db: Knex): Promise<WorkCalendar> {
  const rows = await db('holidays').select('off_on');
  return { daysOff: new Set(rows.map((row) => row.off_on)) };
}

export async function listTerms(db: Knex): Promise<AcademicTermRow[]> {
  return db('academic_terms').orderBy(['academic_year', 'term']);
}

export async function findTerm(db: Knex, academicYear: string, term: number): Promise<AcademicTermRow | undefined> {
  return db('academic_terms').where({ academic_year: academicYear, term }).first();
}

export async function listTimeSlots(db: Knex): Promise<TimeSlot[]> {
  return db('time_slots').select('no', 'starts', 'ends').orderBy('no');
}
