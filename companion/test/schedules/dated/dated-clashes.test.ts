import { expect } from 'chai';
import fc from 'fast-check';
import type { DatedClash, DatedLine } from '@qashyq/shared-types';
import {
  appointmentsOf,
  minutesOf,
  timeOf,
  type Appointment,
} from '../../../src/features/schedules/dated/appointments.js';
import { findDatedClashes, type DatedRules } from '../../../src/features/schedules/dated/dated-clashes.js';
import { datedLine, finalLine } from '../../support/university.js';

const lax: DatedRules = { mostADay: 99, leastPauseMinutes: 0, periods: [], isDayOff: () => false };
const rules = (values: Partial<DatedRules>): DatedRules => ({ ...lax, ...values });
const alone: Partial<DatedLine> = { consultationOn: null, consultationStarts: null };
/** Nothing in common with the exam of `datedLine` but its time. */
const elsewhere: Partial<DatedLine> = {
  ...alone,
  groupCodes: ['ИС-25-12'],
  examinerCode: 'T05',
  proctorCode: null,
  roomCode: '2-104',
};
const brief = (clashes: DatedClash[]) =>
  clashes.map(({ rule, subject, starts, ends, other }) => [
    rule,
    subject?.code ?? null,
    starts,
    ends,
    other?.what ?? null,
  ]);

describe('clashes of exams', () => {
  it('two exams at one time have nothing in common: no clash', () => {
    expect(findDatedClashes([datedLine(alone), datedLine(elsewhere)], [], lax)).to.deep.equal([]);
  });

  it('an examiner, a proctor, a group and a room cannot be in two places, and the clash says until when', () => {
    const first = datedLine(alone);
    const second = datedLine({ ...alone, starts: '11:30', durationMinutes: 60 });
    expect(brief(findDatedClashes([first, second], [], lax))).to.have.deep.members([
      ['person', 'T02', '11:30', '12:00', 'exam'],
      ['person', 'T03', '11:30', '12:00', 'exam'],
      ['group', 'АЖ-25-11', '11:30', '12:00', 'exam'],
      ['room', '1-305', '11:30', '12:00', 'exam'],
    ]);
  });

  it('whoever proctors one exam cannot examine in another, and every member of a commission counts', () => {
    const exam = datedLine({
      ...elsewhere,
      date: '2027-06-01',
      starts: '09:00',
      examinerCode: 'T03',
      proctorCode: 'T04',
    });
    expect(brief(findDatedClashes([exam, finalLine()], [], lax))).to.have.deep.members([
      ['person', 'T03', '09:00', '11:00', 'exam'],
      ['person', 'T04', '09:00', '11:00', 'exam'],
    ]);
  });

  it('one that ends when the other begins overlaps with nothing', () => {
    expect(findDatedClashes([datedLine(alone), datedLine({ ...alone, starts: '12:00' })], [], lax)).to.deep.equal([]);
  });

  it('a consultation is no exam in a room, but its examiner and groups are there', () => {
    const consulting = datedLine({ consultationOn: '2026-12-15', consultationStarts: '08:00', starts: '14:00' });
    const exam = datedLine({ ...elsewhere, starts: '08:30', examinerCode: 'T02', roomCode: '1-305' });
    expect(brief(findDatedClashes([consulting, exam], [], lax))).to.deep.equal([
      ['person', 'T02', '08:30', '08:50', 'exam'],
    ]);
  });

  it('names what stands in another schedule, and says nothing of two foreign lines', () => {
    const [foreign] = appointmentsOf(datedLine({ ...alone, disciplineCode: 'D07' }), 9);
    const clashes = findDatedClashes([datedLine({ ...elsewhere, roomCode: '1-305' })], [foreign!, foreign!], lax);
    expect(clashes.map(({ other }) => other)).to.deep.equal(
      [1, 2].map(() => ({
        what: 'exam',
        lineKey: foreign!.lineKey,
        caseId: 9,
        disciplineCode: 'D07',
        groupCodes: ['АЖ-25-11'],
        roomCode: '1-305',
        starts: '10:00',
        ends: '12:00',
      })),
    );
  });

  it('a group has at most as many exams a day as allowed; the second and the third are each told with the one before', () => {
    const exams = ['09:00', '13:00', '17:00'].map((starts) => datedLine({ ...alone, starts }));
    const found = findDatedClashes(exams, [], rules({ mostADay: 1 }));
    expect(
      found.map(({ rule, found: count, allowed, lineKey, other }) => [rule, count, allowed, lineKey, other!.lineKey]),
    ).to.deep.equal([
      ['tooManyExams', 3, 1, exams[0]!.key, exams[1]!.key],
      ['tooManyExams', 3, 1, exams[1]!.key, exams[2]!.key],
    ]);
    expect(findDatedClashes(exams, [], rules({ mostADay: 3 }))).to.deep.equal([]);
  });

  it('an exam of another schedule counts for the day of the group, a lesson does not', () => {
    const ours = datedLine(alone);
    const [exam] = appointmentsOf(datedLine({ ...alone, starts: '16:00' }), 5);
    expect(brief(findDatedClashes([ours], [exam!], rules({ mostADay: 1 })))).to.deep.equal([
      ['tooManyExams', 'АЖ-25-11', '10:00', '18:00', 'exam'],
    ]);
    expect(findDatedClashes([ours], [{ ...exam!, what: 'lesson' }], rules({ mostADay: 1 }))).to.deep.equal([]);
  });

  it('a pause that is too short is told with its minutes, but not of a person who stays in the room', () => {
    const first = datedLine({ ...alone, proctorCode: null });
    const next = (values: Partial<DatedLine>) =>
      datedLine({ ...elsewhere, starts: '12:20', examinerCode: 'T02', ...values });
    const found = (line: DatedLine) => findDatedClashes([first, line], [], rules({ leastPauseMinutes: 30 }));
    expect(found(next({}))[0]).to.include({
      rule: 'backToBack',
      found: 20,
      allowed: 30,
      starts: '12:00',
      ends: '12:20',
    });
    expect(found(next({ roomCode: '1-305' }))).to.deep.equal([]);
    expect(found(next({ starts: '12:30' }))).to.deep.equal([]);
    expect(brief(found(next({ groupCodes: ['АЖ-25-11'], examinerCode: 'T05' })))).to.deep.equal([
      ['backToBack', 'АЖ-25-11', '12:00', '12:20', 'exam'],
    ]);
  });

  it('an exam lies in one of its periods; where the calendar sets none, nothing is said', () => {
    const periods = [
      { startsOn: '2026-12-01', endsOn: '2026-12-14' },
      { startsOn: '2026-12-16', endsOn: '2026-12-31' },
    ];
    const at = (date: string) => brief(findDatedClashes([datedLine({ ...alone, date })], [], rules({ periods })));
    expect(at('2026-12-15')).to.deep.equal([['outsideSession', null, '10:00', '12:00', null]]);
    for (const date of ['2026-12-14', '2026-12-16', '2026-12-31']) expect(at(date), date).to.deep.equal([]);
  });

  it('neither exam nor consultation is held on a day off', () => {
    const found = findDatedClashes([datedLine()], [], rules({ isDayOff: (date) => date <= '2026-12-15' }));
    expect(found.map(({ rule, what, date }) => [rule, what, date])).to.deep.equal([
      ['dayOff', 'exam', '2026-12-15'],
      ['dayOff', 'consultation', '2026-12-14'],
    ]);
  });

  it('a consultation ends before its exam begins', () => {
    const of = (consultationOn: string, consultationStarts: string) =>
      brief(findDatedClashes([datedLine({ consultationOn, consultationStarts })], [], lax));
    expect(of('2026-12-15', '09:10')).to.deep.equal([]);
    expect(of('2026-12-15', '09:11')).to.deep.equal([['consultationAfterExam', null, '09:11', '10:01', null]]);
    expect(of('2026-12-16', '08:00')).to.deep.equal([['consultationAfterExam', null, '08:00', '08:50', null]]);
  });

  it('a reason on either line accepts the clash; blanks accept nothing', () => {
    const clash = (mine: string | null, theirs: string | null) =>
      findDatedClashes(
        [
          datedLine({ ...alone, clashReason: mine }),
          datedLine({ ...elsewhere, roomCode: '1-305', clashReason: theirs }),
        ],
        [],
        lax,
      )[0]!.acceptedReason;
    expect(clash('big hall', null)).to.equal('big hall');
    expect(clash(null, 'big hall')).to.equal('big hall');
    expect(clash('  ', null)).to.equal(null);
  });

  it('stops at the limit', () => {
    const crowd = Array.from({ length: 30 }, () => datedLine(alone));
    expect(findDatedClashes(crowd, [], lax, 7)).to.have.length(7);
  });

  describe('agree with looking at every pair', () => {
    const pick = <T>(...values: T[]) => fc.constantFrom(...values);
    const line = fc
      .record({
        date: pick('2026-12-15', '2026-12-16'),
        starts: pick('08:00', '09:00', '09:30', '10:10', '11:00'),
        durationMinutes: pick(30, 60, 130),
        groupCodes: fc.uniqueArray(pick('АЖ-25-11', 'ИС-25-12', 'АЖ-24-11'), { minLength: 1, maxLength: 3 }),
        examinerCode: pick('T01', 'T02', 'T03'),
        proctorCode: pick('T01', 'T02', null),
        memberCodes: fc.uniqueArray(pick('T01', 'T04'), { maxLength: 2 }),
        roomCode: pick('1-305', '1-307', null),
        clashReason: pick(null, null, 'agreed'),
        consultationStarts: pick('08:30', '10:00', null),
      })
      .map(({ consultationStarts, ...values }) =>
        datedLine({
          ...values,
          consultationStarts,
          consultationOn: consultationStarts === null ? null : '2026-12-15',
        }),
      );

    /** What is said of two appointments, found without any index. */
    function pairs(all: readonly Appointment[], { mostADay, leastPauseMinutes: least }: DatedRules): string[] {
      const found: string[] = [];
      const claims = (one: Appointment) => [
        ...one.persons.map((code) => ['person', code] as const),
        ...one.groups.map((code) => ['group', code] as const),
        ...(one.roomCode === null ? [] : [['room', one.roomCode] as const]),
      ];
      const order = (a: Appointment, b: Appointment) =>
        a.from - b.from || a.to - b.to || (a.lineKey < b.lineKey ? -1 : 1);
      all.forEach((a, i) =>
        all.slice(i + 1).forEach((b) => {
          if ((a.caseId !== null && b.caseId !== null) || a.lineKey === b.lineKey || a.date !== b.date) return;
          const [early, late] = order(a, b) <= 0 ? [a, b] : [b, a];
          const keys = [a, b].map((one) => `${one.lineKey} ${one.what}`).sort();
          for (const [resource, code] of claims(a)) {
            if (!claims(b).some(([r, c]) => r === resource && c === code)) continue;
            const bothExams = a.what === 'exam' && b.what === 'exam';
            if (late.from < early.to) found.push([resource, code, ...keys].join('|'));
            else if (bothExams && resource !== 'room' && late.from - early.to < least) {
              if (resource === 'group' || a.roomCode === null || a.roomCode !== b.roomCode)
                found.push(['backToBack', code, ...keys].join('|'));
            }
            if (!bothExams || resource !== 'group') continue;
            const day = all
              .filter((one) => one.what === 'exam' && one.date === a.date && one.groups.includes(code))
              .sort(order);
            if (day.length > mostADay && Math.abs(day.indexOf(a) - day.indexOf(b)) === 1)
              found.push(['tooManyExams', code, ...keys].join('|'));
          }
        }),
      );
      return found.sort();
    }

    it('on any lines, ours and foreign', () => {
      fc.assert(
        fc.property(
          fc.array(line, { maxLength: 8 }),
          fc.array(line, { maxLength: 4 }),
          pick(1, 2),
          pick(0, 20, 60),
          (ours, theirs, mostADay, leastPauseMinutes) => {
            const policy = rules({ mostADay, leastPauseMinutes });
            const foreign = theirs.flatMap((one) => appointmentsOf(one, 7));
            const all = [...ours.flatMap((one) => appointmentsOf(one, null)), ...foreign];
            const clashes = findDatedClashes(ours, foreign, policy);
            const told = clashes
              .filter(({ other }) => other !== null)
              .map(({ rule, subject, lineKey, what, other }) =>
                [rule, subject!.code, ...[`${lineKey} ${what}`, `${other!.lineKey} ${other!.what}`].sort()].join('|'),
              )
              .sort();
            expect(told).to.deep.equal(pairs(all, policy));
            for (const clash of clashes) {
              expect(ours.some(({ key }) => key === clash.lineKey)).to.equal(true);
              expect(minutesOf(clash.starts)).to.be.below(minutesOf(clash.ends) + 1);
            }
          },
        ),
        { numRuns: 300 },
      );
    });

    it('and do not depend on the order of the lines', () => {
      fc.assert(
        fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
          const sides = (clashes: DatedClash[]) =>
            clashes
              .map(({ rule, subject, lineKey, other }) =>
                [rule, subject?.code ?? '', ...[lineKey, other?.lineKey ?? ''].sort()].join('|'),
              )
              .sort();
          const policy = rules({ mostADay: 1, leastPauseMinutes: 30 });
          expect(sides(findDatedClashes(lines.toReversed(), [], policy))).to.deep.equal(
            sides(findDatedClashes(lines, [], policy)),
          );
        }),
      );
    });
  });

  it('minutes and times are each other’s way back', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => minutesOf(timeOf(minutes)) === minutes));
  });
});
