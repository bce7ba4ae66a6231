/** Cases, their routes, and the decisions on them. */
import type { CaseKind, CaseState, LogAction, Role, SeatState, StepMode, StepNeeds } from '@qashyq/shared-types';
import type { Table } from './table.js';

export interface RouteVersionRow {
  id: number;
  kind: CaseKind;
  /** From 1, without gaps; the newest is in force. */
  version: number;
  /** null: back to the default of the house. */
  steps_json: string | null;
  note: string;
  person_id: number;
  changed_at: number;
}

export interface CaseRow {
  id: number;
  kind: CaseKind;
  title_kk: string;
  title_ru: string;
  title_en: string;
  author_id: number;
  org_unit_id: number;
  state: CaseState;
  /** Raised by one with every change; an action names the version its person saw. */
  version: number;
  /** Newest frozen edition, 0 before the first submission. */
  edition_no: number;
  approved_edition_no: number | null;
  published_edition_no: number | null;
  /** The route as it was when submitted; null before. */
  route_json: string | null;
  /** Head of the decision log, so that a cut-off tail shows. */
  log_length: number;
  log_hash: string;
  created_at: number;
  updated_at: number;
}

export interface EditionRow {
  id: number;
  case_id: number;
  edition_no: number;
  content_json: string;
  /** SHA-256 of content_json, hex. */
  hash: string;
  frozen_by: number;
  frozen_at: number;
}

export interface SeatRow {
  id: number;
  case_id: number;
  edition_no: number;
  step_no: number;
  step_key: string;
  role: Role;
  org_unit_id: number;
  mode: StepMode;
  needs: StepNeeds;
  decision: 'agree' | 'approve';
  working_days: number;
  state: SeatState;
  /** Hash of the part of the content that concerns this unit: its visa stands as long as that part stays. */
  fingerprint: string;
  /** Hash of what the agreement there is about: a route may resume past it as long as that stays. null: not known. */
  essence: string | null;
  opened_at: number | null;
  due_at: number | null;
  closed_at: number | null;
  agreed_in_edition: number | null;
}

/** What was said of an open seat, so that it is said once. */
export interface SeatNudgeRow {
  seat_id: number;
  nudge: 'reminder1' | 'reminder2' | 'reminder3' | 'escalation';
  said_at: number;
}

export interface DecisionRow {
  id: number;
  case_id: number;
  seq: number;
  action: LogAction;
  edition_no: number;
  edition_hash: string;
  seat_id: number | null;
  person_id: number | null;
  role: Role | null;
  org_unit_id: number | null;
  comment: string;
  remarks_json: string;
  /** null: the entry answers no remark. */
  answers_json: string | null;
  /** In whose place the person decided, and by what right; null: in their own. */
  acting_for_id: number | null;
  acting_ground: string | null;
  acting_order_no: string | null;
  acting_order_on: string | null;
  decided_at: number;
  previous_hash: string;
  hash: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    route_versions: Table<RouteVersionRow>;
    cases: Table<CaseRow>;
    editions: Table<EditionRow>;
    seats: Table<SeatRow>;
    seat_nudges: SeatNudgeRow;
    decisions: Table<DecisionRow>;
  }
}
