import type { Knex } from 'knex';
import type { DatedClash, DatedLine, Names } from '@qashyq/shared-types';
import { namesOf } from '../schedule-names.js';
import { personsOf } from './appointments.js';

/** Names for every code in the lines, and in what they clash with. */
export function datedNames(db: Knex, lines: readonly DatedLine[], clashes: readonly DatedClash[] = []): Promise<Names> {
  const others = clashes.flatMap(({ other }) => other ?? []);
  return namesOf(db, {
    disciplines: [...lines, ...others].map((line) => line.disciplineCode),
    teachers: lines.flatMap(personsOf),
    groups: [...lines, ...others].flatMap((line) => line.groupCodes),
    rooms: [...lines, ...others].flatMap((line) => line.roomCode ?? []),
  });
}
