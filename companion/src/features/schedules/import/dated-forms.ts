/** Rows of schedules whose lines have a date. */
import type { DatedKind, NewDatedLine } from '@qashyq/shared-types';
import { attestationColumns, examColumns, midtermColumns } from './dated-columns.js';
import {
  readAttestation,
  readCommission,
  readConsultation,
  readExamForm,
  readOrder,
  readPlatform,
  readProctor,
  readRecording,
  readRoomOrLink,
  readWhen,
} from './dated-fields.js';
import { readDiscipline, readGroups, readLink, readTeacher, readWords, type ReadingContext } from './line-fields.js';
import type { LineForm } from './parse-lines.js';
import type { RowReader } from './row-reader.js';

/** What the forms have in common; null when one of its cells is at fault. */
function readCommon(row: RowReader, context: ReadingContext) {
  const disciplineCode = readDiscipline(row, context);
  const groupCodes = readGroups(row, context);
  const when = readWhen(row, context);
  const link = readLink(row);
  const where = readRoomOrLink(row, link, context);
  const remark = readWords(row, 'remark');
  const clashReason = readWords(row, 'clash_reason');
  if (!disciplineCode || !groupCodes || !when || !where) return null;
  if (link === undefined || remark === undefined || clashReason === undefined) return null;
  return { disciplineCode, groupCodes, ...when, ...where, link, remark, clashReason };
}

const noCommission = { chairCode: null, secretaryCode: null, memberCodes: [], learnersOrder: null, recording: null };
const noExam = {
  form: null,
  platform: null,
  examinerCode: null,
  proctorCode: null,
  consultationOn: null,
  consultationStarts: null,
  consultationLink: null,
};

function readExam(row: RowReader, context: ReadingContext): NewDatedLine | null {
  const common = readCommon(row, context);
  const form = readExamForm(row);
  const platform = readPlatform(row);
  const consultation = readConsultation(row, context);
  const consultationLink = readLink(row, 'consultation_link');
  const examinerCode = readTeacher(row, context, 'examiner');
  const proctorCode = readProctor(row, context);
  if (!common || !form || !platform || !consultation || !examinerCode) return null;
  if (consultationLink === undefined || proctorCode === undefined) return null;
  return {
    attestation: null,
    ...noCommission,
    ...common,
    form,
    platform,
    ...consultation,
    consultationLink,
    examinerCode,
    proctorCode,
  };
}

function readFinal(row: RowReader, context: ReadingContext): NewDatedLine | null {
  const attestation = readAttestation(row);
  const common = readCommon(row, context);
  const commission = readCommission(row, context);
  const learnersOrder = readOrder(row);
  const recording = readRecording(row);
  if (!attestation || !common || !commission || learnersOrder === undefined || recording === null) return null;
  return { attestation, ...noExam, ...common, ...commission, learnersOrder, recording };
}

/** Two rows that say the same exam, whatever their remarks. */
function sameness({ attestation, disciplineCode, groupCodes, date, starts, roomCode }: NewDatedLine): string {
  return JSON.stringify([attestation, disciplineCode, groupCodes.toSorted(), date, starts, roomCode]);
}

export const datedForms: Readonly<Record<DatedKind, LineForm<NewDatedLine>>> = {
  // The columns of a consultation are not its: what stands there is told as a column that is not understood.
  midtermControlSchedule: { columns: midtermColumns, read: readExam, sameness },
  interimAttestationSchedule: { columns: examColumns, read: readExam, sameness },
  finalAttestationSchedule: { columns: attestationColumns, read: readFinal, sameness },
};
