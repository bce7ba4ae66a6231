/** Row types of attendance, certificates and hours, known to the compiler through knex; the conventions are those of tables.ts. */
import type {
  AttendanceStatus,
  FinalTaskResult,
  HoursKind,
  Locale,
  OutsideCertificateState,
  OutsideFileType,
  Position,
} from '@qashyq/shared-types';
import type { Table } from './table.js';

/** One mark of attendance. Rows are only added; of a person at a session the last one counts. */
export interface AttendanceMarkRow {
  id: number;
  session_id: number;
  application_id: number;
  /** null: the mark before was taken back. */
  status: AttendanceStatus | null;
  /** Why somebody was absent, or came for a part. */
  reason: string;
  /** `code`: the person checked in with the code shown at the session. */
  way: 'list' | 'code';
  /** Who marked; with a code the person themselves. */
  person_id: number;
  marked_at: number;
}

/** A result of the final task. Rows are only added; the last one of an application counts. */
export interface FinalTaskRow {
  id: number;
  application_id: number;
  /** null: the result before was taken back. */
  result: FinalTaskResult | null;
  note: string;
  person_id: number;
  entered_at: number;
}

/** The bytes of a file under their SHA-256; nothing changes a row. */
export interface StoredFileRow {
  sha256: string;
  size: number;
  content: Buffer;
  stored_at: number;
}

/** The number given last in a calendar year; raised in the transaction that issues. */
export interface CertificateNumberRow {
  year: number;
  last: number;
}

export interface CertificateRow {
  id: number;
  year: number;
  /** From 1, without a gap within the year. */
  seq: number;
  /** `ҚОБ-2026-0001` */
  number: string;
  /** What the QR code leads to; 80 random bits, see certificate-code.ts. */
  code: string;
  application_id: number;
  /** The application, until the certificate is revoked; unique, so that nobody holds two of one training. */
  active_key: string | null;
  training_id: number;
  person_id: number;
  /** Everything that stands on the paper, frozen. */
  content_json: string;
  hours: number;
  issued_on: string;
  /** Last day on which it is valid; null: without end. */
  expires_on: string | null;
  issued_by: number;
  issued_at: number;
  /** null: the files are still being made. */
  printed_at: number | null;
  /** When its holder was told that it ends soon. */
  expiry_told_at: number | null;
  revoked_at: number | null;
  revoked_by: number | null;
  revoke_reason: string | null;
}

export interface CertificateFileRow {
  id: number;
  certificate_id: number;
  locale: Locale;
  sha256: string;
}

/** A certificate that somebody brought from elsewhere. */
export interface OutsideCertificateRow {
  id: number;
  person_id: number;
  title: string;
  issuer: string;
  /** As the person says. */
  hours: number;
  from_on: string;
  to_on: string;
  file_name: string;
  file_type: OutsideFileType;
  sha256: string;
  state: OutsideCertificateState;
  /** As the department credited them; null until it has. */
  credited_hours: number | null;
  decision_reason: string;
  decided_by: number | null;
  decided_at: number | null;
  created_at: number;
}

/** The ledger of hours. Rows are only added: what was wrong is made good by a counter-entry. */
export interface TrainingHoursRow {
  id: number;
  /** Same key, same entry: written once. */
  entry_key: string;
  person_id: number;
  /** Academic hours; negative in counter-entries. */
  hours: number;
  /** The day to whose year they count. */
  earned_on: string;
  kind: HoursKind;
  certificate_id: number | null;
  outside_id: number | null;
  /** The entry that this one takes back, wholly or in part. */
  corrects_id: number | null;
  reason: string;
  entered_by: number;
  entered_at: number;
}

/** A norm that the department set; positions without a row have the default of the house. */
export interface TrainingNormRow {
  position: Position;
  hours: number;
  years: number;
  changed_by: number;
  changed_at: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    training_attendance_marks: Table<AttendanceMarkRow>;
    training_final_tasks: Table<FinalTaskRow>;
    stored_files: StoredFileRow;
    certificate_numbers: CertificateNumberRow;
    training_certificates: Table<CertificateRow>;
    training_certificate_files: Table<CertificateFileRow>;
    outside_certificates: Table<OutsideCertificateRow>;
    training_hours: Table<TrainingHoursRow>;
    training_norms: TrainingNormRow;
  }
}
