/** Which line of the present draft a line of a re-imported file continues: an exam that was moved is still that exam. */
import type { DatedLine, NewDatedLine } from '@qashyq/shared-types';
import { continueLines } from '../continued-lines.js';

type Trait = (line: NewDatedLine) => unknown;

const groups: Trait = (line) => line.groupCodes.toSorted();
const kind: Trait = (line) => [line.attestation, line.form];
const date: Trait = (line) => line.date;
const time: Trait = (line) => [line.starts, line.durationMinutes];
const people: Trait = (line) => [line.examinerCode, line.chairCode];
const place: Trait = (line) => [line.roomCode, line.link];
const consultation: Trait = (line) => [line.consultationOn, line.consultationStarts, line.consultationLink];
const rest: Trait = (line) => [
  line.platform,
  line.proctorCode,
  line.secretaryCode,
  line.memberCodes.toSorted(),
  line.learnersOrder,
  line.recording,
  line.remark,
  line.clashReason,
];

/** The closest likeness first. A group has one exam in a discipline, so groups and discipline say most. */
const likenesses: readonly (readonly Trait[])[] = [
  [kind, groups, date, time, people, place, consultation, rest],
  [kind, groups, date, time, people, place],
  [kind, groups, date, time],
  [kind, groups, date],
  [kind, groups, people],
  [kind, groups],
  [groups],
  [date, time, place],
];

export function keepDatedKeys(
  previous: readonly DatedLine[],
  next: readonly NewDatedLine[],
  newKey: () => string,
): DatedLine[] {
  return continueLines(previous, next, newKey, {
    subject: (line) => [line.attestation, line.disciplineCode],
    likenesses,
    order: (line) =>
      JSON.stringify([
        line.date,
        line.starts,
        ...[groups, kind, people, place, consultation, rest].map((trait) => trait(line)),
      ]),
  });
}
