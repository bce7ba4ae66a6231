import type { Knex } from 'knex';
import type { Names, ScheduleLine } from '@qashyq/shared-types';
import { named } from '../../identity/person-store.js';

/** Names for every code in the lines. A code that is no longer known stands for itself. */
export async function loadNames(db: Knex, lines: readonly ScheduleLine[]): Promise<Names> {
  const codes = (values: string[]) => [...new Set(values)];
  const disciplines = await db('disciplines').whereIn('code', codes(lines.map((line) => line.disciplineCode)));
  const teachers = await db('persons').whereIn('staff_code', codes(lines.map((line) => line.teacherCode)));
  const groups = codes(lines.flatMap((line) => line.groupCodes));
  const rooms = codes(lines.flatMap((line) => line.roomCode ?? []));
  return {
    disciplines: Object.fromEntries(disciplines.map((row) => [row.code, named(row)])),
    teachers: Object.fromEntries(teachers.map((row) => [row.staff_code!, named(row)])),
    groups: Object.fromEntries(groups.map((code) => [code, code])),
    rooms: Object.fromEntries(rooms.map((code) => [code, code])),
  };
}
