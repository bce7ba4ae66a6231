/** A timetable file on its way to a draft: checked, shown, applied. */
import { z } from 'zod';
import { idParameterSchema, idSchema, instantSchema, localeQuerySchema } from './basics.js';
import { datedClashSchema, datedHeaderSchema, datedLineSchema } from './dated-schedule.js';
import {
  clashSchema,
  freePlaceSchema,
  namesSchema,
  scheduleHeaderSchema,
  scheduleLineSchema,
  timeSlotSchema,
} from './schedule.js';
import { datedKindSchema, scheduleKindSchema } from './words.js';

/** A reason why a row cannot be taken. Texts are in the reader's language. */
export const importFaultSchema = z.object({
  /** Row number as the spreadsheet shows it (1 is the header row); 0 concerns the whole file. */
  row: z.int().min(0),
  /** Column letter and heading as found, e.g. `D «Преподаватель»`; empty when the whole row or file is meant. */
  column: z.string(),
  code: z.string(),
  found: z.string(),
  message: z.string(),
  /** What would be right, e.g. the nearest known code. */
  expected: z.string(),
});
export type ImportFault = z.infer<typeof importFaultSchema>;

/** One row of the file as understood; `line` is null when the row has faults. */
const rowOf = <Line extends z.ZodType>(line: Line) =>
  z.object({
    row: z.int().min(1),
    /** Cell texts as found, in the order of the file's columns. */
    cells: z.array(z.string()),
    line: line.nullable(),
    /** Against the present draft. */
    change: z.enum(['added', 'changed', 'unchanged']).nullable(),
  });

const checkedFileSchema = z.object({
  id: idSchema,
  caseId: idSchema.nullable(),
  fileName: z.string(),
  state: z.enum(['checked', 'applied', 'stale']),
  columns: z.array(z.string()),
  faults: z.array(importFaultSchema),
  /** Worth knowing, nothing to correct: e.g. a column that was not understood. */
  notes: z.array(importFaultSchema),
  names: namesSchema,
  /** Empty when "apply" is possible; otherwise why not, in the reader's language. */
  obstacles: z.array(z.string()),
  createdAt: instantSchema,
});

/** In clashes `lineKey` and the key of the other line are keys of `rows[].line`, or the other line stands in another schedule. */
export const lessonImportSchema = checkedFileSchema.extend({
  kind: z.literal('lessonSchedule'),
  header: scheduleHeaderSchema,
  rows: z.array(rowOf(scheduleLineSchema)),
  clashes: z.array(clashSchema),
  /** For lines whose clash nobody has accepted; a room by its code, times by `slots`. */
  freePlaces: z.array(freePlaceSchema),
  slots: z.array(timeSlotSchema),
  removed: z.array(scheduleLineSchema),
});
export type LessonImport = z.infer<typeof lessonImportSchema>;
export const datedImportSchema = checkedFileSchema.extend({
  kind: datedKindSchema,
  header: datedHeaderSchema,
  rows: z.array(rowOf(datedLineSchema)),
  clashes: z.array(datedClashSchema),
  removed: z.array(datedLineSchema),
});
export type DatedImport = z.infer<typeof datedImportSchema>;
export const importPreviewSchema = z.discriminatedUnion('kind', [lessonImportSchema, datedImportSchema]);
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** The file travels as the request body; its name and the header as query. `caseId` re-imports into a draft. */
export const importQuerySchema = z.object({
  fileName: z.string().min(1).max(200),
  caseId: idParameterSchema.optional(),
  /** For a new schedule. */
  kind: scheduleKindSchema.default('lessonSchedule'),
  academicYear: z.string().optional(),
  term: z.coerce.number().int().optional(),
  facultyCode: z.string().optional(),
  /** Instead of a faculty, for final attestation. */
  kafedraCode: z.string().optional(),
  label: z.string().max(120).optional(),
});

export const importTemplateQuerySchema = localeQuerySchema.extend({
  kind: scheduleKindSchema.default('lessonSchedule'),
});
