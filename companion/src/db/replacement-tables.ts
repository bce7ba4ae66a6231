import type { DeliveryMode, ReplacementKind } from '@qashyq/shared-types';
import type { Table } from './table.js';

export interface ReplacementDraftRow {
  case_id: number;
  content_json: string;
}

/** One lesson held otherwise than planned: the fact that reports of hours count by. */
export interface LessonReplacementRow {
  id: number;
  case_id: number;
  /** The schedule in which the line stands. */
  schedule_case_id: number;
  /** Key under which the lesson stands in timetables. */
  lesson_key: string;
  kind: ReplacementKind;
  academic_year: string;
  term: number;
  line_key: string;
  week: number;
  planned_on: string;
  planned_teacher: string;
  actual_on: string;
  actual_teacher: string;
  first_slot: number;
  last_slot: number;
  mode: DeliveryMode;
  room_code: string | null;
  reason: string;
  /** The line it was given for: an edition that changes the line ends the replacement. */
  planned_line_json: string;
  in_force_since: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    replacement_drafts: ReplacementDraftRow;
    lesson_replacements: Table<LessonReplacementRow>;
  }
}
