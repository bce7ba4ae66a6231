/** Who may apply for a training: each rule by itself, so that a person sees which one keeps them back and what to do. Pure. */
import type { Eligibility, EligibilityRule, Position } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';

/** What the rules ask about the person. */
export interface EligibilityFacts {
  /** Units of the person and everything above them. */
  units: ReadonlySet<number>;
  position: Position | null;
  /** End of the newest run of the series that the person completed; null: none. */
  doneAt: number | null;
  /** Start of the training. */
  startsAt: number | null;
  /** Lessons of the person at the time of a session. */
  clashes: readonly { startsAt: number; endsAt: number }[];
}

/** Which rules this training asks for, in the order in which they are told, and whether the person meets them. */
export function eligibilityFindings(
  asked: Eligibility,
  facts: EligibilityFacts,
): { rule: EligibilityRule; isMet: boolean }[] {
  const findings: { rule: EligibilityRule; isMet: boolean }[] = [];
  if (asked.unitIds.length > 0)
    findings.push({ rule: 'unit', isMet: asked.unitIds.some((unit) => facts.units.has(unit)) });
  if (asked.positions.length > 0)
    findings.push({ rule: 'position', isMet: facts.position !== null && asked.positions.includes(facts.position) });
  if (asked.notDoneWithinYears !== null)
    findings.push({ rule: 'notDoneBefore', isMet: !isWithinYears(facts, asked.notDoneWithinYears) });
  if (asked.noTimetableClash) findings.push({ rule: 'timetable', isMet: facts.clashes.length === 0 });
  return findings;
}

function isWithinYears({ doneAt, startsAt }: EligibilityFacts, years: number): boolean {
  return doneAt !== null && startsAt !== null && localDate(startsAt) < againFrom(doneAt, years);
}

/** The date from which a training that was completed may be taken again. */
export function againFrom(doneAt: number, years: number): string {
  const done = localDate(doneAt);
  const date = `${Number(done.slice(0, 4)) + years}${done.slice(4)}`;
  // Completed on 29 February: the first of March of a common year.
  return Number.isNaN(Date.parse(date)) || !new Date(date).toISOString().startsWith(date)
    ? `${date.slice(0, 4)}-03-01`
    : date;
}
