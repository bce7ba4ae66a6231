/** Row types of the tables of training plans; the conventions are those of tables.ts. */
import type { PlanResult, TrainingCategory, TrainingForm } from '@qashyq/shared-types';
import type { Knex } from 'knex';

export interface TrainingPlanRow {
  case_id: number;
  academic_year: string;
  /** null: the whole year. */
  term: number | null;
  /** `<year>:<term>`, 0 for the whole year; unique, so that a period has one plan. null: the plan was rejected and another may take its place. */
  period_key: string | null;
}

/** A line of the working draft; what is not written yet is null or empty. */
export interface TrainingPlanLineRow {
  id: number;
  case_id: number;
  /** Stays with the line across editions. */
  line_key: string;
  position: number;
  title_kk: string;
  title_ru: string;
  title_en: string;
  purpose: string;
  category: TrainingCategory;
  hours: number | null;
  form: TrainingForm;
  starts_on: string | null;
  ends_on: string | null;
  seats: number | null;
  trainers: string;
  place: string;
  /** Tenge. */
  cost: number;
  leave_from_work: number;
  audience_json: string;
  result: PlanResult;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    training_plans: TrainingPlanRow;
    training_plan_lines: Knex.CompositeTableType<TrainingPlanLineRow, Omit<TrainingPlanLineRow, 'id'>>;
  }
}
