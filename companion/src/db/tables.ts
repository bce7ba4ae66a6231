/**
 * Row types of every table, known to the compiler through knex. Times `*_at` are epoch milliseconds (UTC), dates `*_on` are plain
 * `YYYY-MM-DD`, `*_json` is text. Ids are numbers on both databases.
 */
import type {
  CalendarChangeAction,
  CaseKind,
  CaseState,
  DatedKind,
  EffectKind,
  EffectState,
  JournalledClass,
  LogAction,
  Locale,
  MailPace,
  NoticeKind,
  Position,
  ReadMatter,
  Role,
  SeatState,
  StepMode,
  StepNeeds,
} from '@qashyq/shared-types';
import type { Knex } from 'knex';

export interface PersonRow {
  id: number;
  /** Links the ways in: equals a SAML attribute and a claim of the launch token. */
  login: string;
  /** Staff number of teachers, as timetables write it; null for others. */
  staff_code: string | null;
  name_kk: string;
  name_ru: string;
  name_en: string;
  email: string | null;
  locale: Locale;
  mail_pace: MailPace;
  moodle_user_id: number | null;
  /** Home unit, e.g. a teacher's kafedra. */
  org_unit_id: number | null;
  /** Post of teaching and teaching-support staff; null for others. */
  position: Position | null;
  created_at: number;
}

export interface OrgUnitRow {
  id: number;
  code: string;
  /** university, viceRectorate, institute, directorate, department, office, faculty, kafedra, library */
  type: string;
  parent_id: number | null;
  name_kk: string;
  name_ru: string;
  name_en: string;
}

export interface PersonRoleRow {
  id: number;
  person_id: number;
  role: Role;
  org_unit_id: number;
  valid_from_on: string;
  /** null: until further notice. */
  valid_to_on: string | null;
}

/** Somebody gave or ended a role. Only ever added to. */
export interface RoleChangeRow {
  id: number;
  by_person_id: number;
  person_role_id: number;
  action: 'given' | 'ended';
  /** Last day of the role before and after; null: until further notice, or there was none yet. */
  before_to_on: string | null;
  after_to_on: string | null;
  changed_at: number;
}

export interface SessionRow {
  /** SHA-256 of the cookie's session id: a stolen table opens no session. */
  id_hash: string;
  person_id: number | null;
  saml_name_id: string | null;
  saml_session_index: string | null;
  data_json: string;
  expires_at: number;
  /** To five minutes; 0: not since this is written down. */
  last_used_at: number;
}

export interface SamlRequestRow {
  id: string;
  value: string;
  created_at: number;
}

export interface SamlAssertionRow {
  id: string;
  expires_at: number;
}

export interface TurnRow {
  name: string;
  taken: number;
}

export interface RateCountRow {
  /** Keyed hash of door, window and visitor. */
  id_hash: string;
  hits: number;
  /** End of the window. */
  ends_at: number;
}

export interface MoodleSiteRow {
  id: number;
  url: string;
  /** Sealed with the service's secret; null until Moodle presented itself. */
  token_sealed: string | null;
  paired_at: number | null;
}

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

/** Somebody decides in another's place. */
export interface DelegationRow {
  id: number;
  from_person_id: number;
  to_person_id: number;
  role: Role;
  org_unit_id: number;
  /** null: all cases. */
  case_id: number | null;
  valid_from_on: string;
  valid_to_on: string;
  ground: string;
  /** Set where an order names the deputy: it is the ground then. */
  order_no: string | null;
  order_on: string | null;
  entered_by_id: number | null;
  created_at: number;
  revoked_at: number | null;
}

/** Somebody read protected data. Only ever added to, until its time has run out. */
export interface ReadJournalRow {
  id: number;
  reader_id: number;
  role: Role | null;
  acting_for_id: number | null;
  /** Whose data it was; null: about no person. */
  subject_id: number | null;
  object: string | null;
  data_class: JournalledClass;
  matter: ReadMatter;
  purpose: string | null;
  /** Name of the endpoint that answered. */
  via: string;
  read_at: number;
  /** Its place in the chain; null until the worker has given it one. */
  chain_no: number | null;
  chain_hash: string | null;
}

/** One row. */
export interface ReadChainRow {
  id: number;
  last_no: number;
  last_hash: string;
  /** The last entry that was forgotten; 0 while none was. */
  forgotten_no: number;
  forgotten_hash: string;
}

export interface NoticeRow {
  id: number;
  person_id: number;
  /** null: it is about no case. */
  case_id: number | null;
  /** null: it is about no training. */
  training_id: number | null;
  kind: NoticeKind;
  /** Facts of the sentence: step, unit, reason… never rendered text, so that it is read in the reader's language. */
  facts_json: string;
  created_at: number;
  read_at: number | null;
}

/** One mail a day: one row for each person and day. */
export interface DigestRow {
  id: number;
  person_id: number;
  digest_on: string;
}

/** A notice kept for a digest; `digest_id` is null until one is made of it. */
export interface DigestNoticeRow {
  notice_id: number;
  person_id: number;
  digest_id: number | null;
}

export interface EffectRow {
  id: number;
  kind: EffectKind;
  /** Same key, same work: queued once however often it is asked for. */
  dedupe_key: string;
  /** Effects with the same key never run at the same time. */
  serial_key: string;
  /** Equals serial_key while leased, else null; unique, so the database itself keeps them apart. */
  running_key: string | null;
  payload_json: string;
  case_id: number | null;
  state: EffectState;
  attempts: number;
  run_at: number;
  lease_owner: string | null;
  lease_until: number | null;
  error_code: string | null;
  error_details_json: string | null;
  created_at: number;
  done_at: number | null;
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

export interface CalendarEventRow {
  /** Our id of the event in Moodle; stays with the occurrence across editions. */
  external_id: string;
  case_id: number;
  line_key: string;
  week: number;
  /** 1: no longer wished, to be removed from Moodle and then from here. */
  obsolete: number;
}

type Table<Row extends { id: number }> = Knex.CompositeTableType<Row, Omit<Row, 'id'>>;

declare module 'knex/types/tables.js' {
  interface Tables {
    // The database knows the pace of those who have not chosen.
    persons: Knex.CompositeTableType<
      PersonRow,
      Omit<PersonRow, 'id' | 'mail_pace' | 'position'> & Partial<Pick<PersonRow, 'position'>>,
      Partial<PersonRow>
    >;
    org_units: Table<OrgUnitRow>;
    person_roles: Table<PersonRoleRow>;
    role_changes: Table<RoleChangeRow>;
    // The database fills in for who does not know when it was used.
    sessions: Knex.CompositeTableType<
      SessionRow,
      Omit<SessionRow, 'last_used_at'> & Partial<Pick<SessionRow, 'last_used_at'>>
    >;
    saml_requests: SamlRequestRow;
    saml_assertions: SamlAssertionRow;
    rate_counts: RateCountRow;
    turns: TurnRow;
    moodle_sites: MoodleSiteRow;
    academic_terms: Knex.CompositeTableType<
      AcademicTermRow,
      Omit<AcademicTermRow, 'id' | 'periods_json'> & Partial<Pick<AcademicTermRow, 'periods_json'>>
    >;
    time_slots: TimeSlotRow;
    holidays: HolidayRow;
    worked_weekends: WorkedWeekendRow;
    calendar_changes: Table<CalendarChangeRow>;
    exam_limits: ExamLimitsRow;
    disciplines: Table<DisciplineRow>;
    study_groups: Table<StudyGroupRow>;
    rooms: Table<RoomRow>;
    route_versions: Table<RouteVersionRow>;
    cases: Table<CaseRow>;
    editions: Table<EditionRow>;
    seats: Table<SeatRow>;
    seat_nudges: SeatNudgeRow;
    decisions: Table<DecisionRow>;
    // Most delegations are given by a holder, not by an order.
    delegations: Knex.CompositeTableType<
      DelegationRow,
      Omit<DelegationRow, 'id' | 'order_no' | 'order_on' | 'entered_by_id'> &
        Partial<Pick<DelegationRow, 'order_no' | 'order_on' | 'entered_by_id'>>,
      Partial<DelegationRow>
    >;
    // Entries get their place later.
    read_journal: Knex.CompositeTableType<
      ReadJournalRow,
      Omit<ReadJournalRow, 'id' | 'chain_no' | 'chain_hash'>,
      Partial<ReadJournalRow>
    >;
    read_chain: ReadChainRow;
    notices: Table<NoticeRow>;
    digests: Table<DigestRow>;
    digest_notices: DigestNoticeRow;
    effects: Table<EffectRow>;
    schedules: Knex.CompositeTableType<
      ScheduleRow,
      Omit<ScheduleRow, 'kafedra_code'> & Partial<Pick<ScheduleRow, 'kafedra_code'>>
    >;
    schedule_lines: ScheduleLineRow;
    dated_lines: DatedLineRow;
    schedule_imports: Table<ScheduleImportRow>;
    calendar_events: CalendarEventRow;
    calendar_feeds: CalendarFeedRow;
  }
}
