/** Single lessons in force between two instants; for features that must not put people or rooms into two places at once. */
import type { Knex } from 'knex';
import type { Named } from '@qashyq/shared-types';
import { listTerms } from '../../../calendar/calendar-store.js';
import { localDate } from '../../../calendar/local-time.js';
import { occurrencesOf } from '../occurrences.js';
import { heldInTerm } from '../replacements/held-editions.js';
import { loadNames } from '../schedule-names.js';
import type { ListApprovedEditions } from './approved-editions.js';
import { concerns, termCalendar, type Owner } from './term-lessons.js';

export interface Lesson {
  /** Milliseconds UTC. */
  startsAt: number;
  endsAt: number;
  /** Name of the discipline. */
  discipline: Named;
  groupCodes: readonly string[];
  teacherCode: string;
  /** Null: it is online. */
  roomCode: string | null;
}

/** The lessons of any of the owners that touch the span, earliest first. */
export async function lessonsBetween(
  db: Knex,
  approved: ListApprovedEditions,
  owners: readonly Owner[],
  span: { startsAt: number; endsAt: number },
): Promise<Lesson[]> {
  if (owners.length === 0) return [];
  const [from, to] = [localDate(span.startsAt), localDate(span.endsAt)];
  const lessons: Lesson[] = [];
  for (const term of await listTerms(db)) {
    if (term.ends_on < from || term.starts_on > to) continue;
    const calendar = await termCalendar(db, term);
    const named = { academicYear: term.academic_year, term: term.term };
    const lines = (await heldInTerm(db, await approved(db, named), { ...named, week1On: term.week1_on }))
      .map(({ line }) => line)
      .filter((line) => owners.some((owner) => concerns(owner, line)));
    const { disciplines } = await loadNames(db, lines);
    for (const line of lines)
      for (const { startsAtMs, durationSeconds } of occurrencesOf(line, calendar)) {
        const endsAt = startsAtMs + durationSeconds * 1000;
        if (endsAt <= span.startsAt || startsAtMs >= span.endsAt) continue;
        const { disciplineCode: code, groupCodes, teacherCode, roomCode } = line;
        const discipline = disciplines[code] ?? { kk: code, ru: code, en: code };
        lessons.push({ startsAt: startsAtMs, endsAt, discipline, groupCodes, teacherCode, roomCode });
      }
  }
  return lessons.sort((a, b) => a.startsAt - b.startsAt);
}
