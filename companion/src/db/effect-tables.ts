/** What is done later and said, and the Moodle it is done in. */
import type { EffectKind, EffectState, NoticeKind } from '@qashyq/shared-types';
import type { Table } from './table.js';

export interface MoodleSiteRow {
  id: number;
  url: string;
  /** Sealed with the service's secret; null until Moodle presented itself. */
  token_sealed: string | null;
  paired_at: number | null;
}

export interface TurnRow {
  name: string;
  taken: number;
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

export interface CalendarEventRow {
  /** Our id of the event in Moodle; stays with the occurrence across editions. */
  external_id: string;
  case_id: number;
  line_key: string;
  week: number;
  /** 1: no longer wished, to be removed from Moodle and then from here. */
  obsolete: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    moodle_sites: MoodleSiteRow;
    turns: TurnRow;
    notices: Table<NoticeRow>;
    digests: Table<DigestRow>;
    digest_notices: DigestNoticeRow;
    effects: Table<EffectRow>;
    calendar_events: CalendarEventRow;
  }
}
