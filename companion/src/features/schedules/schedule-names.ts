import type { Knex } from 'knex';
import type { Names, ScheduleLine } from '@qashyq/shared-types';
import { named } from '../../identity/person-store.js';

/** Codes as lines hold them, each as often as it occurs. */
export interface UsedCodes {
  disciplines: readonly string[];
  /** Staff numbers. */
  teachers: readonly string[];
  groups: readonly string[];
  rooms: readonly string[];
}

/** Names for codes. A code that is no longer known stands for itself. */
export async function namesOf(db: Knex, used: UsedCodes): Promise<Names> {
  const each = (values: readonly string[]) => [...new Set(values)];
  const disciplines = await db('disciplines').whereIn('code', each(used.disciplines));
  const teachers = await db('persons').whereIn('staff_code', each(used.teachers));
  return {
    disciplines: Object.fromEntries(disciplines.map((row) => [row.code, named(row)])),
    teachers: Object.fromEntries(teachers.map((row) => [row.staff_code!, named(row)])),
    groups: Object.fromEntries(each(used.groups).map((code) => [code, code])),
    rooms: Object.fromEntries(each(used.rooms).map((code) => [code, code])),
  };
}

/** Names for every code in the lessons. */
export function loadNames(db: Knex, lines: readonly ScheduleLine[]): Promise<Names> {
  return namesOf(db, {
    disciplines: lines.map((line) => line.disciplineCode),
    teachers: lines.map((line) => line.teacherCode),
    groups: lines.flatMap((line) => line.groupCodes),
    rooms: lines.flatMap((line) => line.roomCode ?? []),
  });
}
