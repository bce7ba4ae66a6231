/** The exams, midterm controls and final attestation of one teacher, group or room. */
import type { DatedKind, DatedLine } from '@qashyq/shared-types';
import { personsOf } from '../dated/appointments.js';
import type { ApprovedDated } from './approved-editions.js';
import type { Owner } from './term-lessons.js';

export function examConcerns({ owner, code }: Owner, line: DatedLine): boolean {
  switch (owner) {
    case 'teacher':
      return personsOf(line).includes(code);
    case 'group':
      return line.groupCodes.includes(code);
    case 'room':
      return line.roomCode === code;
  }
}

export function examsOf(editions: readonly ApprovedDated[], owner: Owner): { kind: DatedKind; line: DatedLine }[] {
  return editions.flatMap(({ kind, content }) =>
    content.lines.filter((line) => examConcerns(owner, line)).map((line) => ({ kind, line })),
  );
}
