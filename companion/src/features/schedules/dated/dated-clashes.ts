/**
 * Clashes of dated lines: somebody, a group or a room in two places at once; more exams a day than allowed; too short a pause between two; and a
 * line that stands against the academic calendar or against its own consultation. Pure.
 */
import type { DatedClash, DatedClashRule, DatedLine } from '@qashyq/shared-types';
import { grouped } from '../../../grouped.js';
import { clashLimit } from '../clashes.js';
import { appointmentsOf, timeOf, type Appointment } from './appointments.js';
import type { DatedPolicy } from './dated-policy.js';

/** What the lines are held against. */
export interface DatedRules extends Pick<DatedPolicy, 'mostADay' | 'leastPauseMinutes'> {
  /** First and last days in which the exams must lie; empty where the academic calendar sets none. */
  periods: readonly { startsOn: string; endsOn: string }[];
  /** Nobody teaches on that day. */
  isDayOff: (date: string) => boolean;
}

type Resource = NonNullable<DatedClash['subject']>['resource'];
interface Claim {
  resource: Resource;
  code: string;
}

/** All clashes of these lines among themselves and with what stands elsewhere; two foreign appointments are not our business. */
export function findDatedClashes(
  lines: readonly DatedLine[],
  foreign: readonly Appointment[],
  rules: DatedRules,
  atMost = clashLimit,
): DatedClash[] {
  const found: DatedClash[] = [];
  for (const clash of clashesOf(lines, foreign, rules)) {
    if (found.length >= atMost) break;
    found.push(clash);
  }
  return found;
}

function* clashesOf(
  lines: readonly DatedLine[],
  foreign: readonly Appointment[],
  rules: DatedRules,
): Generator<DatedClash> {
  const ours = lines.map((line) => appointmentsOf(line, null));
  for (const [exam, consultation] of ours) yield* againstCalendar(exam!, consultation, rules);

  const position = new Map(lines.map((line, index) => [line.key, index]));
  const all = [...ours.flat(), ...foreign];
  const claimed = all.flatMap((appointment) => claimsOf(appointment).map((claim) => ({ appointment, claim })));
  for (const meetings of grouped(claimed, ({ appointment, claim }) =>
    [appointment.date, claim.resource, claim.code].join(' '),
  ).values()) {
    const { claim } = meetings[0]!;
    const day = meetings.map(({ appointment }) => appointment).sort(byTime);
    yield* inTwoPlaces(day, claim, position);
    if (claim.resource !== 'room') yield* withoutPause(day, claim, rules, position);
    if (claim.resource === 'group') yield* tooMany(day, claim, rules, position);
  }
}

function claimsOf(appointment: Appointment): Claim[] {
  return [
    ...appointment.persons.map((code): Claim => ({ resource: 'person', code })),
    ...appointment.groups.map((code): Claim => ({ resource: 'group', code })),
    ...(appointment.roomCode === null ? [] : [{ resource: 'room' as const, code: appointment.roomCode }]),
  ];
}

/** Also where they begin together, so that the same lines always give the same clashes. */
function byTime(one: Appointment, other: Appointment): number {
  return one.from - other.from || one.to - other.to || (one.lineKey < other.lineKey ? -1 : 1);
}

function* inTwoPlaces(day: readonly Appointment[], claim: Claim, position: Positions): Generator<DatedClash> {
  for (const [index, one] of day.entries())
    for (const other of after(day, index, (next) => next.from < one.to))
      yield* between(claim.resource, claim, one, other, position, {
        from: other.from,
        to: Math.min(one.to, other.to),
      });
}

/** Exams that follow one another too soon; whoever stays in the same room has no way to go. */
function* withoutPause(
  day: readonly Appointment[],
  claim: Claim,
  { leastPauseMinutes: least }: DatedRules,
  position: Positions,
): Generator<DatedClash> {
  const exams = day.filter(({ what }) => what === 'exam');
  for (const [index, one] of exams.entries())
    for (const other of after(exams, index, (next) => next.from < one.to + least)) {
      const stays = claim.resource === 'person' && one.roomCode !== null && one.roomCode === other.roomCode;
      if (other.from < one.to || stays) continue;
      const pause = { from: one.to, to: other.from };
      const counts = { found: other.from - one.to, allowed: least };
      yield* between('backToBack', claim, one, other, position, pause, counts);
    }
}

/** Each exam of an overfull day with the one before it. */
function* tooMany(
  day: readonly Appointment[],
  claim: Claim,
  { mostADay }: DatedRules,
  position: Positions,
): Generator<DatedClash> {
  const exams = day.filter(({ what }) => what === 'exam');
  if (exams.length <= mostADay) return;
  for (const [index, other] of exams.slice(1).entries()) {
    const one = exams[index]!;
    const whole = { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
    yield* between('tooManyExams', claim, one, other, position, whole, { found: exams.length, allowed: mostADay });
  }
}

function* after(
  day: readonly Appointment[],
  index: number,
  isNear: (next: Appointment) => boolean,
): Generator<Appointment> {
  for (let next = index + 1; next < day.length && isNear(day[next]!); next += 1) yield day[next]!;
}

type Positions = ReadonlyMap<string, number>;

/** A clash of two, told from ours; of two of ours from the one that stands earlier in the schedule. Exam and consultation of one line are no pair. */
function* between(
  rule: DatedClashRule,
  subject: Claim,
  one: Appointment,
  other: Appointment,
  position: Positions,
  time: { from: number; to: number },
  counts: Pick<DatedClash, 'found' | 'allowed'> = { found: null, allowed: null },
): Generator<DatedClash> {
  if (one.caseId !== null && other.caseId !== null) return;
  if (one.caseId === other.caseId && one.lineKey === other.lineKey) return;
  const placeOf = ({ caseId, lineKey }: Appointment) => (caseId === null ? position.get(lineKey)! : Infinity);
  const [mine, theirs] = placeOf(one) <= placeOf(other) ? [one, other] : [other, one];
  yield {
    rule,
    subject,
    what: mine.what,
    lineKey: mine.lineKey,
    date: mine.date,
    starts: timeOf(time.from),
    ends: timeOf(time.to),
    other: {
      what: theirs.what,
      lineKey: theirs.lineKey,
      caseId: theirs.caseId,
      disciplineCode: theirs.disciplineCode,
      groupCodes: [...theirs.groups],
      roomCode: theirs.roomCode,
      starts: timeOf(theirs.from),
      ends: timeOf(theirs.to),
    },
    ...counts,
    acceptedReason: mine.reason ?? theirs.reason,
  };
}

function* againstCalendar(
  exam: Appointment,
  consultation: Appointment | undefined,
  { periods, isDayOff }: DatedRules,
): Generator<DatedClash> {
  const alone = (rule: DatedClashRule, { what, lineKey, date, from, to, reason }: Appointment): DatedClash => ({
    rule,
    subject: null,
    what,
    lineKey,
    date,
    starts: timeOf(from),
    ends: timeOf(to),
    other: null,
    found: null,
    allowed: null,
    acceptedReason: reason,
  });
  const isWithin = periods.some(({ startsOn, endsOn }) => exam.date >= startsOn && exam.date <= endsOn);
  if (periods.length > 0 && !isWithin) yield alone('outsideSession', exam);
  for (const appointment of [exam, ...(consultation === undefined ? [] : [consultation])])
    if (isDayOff(appointment.date)) yield alone('dayOff', appointment);
  if (consultation === undefined) return;
  const isLate = consultation.date > exam.date || (consultation.date === exam.date && consultation.to > exam.from);
  if (isLate) yield alone('consultationAfterExam', consultation);
}
