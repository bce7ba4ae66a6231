import type { Knex } from 'knex';
import type { ApprovedEdition } from '../timetable/approved-editions.js';
import { heldLines, type HeldLine } from './held-lines.js';
import type { PlannedLine } from './replacement-rules.js';
import { listReplacements, type ReplacementInForce } from './replacement-store.js';

/** Lines of the editions in force, each with its schedule. */
export function plannedLines(editions: readonly ApprovedEdition[]): PlannedLine[] {
  return editions.flatMap(({ caseId, content }) => content.lines.map((line) => ({ ...line, caseId })));
}

/** The lessons of the editions in force of a term as they are really held. */
export async function heldInTerm(
  db: Knex,
  editions: readonly ApprovedEdition[],
  term: { academicYear: string; term: number; week1On: string },
): Promise<HeldLine<PlannedLine, ReplacementInForce>[]> {
  return heldLines(plannedLines(editions), await listReplacements(db, term), term.week1On);
}
