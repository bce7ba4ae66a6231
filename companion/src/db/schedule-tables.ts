/** What schedules refer to, and their drafts. */
import type { Locale } from '@qashyq/shared-types';
import type { Knex } from 'knex';
import type { Table } from './table.js';

export interface DisciplineRow {
  id: number;
  code: string;
  name_kk: string;
  name_ru: string;
  name_en: string;
  credits: number;
  /** `idnumber` of the Moodle course. */
  moodle_course: string;
}

export interface StudyGroupRow {
  id: number;
  code: string;
  language: Locale;
  study_year: number;
  learner_count: number;
  faculty_id: number;
}

export interface RoomRow {
  id: number;
  code: string;
  seats: number | null;
}

export interface ScheduleRow {
  case_id: number;
  academic_year: string;
  term: number;
  faculty_code: string;
  label: string;
  /** Final attestation is a kafedra's. */
  kafedra_code: string | null;
}

export interface DatedLineRow {
  line_key: string;
  case_id: number;
  position: number;
  attestation: string | null;
  discipline_code: string;
  group_codes_json: string;
  form: string | null;
  platform: string | null;
  consultation_on: string | null;
  consultation_starts: string | null;
  consultation_link: string | null;
  held_on: string;
  starts: string;
  duration_minutes: number;
  room_code: string | null;
  examiner_code: string | null;
  proctor_code: string | null;
  chair_code: string | null;
  secretary_code: string | null;
  member_codes_json: string;
  link: string | null;
  learners_order: string | null;
  recording: number | null;
  remark: string | null;
  clash_reason: string | null;
}

export interface ScheduleLineRow {
  line_key: string;
  case_id: number;
  position: number;
  weekday: number;
  first_slot: number;
  last_slot: number;
  weeks_json: string;
  discipline_code: string;
  lesson_type: string;
  group_codes_json: string;
  teacher_code: string;
  mode: string;
  room_code: string | null;
  link: string | null;
  language: string | null;
  remark: string | null;
  clash_reason: string | null;
}

export interface ScheduleImportRow {
  id: number;
  person_id: number;
  case_id: number | null;
  /** Version of the case the check was made against; applying to a later one is refused as stale. */
  case_version: number | null;
  file_name: string;
  /** The whole preview as checked, except what depends on the reader's language. */
  checked_json: string;
  applied_case_id: number | null;
  created_at: number;
}

/** At most one secret calendar address a person. */
export interface CalendarFeedRow {
  person_id: number;
  /** SHA-256 of the secret, hex. */
  secret_hash: string;
  created_at: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    disciplines: Table<DisciplineRow>;
    study_groups: Table<StudyGroupRow>;
    rooms: Table<RoomRow>;
    schedules: Knex.CompositeTableType<
      ScheduleRow,
      Omit<ScheduleRow, 'kafedra_code'> & Partial<Pick<ScheduleRow, 'kafedra_code'>>
    >;
    dated_lines: DatedLineRow;
    schedule_lines: ScheduleLineRow;
    schedule_imports: Table<ScheduleImportRow>;
    calendar_feeds: CalendarFeedRow;
  }
}
