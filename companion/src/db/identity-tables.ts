/** Who people are, what they may do, and how they came in. */
import type { JournalledClass, Locale, MailPace, Position, ReadMatter, Role } from '@qashyq/shared-types';
import type { Knex } from 'knex';
import type { Table } from './table.js';

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

export interface RateCountRow {
  /** Keyed hash of door, window and visitor. */
  id_hash: string;
  hits: number;
  /** End of the window. */
  ends_at: number;
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
  }
}
