/** Row types of the tables of training, known to the compiler through knex; the conventions are those of tables.ts. */
import type {
  ApplicationReason,
  ApplicationState,
  Locale,
  Role,
  TrainingApproval,
  TrainingCategory,
  TrainingChange,
  TrainingForm,
  TrainingState,
} from '@qashyq/shared-types';
import type { Knex } from 'knex';
import type { Table } from './table.js';
import type { SeatNudgeRow } from './tables.js';

export interface TrainingRow {
  id: number;
  /** Runs of one training share it: for swapping, cloning, and «not done within N years». */
  series_key: string;
  state: TrainingState;
  title_kk: string;
  title_ru: string;
  title_en: string;
  about_kk: string;
  about_ru: string;
  about_en: string;
  category: TrainingCategory;
  form: TrainingForm;
  language: Locale;
  /** Academic hours, credited on completion. 0: not said yet, as seats and the three moments below may be in a draft. */
  hours: number;
  seats: number;
  /** Applications are taken from here … */
  apply_from_at: number;
  /** … to here. */
  apply_until_at: number;
  /** Until then who has a seat may give it up without asking. */
  cancel_until_at: number;
  approval: TrainingApproval;
  /** Whole hours for which a freed seat is held for the next in the queue. */
  offer_hours: number;
  /** Sessions a person must have attended to complete, in percent of all. */
  attendance_percent: number;
  /** 1: completion also needs the final task. */
  needs_final_task: number;
  /** Who may apply; the form of the contract. */
  eligibility_json: string;
  /** `idnumber` of the Moodle course that goes along; null: none. */
  moodle_course: string | null;
  /** Who signs the certificates; null: the head of the department. */
  signatory_id: number | null;
  /** Certificates are valid that long; null: without end. */
  certificate_months: number | null;
  /** The line of an approved training plan that this training fulfils. */
  plan_case_id: number | null;
  plan_line_key: string | null;
  /** Start of the first and end of the last session; null while there is none. */
  starts_at: number | null;
  ends_at: number | null;
  /** Number last given to an application: the order of arrival. */
  arrivals: number;
  /** Why it was cancelled. */
  cancel_reason: string | null;
  /** Why a clash of its sessions with lessons is accepted; null: nobody said so. */
  clash_reason: string | null;
  /** Raised by one with every change of the training itself; an action names the version its person saw. */
  version: number;
  created_by: number;
  created_at: number;
  updated_at: number;
}

export interface TrainingSessionRow {
  id: number;
  training_id: number;
  /** Stays with the session when it is moved: calendars know it by this. */
  session_key: string;
  position: number;
  held_on: string;
  starts: string;
  ends: string;
  starts_at: number;
  ends_at: number;
  room_code: string | null;
  link: string | null;
  /** Raised with every change of time or place (SEQUENCE of iCalendar). */
  sequence: number;
}

export interface TrainingTrainerRow {
  id: number;
  training_id: number;
  position: number;
  /** null: somebody from outside. */
  person_id: number | null;
  /** The name of somebody from outside; empty for people of the house. */
  outside_name: string;
}

export interface TrainingApplicationRow {
  id: number;
  training_id: number;
  person_id: number;
  /** Order of arrival within the training, from 1. */
  arrival_no: number;
  state: ApplicationState;
  /** `<training>:<person>` while the application is not ended, else null; unique, so the database itself keeps a person from applying twice. */
  active_key: string | null;
  motive: string;
  /** A freed seat is held until then; null in every state but `offered`. */
  offer_until_at: number | null;
  /** Who was asked to agree, and until when; null where nobody had to be. The columns stay when the application goes on. */
  asked_role: Role | null;
  asked_unit_id: number | null;
  decide_until_at: number | null;
  /** The application of another run that is given up when this one is confirmed. */
  swap_from_id: number | null;
  /** Entry of the application's history that was written last, from 1. */
  change_no: number;
  created_at: number;
  updated_at: number;
}

/** History of an application: each step with its reason, so that everybody can be told why. Rows are only added. */
export interface ApplicationChangeRow {
  id: number;
  application_id: number;
  change_no: number;
  from_state: ApplicationState | null;
  to_state: ApplicationState;
  /** A code with a text `training_reason_<code>`. */
  reason: ApplicationReason;
  /** What a person wrote; empty where nobody did. */
  note: string;
  /** Who did it; null: the service by its rule or clock. */
  person_id: number | null;
  changed_at: number;
}

/** Who changed the training itself; one row for each of its versions. Rows are only added. */
export interface TrainingChangeRow {
  id: number;
  training_id: number;
  version: number;
  action: TrainingChange;
  person_id: number;
  changed_at: number;
}

/** What the calendar of a person knows of a session: the newest state of it, and which state was sent. */
export interface TrainingInvitationRow {
  id: number;
  training_id: number;
  person_id: number;
  session_key: string;
  /** SEQUENCE of iCalendar: raised with every new state, also when it is called off and invited to again. From 0. */
  sequence: number;
  method: 'request' | 'cancel';
  /** `sequence` of the session when this state was made. */
  session_sequence: number;
  /** Time and place of this state: a session that is gone is called off by them. */
  starts_at: number;
  ends_at: number;
  place: string;
  /** The state that was mailed; null: none yet. */
  sent_sequence: number | null;
}

/** Whom Moodle was asked to enrol into which course for a training; the row goes when the enrolment went. */
export interface TrainingEnrolmentRow {
  id: number;
  training_id: number;
  person_id: number;
  /** `idnumber` of the Moodle course. */
  course: string;
}

/** What was said of an application by the clock, so that it is said once. */
export interface TrainingNudgeRow {
  application_id: number;
  nudge: SeatNudgeRow['nudge'] | 'offer';
  said_at: number;
}

type AskedColumn = 'asked_role' | 'asked_unit_id' | 'decide_until_at' | 'swap_from_id';
declare module 'knex/types/tables.js' {
  interface Tables {
    trainings: Table<TrainingRow>;
    training_sessions: Table<TrainingSessionRow>;
    training_trainers: Table<TrainingTrainerRow>;
    // What only some applications have is null for the others.
    training_applications: Knex.CompositeTableType<
      TrainingApplicationRow,
      Omit<TrainingApplicationRow, 'id' | AskedColumn> & Partial<Pick<TrainingApplicationRow, AskedColumn>>,
      Partial<TrainingApplicationRow>
    >;
    training_application_changes: Table<ApplicationChangeRow>;
    training_changes: Table<TrainingChangeRow>;
    training_invitations: Table<TrainingInvitationRow>;
    training_enrolments: Table<TrainingEnrolmentRow>;
    training_nudges: TrainingNudgeRow;
  }
}
