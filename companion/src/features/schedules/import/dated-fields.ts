/**
 * The fields of a dated line, each read from the cells that may say it. A field is null when its cells are at fault; where nothing may stand,
 * undefined tells the fault from the empty cell.
 */
import { attestationTypes, examForms, type AttestationType, type ExamForm } from '@qashyq/shared-types';
import { clockOf, dateOf, minutesOfText } from './cell-values.js';
import type { ColumnId } from './columns.js';
import { readRoom, readTeacher, teacherCodes, type ReadingContext } from './line-fields.js';
import type { RowReader } from './row-reader.js';
import { attestationOfWord, examFormOfWord, yesOrNoOfWord } from './vocabulary.js';

const formChoices = examForms.map((form) => ({ textKey: `examform_${form}` }));
const attestationChoices = attestationTypes.map((type) => ({ textKey: `attestation_${type.toLowerCase()}` }));
const yesOrNo = [{ textKey: 'recording_yes' }, { textKey: 'recording_no' }];
const examples = { date: ['15.12.2026'], time: ['10:00', '10:00-12:00'], duration: ['120'] };

/** Bounds of the contract for texts and lists of a line. */
const platformLimit = 60;
const orderLimit = 120;
const memberLimit = 20;
const shortestMinutes = 5;
const longestMinutes = 720;
const dayMinutes = 24 * 60;

/** A day of the academic year, which begins in August. */
function readDate(
  row: RowReader,
  id: Extract<ColumnId, 'held_date' | 'consultation_date'>,
  text: string,
  { academicYear }: ReadingContext,
): string | null {
  const date = dateOf(text);
  if (date === null) return row.fault(id, 'date_unknown', {}, examples.date);
  const year = Number(academicYear.slice(0, 4));
  const [first, last] = [`${year}-08-01`, `${year + 1}-08-31`];
  if (date < first || date > last) return row.fault(id, 'date_outside_year', { first, last }, [`${first} – ${last}`]);
  return date;
}

export interface When {
  readonly date: string;
  readonly starts: string;
  readonly durationMinutes: number;
}

/** Day, beginning and length: «10:00-12:00» says both of the latter, and a length beside it must agree. It ends on its own day. */
export function readWhen(row: RowReader, context: ReadingContext): When | null {
  const day = row.required('held_date');
  const date = day === null ? null : readDate(row, 'held_date', day, context);
  const time = row.required('held_time');
  const clock = time === null ? null : clockOf(time);
  if (time !== null && clock === null) row.fault('held_time', 'clock_unknown', {}, examples.time);
  const length = readDuration(row);
  if (length === undefined || clock === null) return null;
  const stated = clock.minutes ?? length;
  if (stated === null)
    return row.fault(row.has('duration') ? 'duration' : 'held_time', 'duration_missing', {}, examples.duration);
  if (length !== null && length !== stated) return row.fault('duration', 'duration_other_time', {}, [String(stated)]);
  if (stated < shortestMinutes || stated > longestMinutes)
    return row.fault(length === null ? 'held_time' : 'duration', 'duration_out_of_range', {
      first: shortestMinutes,
      last: longestMinutes,
    });
  const begins = Number(clock.starts.slice(0, 2)) * 60 + Number(clock.starts.slice(3));
  if (begins + stated > dayMinutes) return row.fault('held_time', 'ends_after_midnight');
  return date === null ? null : { date, starts: clock.starts, durationMinutes: stated };
}

function readDuration(row: RowReader): number | null | undefined {
  const text = row.optional('duration');
  if (text === null) return undefined;
  if (text === '') return null;
  const minutes = minutesOfText(text);
  if (minutes !== null) return minutes;
  row.fault('duration', 'duration_unknown', {}, examples.duration);
  return undefined;
}

export interface Consultation {
  readonly consultationOn: string | null;
  readonly consultationStarts: string | null;
}

/** Day and time of the consultation, both or neither. */
export function readConsultation(row: RowReader, context: ReadingContext): Consultation | null {
  const day = row.optional('consultation_date');
  const time = row.optional('consultation_time');
  if (day === null || time === null) return null;
  if (day === '' && time === '') return { consultationOn: null, consultationStarts: null };
  if (day === '' || time === '')
    return row.fault(day === '' ? 'consultation_date' : 'consultation_time', 'consultation_incomplete');
  const date = readDate(row, 'consultation_date', day, context);
  const clock = clockOf(time);
  if (clock === null) return row.fault('consultation_time', 'clock_unknown', {}, examples.time.slice(0, 1));
  return date === null ? null : { consultationOn: date, consultationStarts: clock.starts };
}

export function readExamForm(row: RowReader): ExamForm | null {
  const text = row.required('exam_form');
  if (text === null) return null;
  return examFormOfWord(text) ?? row.fault('exam_form', 'exam_form_unknown', {}, formChoices);
}

export function readAttestation(row: RowReader): AttestationType | null {
  const text = row.required('attestation');
  if (text === null) return null;
  return attestationOfWord(text) ?? row.fault('attestation', 'attestation_unknown', {}, attestationChoices);
}

export function readPlatform(row: RowReader): string | null {
  const text = row.required('platform');
  return text !== null && text.length > platformLimit
    ? row.fault('platform', 'too_long', { limit: platformLimit })
    : text;
}

/** The order that admits the learners; null when none is given yet, undefined when the cell is at fault. */
export function readOrder(row: RowReader): string | null | undefined {
  const text = row.optional('learners_order', orderLimit);
  return text === null ? undefined : text || null;
}

export function readRecording(row: RowReader): boolean | null {
  const text = row.required('recording');
  if (text === null) return null;
  return yesOrNoOfWord(text) ?? row.fault('recording', 'yes_or_no_unknown', {}, yesOrNo);
}

/** A room, or a link where it is held online: one of them must say where. */
export function readRoomOrLink(
  row: RowReader,
  link: string | null | undefined,
  { rooms }: ReadingContext,
): { roomCode: string | null } | null {
  const text = row.optional('room');
  if (text === null || link === undefined) return null;
  if (text === '')
    return link === null ? row.fault(row.has('room') ? 'room' : 'link', 'room_or_link_missing') : { roomCode: null };
  const roomCode = readRoom(row, 'room', text, rooms);
  return roomCode === null ? null : { roomCode };
}

/** Null when nobody is named, undefined when the cell is at fault. */
export function readProctor(row: RowReader, { teachers }: ReadingContext): string | null | undefined {
  const text = row.optional('proctor');
  if (text === null) return undefined;
  if (text === '') return null;
  return row.one('proctor', text, teachers(text), teacherCodes)?.code ?? undefined;
}

export interface Commission {
  readonly chairCode: string;
  readonly secretaryCode: string;
  /** Without chair and secretary, each once. */
  readonly memberCodes: string[];
}

/** Chair, secretary and members; whoever stands among the members and is chair or secretary is named once. */
export function readCommission(row: RowReader, context: ReadingContext): Commission | null {
  const chairCode = readTeacher(row, context, 'chair');
  const secretaryCode = readTeacher(row, context, 'secretary');
  const text = row.required('members');
  if (text === null) return null;
  const written = text.split(/\s*[,;\n]\s*/u).filter((part) => part !== '');
  if (written.length > memberLimit) return row.fault('members', 'too_many_members', { limit: memberLimit });
  const found = written.map((part) => row.one('members', part, context.teachers(part), teacherCodes)?.code);
  const members = found.filter((code) => code !== undefined);
  if (members.length < found.length || chairCode === null || secretaryCode === null) return null;
  if (chairCode === secretaryCode) return row.fault('secretary', 'secretary_is_chair');
  return {
    chairCode,
    secretaryCode,
    memberCodes: [...new Set(members)].filter((code) => code !== chairCode && code !== secretaryCode),
  };
}
