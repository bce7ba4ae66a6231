import { clashSchema, type Clash, type ScheduleLine } from '@qashyq/shared-types';
import { expect } from 'chai';
import fc from 'fast-check';
import { clashLimit, findClashes, findClashesOfLine, indexLines } from '../../src/features/schedules/clashes.js';
import type { PlacedLine } from '../../src/features/schedules/clashes.js';
import { keyNo, lineOf, newLine } from './arbitrary-lines.js';

function placedElsewhere({ caseId: _caseId, ...line }: PlacedLine): ScheduleLine {
  return line;
}

const placedLines: fc.Arbitrary<PlacedLine[]> = fc
  .array(fc.tuple(newLine, fc.constantFrom(undefined, undefined, 7, 8)), { maxLength: 30 })
  .map((lines) =>
    lines.map(([line, caseId], index) => ({
      ...line,
      key: keyNo(index),
      ...(caseId === undefined ? {} : { caseId }),
    })),
  );

/** The definition, word for word, over every pair of lines. */
function bruteForce(lines: readonly PlacedLine[]): Clash[] {
  const found: Clash[] = [];
  lines.forEach((one, i) =>
    lines.slice(i + 1).forEach((two) => {
      const [line, other] = one.caseId === undefined ? [one, two] : [two, one];
      if (line.caseId !== undefined || one.weekday !== two.weekday) return;
      const all = Array.from({ length: 60 }, (_, number) => number);
      const slots = all.filter((no) => [one, two].every((each) => each.firstSlot <= no && no <= each.lastSlot));
      const weeks = all.filter((no) => one.weeks.includes(no) && two.weeks.includes(no));
      if (slots.length === 0 || weeks.length === 0) return;
      const shared: [Clash['resource'], string][] = [];
      if (one.teacherCode === two.teacherCode) shared.push(['teacher', one.teacherCode]);
      for (const group of one.groupCodes) if (two.groupCodes.includes(group)) shared.push(['group', group]);
      if (one.roomCode !== null && one.roomCode === two.roomCode) shared.push(['room', one.roomCode]);
      for (const [resource, resourceCode] of shared)
        found.push({
          resource,
          resourceCode,
          weekday: one.weekday,
          slots,
          weeks,
          lineKey: line.key,
          otherLineKey: other.key,
          otherCaseId: other.caseId ?? null,
          otherLine: other.caseId === undefined ? null : placedElsewhere(other),
          acceptedReason: [line, other].map((each) => each.clashReason?.trim()).find(Boolean) ?? null,
        });
    }),
  );
  return found;
}

const sorted = (clashes: Clash[]): string[] => clashes.map((clash) => JSON.stringify(clash)).sort();

describe('clashes of lines', () => {
  it('are exactly those of the definition, over any lines of ours and of other schedules', () => {
    fc.assert(
      fc.property(placedLines, (lines) => {
        expect(sorted(findClashes(lines))).to.deep.equal(sorted(bruteForce(lines)));
      }),
      { numRuns: 500 },
    );
  });

  it('of one changed line are those the whole search would find for it', () => {
    fc.assert(
      fc.property(placedLines, newLine, fc.nat(), (lines, changed, which) => {
        const mine = lines.filter(({ caseId }) => caseId === undefined);
        const line: ScheduleLine = { ...changed, key: mine[which % (mine.length || 1)]?.key ?? keyNo(500) };
        const others = lines.filter(({ key }) => key !== line.key);
        const expected = bruteForce([line, ...others]).filter(({ lineKey }) => lineKey === line.key);
        expect(sorted(findClashesOfLine(line, indexLines(lines)))).to.deep.equal(sorted(expected));
      }),
    );
  });

  it('fit the contract and name one common slot and week at least', () => {
    fc.assert(
      fc.property(placedLines, (lines) => {
        for (const clash of findClashes(lines)) expect(clashSchema.safeParse(clash).success).to.equal(true);
      }),
    );
  });

  it('a teacher in two rooms at once is a clash that names both lines, the common slot and the common weeks', () => {
    const one = lineOf({ key: keyNo(1), teacherCode: 'T02', firstSlot: 3, lastSlot: 4, weeks: [5, 1, 3] });
    const two = lineOf({
      key: keyNo(2),
      teacherCode: 'T02',
      groupCodes: ['УА-25-22'],
      firstSlot: 4,
      lastSlot: 5,
      weeks: [3, 4, 5],
    });
    expect(findClashes([one, two])).to.deep.equal([
      {
        resource: 'teacher',
        resourceCode: 'T02',
        weekday: 1,
        slots: [4],
        weeks: [3, 5],
        lineKey: keyNo(1),
        otherLineKey: keyNo(2),
        otherCaseId: null,
        otherLine: null,
        acceptedReason: null,
      },
    ]);
  });

  it('no clash on another weekday, in slots that only touch, in alternating weeks', () => {
    const line = lineOf({ weekday: 1, firstSlot: 1, lastSlot: 2, weeks: [1, 3] });
    for (const other of [{ weekday: 2 }, { firstSlot: 3, lastSlot: 4 }, { weeks: [2, 4] }])
      expect(findClashes([line, lineOf({ key: keyNo(2), weeks: [1], ...other })])).to.deep.equal([]);
  });

  it('a joint lecture of several groups clashes with nothing of its own, a second line of one of its groups does', () => {
    const joint = lineOf({ key: keyNo(1), groupCodes: ['G1', 'G2'] });
    expect(findClashes([joint])).to.deep.equal([]);
    const second = lineOf({ key: keyNo(2), groupCodes: ['G2'], teacherCode: 'T09' });
    expect(findClashes([joint, second]).map(({ resource, resourceCode }) => [resource, resourceCode])).to.deep.equal([
      ['group', 'G2'],
    ]);
  });

  it('two online lessons share no room', () => {
    const online = [lineOf({ key: keyNo(1) }), lineOf({ key: keyNo(2), teacherCode: 'T02', groupCodes: ['G2'] })];
    expect(findClashes(online)).to.deep.equal([]);
  });

  it('a reason on either line accepts the clash, blanks accept nothing', () => {
    const reasonFor = (one: string | null, two: string | null): string | null | undefined =>
      findClashes([lineOf({ key: keyNo(1), clashReason: one }), lineOf({ key: keyNo(2), clashReason: two })])[0]
        ?.acceptedReason;
    expect(reasonFor('two streams', null)).to.equal('two streams');
    expect(reasonFor(null, 'two streams')).to.equal('two streams');
    expect(reasonFor('  ', null)).to.equal(null);
  });

  it('the search ends at the limit, so that a file of nothing but clashes cannot exhaust the memory', () => {
    const same = Array.from({ length: 5000 }, (_, index) => lineOf({ key: keyNo(index) }));
    expect(findClashes(same)).to.have.length(clashLimit);
    expect(findClashes(same, 3)).to.have.length(3);
    expect(findClashesOfLine(lineOf({ key: 'new' }), indexLines(same), 2)).to.have.length(2);
  });
});

describe('clashes in a university of 10,000 lines', () => {
  const lines: PlacedLine[] = Array.from({ length: 10_000 }, (_, index) => ({
    ...lineOf({
      key: keyNo(index),
      weekday: (index % 6) + 1,
      firstSlot: ((index * 7) % 11) + 1,
      lastSlot: ((index * 7) % 11) + 2,
      weeks: index % 3 === 0 ? [1, 3, 5, 7, 9, 11, 13, 15] : Array.from({ length: 15 }, (_, week) => week + 1),
      groupCodes: [`G${(index * 13) % 900}`, `G${(index * 17) % 900}`],
      teacherCode: `T${(index * 31) % 1100}`,
      mode: 'campus',
      roomCode: `R${(index * 11) % 700}`,
    }),
    ...(index % 4 === 0 ? {} : { caseId: (index % 4) + 1 }),
  }));

  // How quick that is, `scripts/bench clashes` measures.
  it('are the same whether all lines are asked at once or each by itself', () => {
    const index = indexLines(lines);
    const pairOf = (clash: Clash) => [clash.resource, ...[clash.lineKey, clash.otherLineKey].sort()].join(' ');
    const atOnce = new Set(findClashes(lines, Infinity).map(pairOf));
    const ours = lines.filter(({ caseId }) => caseId === undefined);
    const byLine = new Set(ours.flatMap((line) => findClashesOfLine(line, index, Infinity)).map(pairOf));
    expect(atOnce.size).to.be.above(100);
    expect([...byLine].sort()).to.deep.equal([...atOnce].sort());
  });
});
