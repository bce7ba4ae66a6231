/** The editions in force: what teachers, groups and rooms really follow. */
import type { Knex } from 'knex';
import {
  datedKinds,
  type DatedContent,
  type DatedKind,
  type ScheduleContent,
  type ScheduleKind,
} from '@qashyq/shared-types';
import type { EditionRow } from '../../../db/tables.js';
import { contentOf } from '../schedule-content.js';

export interface ApprovedEdition<Kind = 'lessonSchedule', Content = ScheduleContent> {
  caseId: number;
  kind: Kind;
  editionNo: number;
  /** Milliseconds UTC. */
  frozenAt: number;
  content: Content;
}
export type ApprovedDated = ApprovedEdition<DatedKind, DatedContent>;

type List<Edition> = (db: Knex, term: { academicYear: string; term: number }) => Promise<Edition[]>;
export type ListApprovedEditions = List<ApprovedEdition>;
export type ListApprovedDated = List<ApprovedDated>;

/** More faculties than this in the terms that people look at would be read again and again, not wrongly. */
const keptEditions = 64;

/** Lessons in force. */
export function createApprovedEditions(): ListApprovedEditions {
  return reader<'lessonSchedule', ScheduleContent>(['lessonSchedule'], contentOf);
}

/** Exams, midterm controls and final attestation in force. */
export function createApprovedDated(): ListApprovedDated {
  return reader<DatedKind, DatedContent>(datedKinds, (json) => JSON.parse(json) as DatedContent);
}

/** A reader that keeps what it parsed: a frozen edition never changes, and every teacher's timetable is made from the same few. */
function reader<Kind extends ScheduleKind, Content extends object>(
  kinds: readonly Kind[],
  parse: (json: string) => Content,
): List<ApprovedEdition<Kind, Content>> {
  const contents = new Map<number, Content>();

  return async (db, { academicYear, term }) => {
    const rows = await db('schedules')
      .join('cases', 'cases.id', 'schedules.case_id')
      .join('editions', (on) =>
        on.on('editions.case_id', 'cases.id').andOn('editions.edition_no', 'cases.approved_edition_no'),
      )
      .where('schedules.academic_year', academicYear)
      .where('schedules.term', term)
      .whereIn('cases.kind', kinds)
      .orderBy('cases.id')
      .select<(Pick<EditionRow, 'id' | 'case_id' | 'edition_no' | 'frozen_at'> & { kind: Kind })[]>(
        'editions.id',
        'editions.case_id',
        'editions.edition_no',
        'editions.frozen_at',
        'cases.kind',
      );
    const found = new Map(rows.flatMap(({ id }) => (contents.has(id) ? [[id, contents.get(id)!] as const] : [])));
    const missing = rows.map(({ id }) => id).filter((id) => !found.has(id));
    if (missing.length > 0)
      for (const row of await db('editions').whereIn('id', missing).select('id', 'content_json'))
        found.set(row.id, parse(row.content_json));
    for (const [id, content] of found) {
      // Last used stands last.
      contents.delete(id);
      contents.set(id, content);
    }
    for (const id of [...contents.keys()].slice(0, Math.max(0, contents.size - keptEditions))) contents.delete(id);
    return rows.map((row) => ({
      caseId: row.case_id,
      kind: row.kind,
      editionNo: row.edition_no,
      frozenAt: Number(row.frozen_at),
      content: found.get(row.id)!,
    }));
  };
}
