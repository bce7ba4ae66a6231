/** What the way from a file to a draft asks of a kind of schedule: one value for lessons, one for each kind with dates. */
import type { Knex } from 'knex';
import {
  datedKinds,
  datedLineFields,
  type Clash,
  type DatedClash,
  type DatedHeader,
  type DatedKind,
  type DatedLine,
  type DatedLineField,
  type FreePlace,
  type Named,
  type ScheduleHeader,
  type ScheduleKind,
  type ScheduleLine,
} from '@qashyq/shared-types';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { datedClashesOf } from '../dated/dated-content.js';
import { keepDatedKeys } from '../dated/dated-matching.js';
import { getDatedHeader, insertDatedSchedule, listDatedLines, replaceDatedLines } from '../dated/dated-store.js';
import { datedLineWords } from '../dated/dated-words.js';
import { changedFields, changedFieldsBy } from '../line-changes.js';
import { keepKeys } from '../line-matching.js';
import { clashesWithPlaces } from '../line-places.js';
import { lineWords } from '../line-words.js';
import { getHeader, insertSchedule, listLines, replaceLines } from '../schedule-store.js';
import { datedForms } from './dated-forms.js';
import { lessonForm } from './lesson-form.js';
import type { Table } from '../../../documents/table.js';
import type { Layout } from './columns.js';
import { directoryOf } from './directory.js';
import type { ImportReference, LineForm } from './parse-lines.js';
import { platonusTable } from './platonus-timetable.js';

/** What the check of a file finds besides faults. */
export interface LessonFindings {
  clashes: readonly Clash[];
  freePlaces: readonly FreePlace[];
}
export interface DatedFindings {
  clashes: readonly DatedClash[];
}

export interface Importing<Header, Line extends { key: string }, Findings> {
  form: LineForm<Omit<Line, 'key'>>;
  /** Files of this kind may also come as JSON: as a table whose columns are known. @throws TableFileError */
  fromJson?(value: unknown, header: Header, reference: ImportReference): { table: Table; layout: Layout };
  getHeader(db: Knex, caseId: number): Promise<Header>;
  insert(trx: Knex, caseId: number, header: Header): Promise<void>;
  listLines(db: Knex, caseId: number): Promise<Line[]>;
  replaceLines(trx: Knex, caseId: number, lines: readonly Line[]): Promise<void>;
  keepKeys(previous: readonly Line[], next: readonly Omit<Line, 'key'>[], newKey: () => string): Line[];
  isChanged(before: Line, after: Line): boolean;
  clashesOf(db: Knex, content: { header: Header; lines: Line[] }, caseId: number | null): Promise<Findings>;
  words(db: Knex, catalogue: Catalogue, lines: readonly Line[]): Promise<ReadonlyMap<string, Named>>;
}

export const lessons: Importing<ScheduleHeader, ScheduleLine, LessonFindings> = {
  form: lessonForm,
  fromJson: (value, header, { groups, rooms }) =>
    platonusTable(value, { groups: directoryOf(groups), rooms: directoryOf(rooms), header }),
  getHeader,
  insert: insertSchedule,
  listLines,
  replaceLines,
  keepKeys,
  isChanged: (before, after) => changedFields(before, after).length > 0,
  clashesOf: clashesWithPlaces,
  words: lineWords,
};

export function dated(kind: DatedKind): Importing<DatedHeader, DatedLine, DatedFindings> {
  return {
    form: datedForms[kind],
    getHeader: getDatedHeader,
    insert: insertDatedSchedule,
    listLines: listDatedLines,
    replaceLines: replaceDatedLines,
    keepKeys: keepDatedKeys,
    isChanged: (before, after) => changedFieldsBy<DatedLine, DatedLineField>(datedLineFields, before, after).length > 0,
    clashesOf: async (db, content, caseId) => ({ clashes: await datedClashesOf(db, kind, content, caseId) }),
    words: (db, _catalogue, lines) => datedLineWords(db, lines),
  };
}

export function isDated(kind: ScheduleKind): kind is DatedKind {
  return datedKinds.some((one) => one === kind);
}
