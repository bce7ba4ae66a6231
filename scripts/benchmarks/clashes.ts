/** All clashes of a large timetable, and the clashes of one changed line. */
import { randomUUID } from 'node:crypto';
import type { ScheduleLine } from '@qashyq/shared-types';
import { findClashes, findClashesOfLine, indexLines } from '../../companion/src/features/schedules/clashes.js';
import { median, milliseconds } from './rounds.js';
import { ms, type Section } from './report.js';

const lineCount = 10_000;

/** Full enough that some lines meet: about a line for every eight teacher-slots and room-slots of the week. */
function timetable(): ScheduleLine[] {
  let seed = 1;
  const below = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  return Array.from({ length: lineCount }, (): ScheduleLine => {
    const firstSlot = 1 + below(12);
    return {
      key: randomUUID(),
      weekday: 1 + below(6),
      firstSlot,
      lastSlot: firstSlot + 1,
      weeks: Array.from({ length: 15 }, (_, week) => week + 1),
      disciplineCode: `D${below(400)}`,
      lessonType: 'lecture',
      groupCodes: [`G${below(900)}`, `G${900 + below(900)}`],
      teacherCode: `T${below(1_200)}`,
      mode: 'campus',
      roomCode: `R${below(700)}`,
      link: null,
      language: null,
      remark: null,
      clashReason: null,
    };
  });
}

export async function measureClashes(): Promise<Section> {
  const lines = timetable();
  let found = 0;
  const all: number[] = [];
  for (let round = 0; round < 7; round++) all.push(await milliseconds(() => (found = findClashes(lines).length)));
  const index = indexLines(lines);
  const one: number[] = [];
  for (const line of lines.slice(0, 200))
    one.push(await milliseconds(() => findClashesOfLine({ ...line, weekday: (line.weekday % 6) + 1 }, index)));
  return {
    name: 'clashes',
    head: ['what', 'median', 'aim'],
    rows: [
      [`all clashes in 10,000 lines (${found} found)`, ms(median(all)), '1000 ms'],
      ['clashes of one changed line among 10,000', `${median(one).toFixed(3)} ms`, '20 ms'],
    ],
  };
}
