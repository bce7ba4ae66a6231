/** The academic calendar. */
import type { CalendarChangeAction, DatedKind } from '@qashyq/shared-types';
import type { Knex } from 'knex';
import type { Table } from './table.js';

export interface AcademicTermRow {
  id: number;
  academic_year: string;
  term: number;
  starts_on: string;
  ends_on: string;
  /** Monday of academic week 1. */
  week1_on: string;
  /** First and last days by name of the period; null where none is set. */
  periods_json: string | null;
}

export interface TimeSlotRow {
  no: number;
  starts: string;
  ends: string;
}

export interface HolidayRow {
  off_on: string;
  name_kk: string;
  name_ru: string;
  name_en: string;
}

/** A Saturday or Sunday that is worked in exchange for another day. */
export interface WorkedWeekendRow {
  works_on: string;
  name_kk: string;
  name_ru: string;
  name_en: string;
}

/** Who changed the calendar; each side is `{day}` or `{term}` in the form of the contract, null where there was or is nothing. */
export interface CalendarChangeRow {
  id: number;
  person_id: number;
  changed_at: number;
  action: CalendarChangeAction;
  before_json: string | null;
  after_json: string | null;
}

export interface ExamLimitsRow {
  kind: DatedKind;
  most_a_day: number;
  least_pause_minutes: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    academic_terms: Knex.CompositeTableType<
      AcademicTermRow,
      Omit<AcademicTermRow, 'id' | 'periods_json'> & Partial<Pick<AcademicTermRow, 'periods_json'>>
    >;
    time_slots: TimeSlotRow;
    holidays: HolidayRow;
    worked_weekends: WorkedWeekendRow;
    calendar_changes: Table<CalendarChangeRow>;
    exam_limits: ExamLimitsRow;
  }
}
