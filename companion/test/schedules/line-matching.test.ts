import { expect } from 'chai';
import fc from 'fast-check';
import type { NewScheduleLine } from '@qashyq/shared-types';
import { keepKeys } from '../../src/features/schedules/line-matching.js';
import { keyedLines, keyMaker, keyNo, lineOf, newLine } from './arbitrary-lines.js';

const withoutKey = ({ key: _, ...line }: ReturnType<typeof lineOf>): NewScheduleLine => line;
const nextLines = fc.array(newLine, { maxLength: 25 });
/** Lines as texts, so that two runs can be compared whatever their order. */
const asTexts = (lines: { key: string }[], known: Set<string>): string[] =>
  lines.map((line) => JSON.stringify({ ...line, key: known.has(line.key) ? line.key : 'new' })).sort();

describe('keys of the lines of a re-imported file', () => {
  it('the content of the file stays as it is, in its order', () => {
    fc.assert(
      fc.property(keyedLines(), nextLines, (previous, next) => {
        expect(keepKeys(previous, next, keyMaker()).map(withoutKey)).to.deep.equal(next);
      }),
    );
  });

  it('no key is given twice', () => {
    fc.assert(
      fc.property(keyedLines(), nextLines, (previous, next) => {
        const keys = keepKeys(previous, [...next, ...next], keyMaker()).map(({ key }) => key);
        expect(new Set(keys).size).to.equal(keys.length);
      }),
    );
  });

  it('unchanged lines keep their keys, whatever their order and whatever lines stand between them', () => {
    fc.assert(
      fc.property(keyedLines(), nextLines, fc.infiniteStream(fc.nat()), (previous, more, numbers) => {
        const shuffled = [...previous.map(withoutKey), ...more]
          .map((line) => ({ line, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ line }) => line);
        const known = new Set(previous.map(({ key }) => key));
        const result = asTexts(keepKeys(previous, shuffled, keyMaker()), known);
        for (const line of asTexts(previous, known)) expect(result).to.include(line);
      }),
    );
  });

  it('neither the order of the file nor that of the draft plays a part', () => {
    fc.assert(
      fc.property(keyedLines(), nextLines, (previous, next) => {
        const known = new Set(previous.map(({ key }) => key));
        expect(asTexts(keepKeys(previous.toReversed(), next.toReversed(), keyMaker()), known)).to.deep.equal(
          asTexts(keepKeys(previous, next, keyMaker()), known),
        );
      }),
    );
  });

  it('the order in which groups and weeks are written plays no part', () => {
    const draft = lineOf({ groupCodes: ['G1', 'G2'], weeks: [1, 2, 3] });
    const written = withoutKey(lineOf({ groupCodes: ['G2', 'G1'], weeks: [3, 1, 2] }));
    expect(keepKeys([draft], [written], keyMaker())[0]?.key).to.equal(draft.key);
  });

  it('a line never takes the key of a line of another discipline', () => {
    fc.assert(
      fc.property(keyedLines(), nextLines, (previous, next) => {
        const disciplines = new Map(previous.map(({ key, disciplineCode }) => [key, disciplineCode]));
        for (const { key, disciplineCode } of keepKeys(previous, next, keyMaker()))
          expect(disciplines.get(key) ?? disciplineCode).to.equal(disciplineCode);
      }),
    );
  });

  it('a lesson that changes its room, time, weeks or teacher, one of them at a time, is still the same lesson', () => {
    const before = lineOf({ mode: 'campus', roomCode: '1-212' });
    const other = lineOf({ key: keyNo(2), groupCodes: ['УА-25-22'], teacherCode: 'T07' });
    for (const change of [
      { roomCode: '2-104' },
      { weekday: 4 },
      { firstSlot: 5, lastSlot: 6 },
      { weeks: [9] },
      { teacherCode: 'T09' },
      { groupCodes: ['АЖ-25-11', 'ИС-25-12'] },
      { remark: 'moved' },
    ]) {
      const next = [withoutKey(other), withoutKey({ ...before, ...change })];
      expect(keepKeys([before, other], next, keyMaker()).map(({ key }) => key)).to.deep.equal([other.key, before.key]);
    }
  });

  it('of two lessons of a week that both move within their days, each keeps its own key', () => {
    const monday = lineOf({ key: keyNo(1), weekday: 1, firstSlot: 1, lastSlot: 2 });
    const thursday = lineOf({ key: keyNo(2), weekday: 4, firstSlot: 1, lastSlot: 2 });
    const moved = [
      { ...thursday, firstSlot: 7, lastSlot: 8 },
      { ...monday, firstSlot: 3, lastSlot: 4 },
    ];
    expect(keepKeys([monday, thursday], moved.map(withoutKey), keyMaker()).map(({ key }) => key)).to.deep.equal([
      keyNo(2),
      keyNo(1),
    ]);
  });

  it('of two lessons of a week one goes and the other moves within its day: the key of the day stays', () => {
    const monday = lineOf({ key: keyNo(1), weekday: 1 });
    const thursday = lineOf({ key: keyNo(2), weekday: 4 });
    const moved = withoutKey({ ...thursday, firstSlot: 3, lastSlot: 4 });
    expect(keepKeys([monday, thursday], [moved], keyMaker()).map(({ key }) => key)).to.deep.equal([keyNo(2)]);
  });

  it('of two equal lines of the draft the same one is continued, whichever stands first', () => {
    const twins = [lineOf({ key: keyNo(2) }), lineOf({ key: keyNo(1) })];
    for (const draft of [twins, twins.toReversed()])
      expect(keepKeys(draft, [withoutKey(lineOf())], keyMaker()).map(({ key }) => key)).to.deep.equal([keyNo(1)]);
  });

  it('a lesson of other groups, type and teacher is a new lesson', () => {
    const before = lineOf();
    const next = withoutKey(lineOf({ groupCodes: ['ПП-25-31'], lessonType: 'laboratory', teacherCode: 'T10' }));
    expect(keepKeys([before], [next], keyMaker())[0]?.key).not.to.equal(before.key);
  });

  it('a file of 20,000 lines of one discipline keeps every key although each line has another teacher', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      lineOf({ key: keyNo(index), groupCodes: [`G${index % 977}`], weekday: (index % 6) + 1 }),
    );
    const kept = keepKeys(
      many,
      many.map((line) => withoutKey({ ...line, teacherCode: 'T02' })),
      keyMaker(),
    );
    expect(new Set(kept.map(({ key }) => key))).to.deep.equal(new Set(many.map(({ key }) => key)));
  });
});
