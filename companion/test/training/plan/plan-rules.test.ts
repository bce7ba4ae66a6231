import { expect } from 'chai';
import fc from 'fast-check';
import type { AcademicTerm, PlanLine } from '@qashyq/shared-types';
import { addDays, daysBetween, weekdayOf } from '../../../src/calendar/plain-dates.js';
import { comparePlans } from '../../../src/features/training/plan/plan-changes.js';
import { costsOrReleases, freezePlan, planOf } from '../../../src/features/training/plan/plan-content.js';
import { academicYearBy, clonedLines, periodOf, sameDayOf } from '../../../src/features/training/plan/plan-period.js';
import { planObstacles, planProblems } from '../../../src/features/training/plan/plan-problems.js';
import { planLine, wholeYear } from './plan-fixture.js';

const year = { startsOn: '2026-09-01', endsOn: '2027-08-31' };
const term = (no: number, startsOn: string, endsOn: string): AcademicTerm => ({
  academicYear: '2026/27',
  term: no,
  startsOn,
  endsOn,
  week1On: startsOn,
});
const terms = [term(2, '2027-01-18', '2027-04-30'), term(1, '2026-09-01', '2026-12-12')];

describe('the period of a training plan', () => {
  it('is the academic year from September to August', () => {
    expect(periodOf(wholeYear, terms)).to.deep.equal(year);
  });

  it('of a term goes on until the next one begins, since people learn between terms', () => {
    expect(periodOf({ academicYear: '2026/27', term: 1 }, terms)).to.deep.equal({
      startsOn: '2026-09-01',
      endsOn: '2027-01-17',
    });
    expect(periodOf({ academicYear: '2026/27', term: 2 }, terms)).to.deep.equal({
      startsOn: '2027-01-18',
      endsOn: '2027-08-31',
    });
  });

  it('of a term that the calendar does not have is its year', () => {
    expect(periodOf({ academicYear: '2027/28', term: 1 }, terms)).to.deep.equal({
      startsOn: '2027-09-01',
      endsOn: '2028-08-31',
    });
  });

  it('an academic year is named by both of its years, also at the turn of a century', () => {
    expect([academicYearBy('2026/27', -1), academicYearBy('2098/99', 1)]).to.deep.equal(['2025/26', '2099/00']);
  });

  it('a cloned line stands on the same weekday of the same week', () => {
    const to = { startsOn: '2027-09-01', endsOn: '2028-08-31' };
    // Monday of the sixth week in both years.
    expect(sameDayOf('2026-10-05', year, to)).to.equal('2027-10-04');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 2020, max: 2090 }), (day, first) => {
        const date = addDays(year.startsOn, day);
        const moved = sameDayOf(date, year, { startsOn: `${first}-09-01`, endsOn: `${first + 1}-08-31` });
        expect(weekdayOf(moved)).to.equal(weekdayOf(date));
        expect(Math.abs(daysBetween(`${first}-09-01`, moved) - day)).to.be.lessThan(7);
      }),
    );
  });

  it('a clone has keys of its own, and dates that were not set stay unset', () => {
    const lines = [planLine(), planLine({ startsOn: null, endsOn: null })];
    let number = 0;
    const cloned = clonedLines(lines, year, { startsOn: '2027-09-01', endsOn: '2028-08-31' }, () => `key-${++number}`);
    expect(cloned.map(({ key, startsOn, endsOn }) => [key, startsOn, endsOn])).to.deep.equal([
      ['key-1', '2027-10-04', '2027-10-29'],
      ['key-2', null, null],
    ]);
  });
});

describe('what is missing in a training plan', () => {
  const problemsOf = (given: Partial<PlanLine>) =>
    planProblems({ header: wholeYear, lines: [planLine(given)] }, year).map(({ field, code }) => `${field} ${code}`);

  it('nothing, where a line says everything', () => {
    expect(problemsOf({})).to.deep.equal([]);
    expect(planObstacles({ header: wholeYear, lines: [planLine()] }, year)).to.deep.equal([]);
  });

  it('each thing is named with its field', () => {
    expect(problemsOf({ title: { kk: 'а', ru: '', en: 'c' } })).to.deep.equal(['title titlemissing']);
    expect(problemsOf({ hours: null, seats: null })).to.deep.equal(['hours hoursmissing', 'seats seatsmissing']);
    expect(problemsOf({ endsOn: null })).to.deep.equal(['endsOn datesmissing']);
    expect(problemsOf({ endsOn: '2026-10-04' })).to.deep.equal(['endsOn datesreversed']);
    expect(problemsOf({ startsOn: '2026-08-31' })).to.deep.equal(['startsOn datesoutside']);
    expect(problemsOf({ endsOn: '2027-09-01' })).to.deep.equal(['endsOn datesoutside']);
    expect(problemsOf({ trainers: '', place: '' })).to.deep.equal(['trainers trainersmissing', 'place placemissing']);
  });

  it('the first and the last day of the period are inside it, and online needs no place', () => {
    expect(problemsOf({ startsOn: '2026-09-01', endsOn: '2027-08-31' })).to.deep.equal([]);
    expect(problemsOf({ form: 'online', place: '' })).to.deep.equal([]);
  });

  it('an empty plan cannot be submitted', () => {
    expect(planObstacles({ header: wholeYear, lines: [] }, year)).to.deep.equal([{ code: 'planempty' }]);
  });

  it('a sort of problem is told once, with the numbers of its lines; of very many the first', () => {
    const lines = [planLine({ hours: null }), planLine(), planLine({ hours: null })];
    expect(planObstacles({ header: wholeYear, lines }, year)).to.deep.equal([
      { code: 'planhoursmissing', params: { lines: '1, 3' } },
    ]);
    const many = Array.from({ length: 20 }, () => planLine({ seats: null }));
    expect(planObstacles({ header: wholeYear, lines: many }, year)[0]!.params!['lines']).to.equal(
      '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …',
    );
  });

  it('personnel is asked of a line that costs money or releases people from work', () => {
    expect([{}, { cost: 1 }, { leaveFromWork: true }].map((given) => costsOrReleases(planLine(given)))).to.deep.equal([
      false,
      true,
      true,
    ]);
  });
});

describe('editions of a training plan', () => {
  it('freeze to bytes that give the content back; another content has another hash', () => {
    const content = { header: wholeYear, lines: [planLine(), planLine({ cost: 120_000 })] };
    const frozen = freezePlan(content);
    expect(planOf(frozen.json)).to.deep.equal(content);
    expect(freezePlan(JSON.parse(JSON.stringify(content)) as typeof content).sha256).to.equal(frozen.sha256);
    expect(freezePlan({ ...content, lines: content.lines.slice(1) }).sha256).not.to.equal(frozen.sha256);
  });

  it('differ by lines and fields; the order of lines, units and posts is no difference', () => {
    const [kept, changed, gone, fresh] = [planLine(), planLine(), planLine(), planLine()];
    const audience = { unitIds: [2, 1], positions: ['docent', 'teacher'] as const };
    const before = [kept, { ...changed, audience: { ...audience, positions: [...audience.positions] } }, gone];
    const after = [
      { ...changed, hours: 36, cost: 5000, audience: { unitIds: [1, 2], positions: ['teacher', 'docent'] as const } },
      kept,
      fresh,
    ].map((line) => ({
      ...line,
      audience: { unitIds: [...line.audience.unitIds], positions: [...line.audience.positions] },
    }));
    const { changes, counts } = comparePlans(before, after);
    expect(changes.map(({ kind, lineKey, fields }) => [kind, lineKey, fields])).to.deep.equal([
      ['changed', changed.key, ['hours', 'cost']],
      ['added', fresh.key, []],
      ['removed', gone.key, []],
    ]);
    expect(counts).to.deep.equal({ added: 1, removed: 1, changed: 1, unchanged: 1 });
  });
});
