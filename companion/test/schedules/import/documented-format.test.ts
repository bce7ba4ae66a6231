/** docs/timetable-format.md and docs/examples against the code: what is promised there is understood here. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readTableFile } from '../../../src/documents/table-file.js';
import { findClashes } from '../../../src/features/schedules/clashes.js';
import { columnOf } from '../../../src/features/schedules/import/columns.js';
import { lessonColumns } from '../../../src/features/schedules/import/lesson-columns.js';
import { parseLines } from '../../../src/features/schedules/import/parse-lines.js';
import * as vocabulary from '../../../src/features/schedules/import/vocabulary.js';
import { demoReference } from './demo-file.js';

const docs = fileURLToPath(new URL('../../../../docs/', import.meta.url));
const page = readFileSync(`${docs}timetable-format.md`, 'utf8');

/** The rows of the table below a heading of the page, without its head. */
function tableBelow(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1));
  return rows.slice(2).map((row) => row.map((cell) => cell.trim()));
}

const listed = (...cells: string[]): string[] =>
  cells
    .join(',')
    .split(',')
    .map((word) => word.trim());

describe('the page on timetable files', () => {
  it('names the columns in the order of the code, and each heading it names is understood as its column', () => {
    const rows = tableBelow('Headings');
    expect(rows).to.have.length(lessonColumns.ids.length);
    rows.forEach(([, ...headings], index) => {
      for (const heading of listed(...headings))
        expect(columnOf(lessonColumns, heading), heading).to.equal(lessonColumns.ids[index]);
    });
  });

  it('names words that are understood, and as what it says', () => {
    const meanings: Record<string, (word: string) => unknown> = {
      weekday: vocabulary.weekdayOfWord,
      'lesson type': vocabulary.lessonTypeOfWord,
      'mode, place': vocabulary.modeOfWord,
      language: vocabulary.languageOfWord,
      weeks: vocabulary.parityOfWord,
    };
    const seen = new Map<string, unknown>();
    for (const [column, meaning, words] of tableBelow('All words')) {
      const understood = listed(words!).map((word) => [word, meanings[column!]!(word)] as const);
      const [, first] = understood[0]!;
      expect(first, meaning).not.to.equal(null);
      for (const [word, value] of understood) expect(value, word).to.equal(first);
      expect(seen.has(`${column} ${String(first)}`), `${column}: two rows mean ${String(first)}`).to.equal(false);
      seen.set(`${column} ${String(first)}`, meaning);
    }
    expect(seen.size).to.equal(7 + 4 + 3 + 3 + 3);
  });
});

describe('the example timetables', () => {
  const read = async (name: string) =>
    parseLines(await readTableFile(readFileSync(`${docs}examples/${name}`)), demoReference);
  const clashesOf = ({ rows }: Awaited<ReturnType<typeof read>>) =>
    findClashes(rows.flatMap(({ line, row }) => (line === null ? [] : [{ ...line, key: `row ${row}` }]))).map(
      ({ resource, resourceCode, lineKey, otherLineKey }) => [resource, resourceCode, lineKey, otherLineKey],
    );

  it('the first has the one fault and the two clashes of the tour', async () => {
    const file = await read('timetable-f1.csv');
    expect(file.faults.map(({ row, code, expected }) => [row, code, expected])).to.deep.equal([
      [3, 'room_unknown', ['1-305']],
    ]);
    expect(clashesOf(file)).to.have.deep.members([
      ['teacher', 'T02', 'row 6', 'row 7'],
      ['room', '1-305', 'row 8', 'row 9'],
    ]);
  });

  it('the corrected one has ten lines without fault, note or clash', async () => {
    const file = await read('timetable-f1-corrected.csv');
    expect({ faults: file.faults, notes: file.notes, clashes: clashesOf(file) }).to.deep.equal({
      faults: [],
      notes: [],
      clashes: [],
    });
    expect(file.rows).to.have.length(10);
  });
});
