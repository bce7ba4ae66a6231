/** Row types of the tables of training plans; the conventions are those of tables.ts. */
import type { PlanResult, TrainingCategory, TrainingForm } from '@qashyq/shared-types';
import type { Table } from './table.js';

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

/** Why a line of a plan turned out otherwise, for the report. */
export interface TrainingPlanReasonRow {
  case_id: number;
  line_key: string;
  reason: string;
  person_id: number;
  written_at: number;
}

/** Participants of the training were asked for feedback, and can give it until then. */
export interface FeedbackRoundRow {
  training_id: number;
  closes_at: number;
}

/** Who gave feedback; nothing tells what. */
export interface FeedbackGivenRow {
  training_id: number;
  person_id: number;
}

/** What was answered; nothing tells by whom or when. Ratings from 1 to 5. */
export interface FeedbackAnswerRow {
  training_id: number;
  /** Random, so that the order of rows is no order of arrival. */
  answer_key: string;
  useful: number;
  clear: number;
  organised: number;
  recommend: number;
  liked: string;
  improve: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    training_plan_reasons: TrainingPlanReasonRow;
    training_feedback_rounds: FeedbackRoundRow;
    training_feedback_given: FeedbackGivenRow;
    training_feedback_answers: FeedbackAnswerRow;
    training_plans: TrainingPlanRow;
    training_plan_lines: Table<TrainingPlanLineRow>;
  }
}
