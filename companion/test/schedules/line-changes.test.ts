import { expect } from 'chai';
import fc from 'fast-check';
import { compareLines } from '../../src/features/schedules/line-changes.js';
import { keyedLines, keyNo, lineOf, newLine } from './arbitrary-lines.js';

/** Two editions with lines in common, changed, added and removed. */
const editions = fc
  .tuple(keyedLines(12), fc.array(fc.tuple(fc.nat(20), newLine), { maxLength: 12 }))
  .map(([before, rewritten]) => {
    const after = new Map(before.map((line) => [line.key, line]));
    for (const [no, line] of rewritten)
      if (no % 3 === 0) after.delete(keyNo(no));
      else after.set(keyNo(no), { ...line, key: keyNo(no) });
    return { before, after: [...after.values()] };
  });

describe('changes between two editions', () => {
  it('an edition has no changes against itself, whatever the order of its lines, groups and weeks', () => {
    fc.assert(
      fc.property(keyedLines(), (lines) => {
        const reordered = lines.toReversed().map((line) => ({
          ...line,
          groupCodes: line.groupCodes.toReversed(),
          weeks: line.weeks.toReversed(),
        }));
        expect(compareLines(lines, reordered)).to.deep.equal({
          changes: [],
          counts: { added: 0, removed: 0, changed: 0, unchanged: lines.length },
        });
      }),
    );
  });

  it('applied to the earlier edition, they give the later one', () => {
    fc.assert(
      fc.property(editions, ({ before, after }) => {
        const result = new Map(before.map((line) => [line.key, line]));
        for (const change of compareLines(before, after).changes)
          if (change.after) result.set(change.lineKey, change.after);
          else result.delete(change.lineKey);
        const contents = (lines: Iterable<{ key: string }>): string[] =>
          [...lines]
            .map((line) => JSON.stringify(line, (_, value) => (Array.isArray(value) ? value.toSorted() : value)))
            .sort();
        expect(contents(result.values())).to.deep.equal(contents(after));
      }),
    );
  });

  it('the counts add up to the lines of both editions', () => {
    fc.assert(
      fc.property(editions, ({ before, after }) => {
        const { counts } = compareLines(before, after);
        expect(counts.removed + counts.changed + counts.unchanged).to.equal(before.length);
        expect(counts.added + counts.changed + counts.unchanged).to.equal(after.length);
      }),
    );
  });

  it('looked at backwards, added lines are removed ones and the same fields have changed', () => {
    fc.assert(
      fc.property(editions, ({ before, after }) => {
        const forth = compareLines(before, after);
        const back = compareLines(after, before);
        expect(back.counts).to.deep.equal({
          ...forth.counts,
          added: forth.counts.removed,
          removed: forth.counts.added,
        });
        const fieldsOf = ({ changes }: typeof forth): string[] =>
          changes.map(({ lineKey, fields }) => `${lineKey} ${fields.join()}`).sort();
        expect(fieldsOf(back)).to.deep.equal(fieldsOf(forth));
      }),
    );
  });

  it('a changed line names its changed fields in the order of the form, with both states', () => {
    const before = lineOf({ roomCode: '1-212', mode: 'campus' });
    const after = lineOf({ roomCode: '2-104', mode: 'campus', weekday: 3 });
    expect(compareLines([before], [after]).changes).to.deep.equal([
      { lineKey: before.key, kind: 'changed', before, after, fields: ['weekday', 'roomCode'] },
    ]);
  });

  it('removed lines come last', () => {
    const [one, two] = [lineOf({ key: keyNo(1) }), lineOf({ key: keyNo(2) })];
    expect(compareLines([one], [two]).changes.map(({ kind, lineKey }) => [kind, lineKey])).to.deep.equal([
      ['added', two.key],
      ['removed', one.key],
    ]);
  });
});
