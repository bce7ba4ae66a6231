import type { NewScheduleLine } from '@qashyq/shared-types';
import { lessonColumns } from './lesson-columns.js';
import {
  readDay,
  readDiscipline,
  readGroups,
  readLanguage,
  readLessonType,
  readSlots,
  readTeacher,
  readWhere,
  readWords,
  type ReadingContext,
} from './line-fields.js';
import type { LineForm } from './parse-lines.js';
import type { RowReader } from './row-reader.js';

function read(row: RowReader, context: ReadingContext): NewScheduleLine | null {
  const day = readDay(row, context);
  const slots = readSlots(row, context);
  const disciplineCode = readDiscipline(row, context);
  const lessonType = readLessonType(row);
  const groupCodes = readGroups(row, context);
  const teacherCode = readTeacher(row, context);
  const where = readWhere(row, context);
  const language = readLanguage(row);
  const remark = readWords(row, 'remark');
  const clashReason = readWords(row, 'clash_reason');
  if (!day || !slots || !disciplineCode || !lessonType || !groupCodes || !teacherCode || !where) return null;
  if (language === undefined || remark === undefined || clashReason === undefined) return null;
  return {
    ...day,
    ...slots,
    disciplineCode,
    lessonType,
    groupCodes,
    teacherCode,
    ...where,
    language,
    remark,
    clashReason,
  };
}

/** Two rows that say the same lesson, whatever their remarks. */
function sameness({
  weekday,
  firstSlot,
  lastSlot,
  weeks,
  disciplineCode,
  lessonType,
  groupCodes,
  teacherCode,
  roomCode,
}: NewScheduleLine): string {
  return JSON.stringify([
    weekday,
    firstSlot,
    lastSlot,
    weeks,
    disciplineCode,
    lessonType,
    groupCodes.toSorted(),
    teacherCode,
    roomCode,
  ]);
}

/** A row of a lesson schedule. */
export const lessonForm: LineForm<NewScheduleLine> = { columns: lessonColumns, read, sameness };
