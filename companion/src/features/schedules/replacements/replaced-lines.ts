import type { Knex } from 'knex';
import type { ScheduleHeader, ScheduleLine } from '@qashyq/shared-types';
import { findTerm } from '../../../calendar/calendar-store.js';
import type { PlacedLine } from '../clashes.js';
import { heldInstead, stillHolds } from './held-lines.js';
import { listReplacements } from './replacement-store.js';

/**
 * Where replacements have put lessons of the term, for whoever plans these lines of it. The planned place of such a lesson stays taken besides, as a
 * replacement may be withdrawn. Left out are those that the lines end: they change what was replaced.
 */
export async function listReplacedLines(
  db: Knex,
  { academicYear, term }: ScheduleHeader,
  lines: readonly ScheduleLine[],
): Promise<PlacedLine[]> {
  const replacements = await listReplacements(db, { academicYear, term });
  if (replacements.length === 0) return [];
  const { week1_on } = (await findTerm(db, academicYear, term))!;
  const own = new Map(lines.map((line) => [line.key, line]));
  return replacements
    .filter((one) => {
      const line = own.get(one.lineKey);
      return line === undefined || stillHolds(line, one);
    })
    .map((one) => ({ ...heldInstead(one.line, one, week1_on), caseId: one.caseId, insteadOf: one.lineKey }));
}
