import { expect } from 'chai';
import fc from 'fast-check';
import { attendanceStatuses, finalTaskResults } from '@qashyq/shared-types';
import { countAttendance, outcomeOf } from '../../../src/features/training/attendance/attendance-rule.js';

const status = fc.constantFrom(...attendanceStatuses, null);
const statuses = fc.array(status, { minLength: 1, maxLength: 40 });
const task = fc.constantFrom(...finalTaskResults, null);
const asked = fc.record({ attendancePercent: fc.integer({ min: 0, max: 100 }), needsFinalTask: fc.boolean() });
const eighty = { attendancePercent: 80, needsFinalTask: false };

describe('the rule of completion', () => {
  it('four of five sessions are eighty percent, and enough', () => {
    const count = countAttendance(['present', 'present', 'present', 'present', 'absent']);
    expect(count.percent).to.equal(80);
    expect(outcomeOf(count, null, eighty)).to.equal('completed');
  });

  it('a part of a session counts as half of it', () => {
    const count = countAttendance(['present', 'present', 'present', 'partly', 'absent']);
    expect(count.percent).to.equal(70);
    expect(outcomeOf(count, null, eighty)).to.equal('attended');
  });

  it('79.9 percent are not eighty: nothing is rounded up', () => {
    const count = countAttendance([...Array<'present'>(797).fill('present'), ...Array<null>(203).fill(null)]);
    expect(count.percent).to.equal(79);
    expect(outcomeOf(count, null, eighty)).to.equal('attended');
  });

  it('whom nobody marked was not there, and who was never there missed it, whatever the final task', () => {
    for (const result of [...finalTaskResults, null])
      expect(outcomeOf(countAttendance([null, null, 'absent']), result, eighty)).to.equal('missed');
  });

  it('where a final task is asked for, only a passed one completes', () => {
    const always = countAttendance(['present']);
    const withTask = { ...eighty, needsFinalTask: true };
    expect([null, 'failed', 'passed'].map((result) => outcomeOf(always, result as never, withTask))).to.deep.equal([
      'attended',
      'attended',
      'completed',
    ]);
  });

  it('counts every session once, in whatever order', () => {
    fc.assert(
      fc.property(statuses, (marks) => {
        const count = countAttendance(marks);
        expect(count.present + count.partly + count.absent + count.unmarked).to.equal(marks.length);
        expect(countAttendance([...marks].reverse())).to.deep.equal(count);
        expect(count.percent).to.be.within(0, 100);
      }),
    );
  });

  it('coming to one session more never makes the outcome worse', () => {
    const rank = { missed: 0, attended: 1, completed: 2 };
    fc.assert(
      fc.property(statuses, task, asked, fc.nat(), (marks, result, rule, at) => {
        const better = marks.map((mark, index) => (index === at % marks.length ? ('present' as const) : mark));
        const [before, after] = [marks, better].map((list) => outcomeOf(countAttendance(list), result, rule));
        expect(rank[after!]).to.be.at.least(rank[before!]);
      }),
    );
  });
});
