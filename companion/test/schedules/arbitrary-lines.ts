/** Lines for tests: a small world in which clashes, likenesses and changes are frequent. */
import type { NewScheduleLine, ScheduleLine } from '@qashyq/shared-types';
import fc from 'fast-check';

/** A whole line from the parts that matter to a test. */
export function lineOf(parts: Partial<ScheduleLine> = {}): ScheduleLine {
  return {
    key: '00000000-0000-4000-8000-000000000001',
    weekday: 1,
    firstSlot: 1,
    lastSlot: 2,
    weeks: [1, 2, 3],
    disciplineCode: 'PO-1',
    lessonType: 'lecture',
    groupCodes: ['АЖ-25-11'],
    teacherCode: 'T01',
    mode: 'onlineSync',
    roomCode: null,
    link: null,
    language: null,
    remark: null,
    clashReason: null,
    ...parts,
  };
}

const oneOf = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Any line without a key; groups and weeks in any order. */
export const newLine: fc.Arbitrary<NewScheduleLine> = fc
  .record({
    weekday: oneOf(1, 2),
    firstSlot: fc.integer({ min: 1, max: 5 }),
    length: fc.integer({ min: 0, max: 2 }),
    weeks: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    disciplineCode: oneOf('PO-1', 'PO-2'),
    lessonType: oneOf('lecture' as const, 'laboratory' as const),
    groupCodes: fc.uniqueArray(oneOf('G1', 'G2', 'G3', 'G4'), { minLength: 1, maxLength: 3 }),
    teacherCode: oneOf('T01', 'T02', 'T03', 'T04'),
    roomCode: oneOf(null, null, '1-212', '2-104'),
    link: oneOf(null, 'https://meet.example/1'),
    language: oneOf(null, 'kk' as const),
    remark: oneOf(null, 'remark'),
    clashReason: oneOf(null, null, 'joint lesson', ' '),
  })
  .map(({ length, ...line }) => ({
    ...line,
    lastSlot: line.firstSlot + length,
    mode: line.roomCode === null ? 'onlineSync' : 'campus',
  }));

/** Lines with keys of their own. */
export function keyedLines(maxLength = 25): fc.Arbitrary<ScheduleLine[]> {
  return fc.array(newLine, { maxLength }).map((lines) => lines.map((line, index) => ({ ...line, key: keyNo(index) })));
}

/** A UUID that shows its number. */
export function keyNo(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** Makes keys that no line has yet. */
export function keyMaker(): () => string {
  let made = 0;
  return () => keyNo(1_000_000 + (made += 1));
}
