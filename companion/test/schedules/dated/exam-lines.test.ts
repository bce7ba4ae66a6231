/** A lesson schedule looks at exams as exams look at lessons. */
import { expect } from 'chai';
import fc from 'fast-check';
import { clashSchema, type DatedLine, type ScheduleLine } from '@qashyq/shared-types';
import { findClashes } from '../../../src/features/schedules/clashes.js';
import { appointmentOfLesson, appointmentsOf } from '../../../src/features/schedules/dated/appointments.js';
import { findDatedClashes } from '../../../src/features/schedules/dated/dated-clashes.js';
import { examLine } from '../../../src/features/schedules/dated/exam-lines.js';
import { occurrencesOf, type TermCalendar } from '../../../src/features/schedules/occurrences.js';
import { clashesWithPlaces } from '../../../src/features/schedules/line-places.js';
import { clashesOf } from '../../../src/features/schedules/schedule-feature.js';
import { approveCase } from '../../support/approval.js';
import {
  datedLine,
  draftDated,
  draftSchedule,
  header,
  line,
  openTestUniversity,
  type TestUniversity,
} from '../../support/university.js';
import { lineOf } from '../arbitrary-lines.js';

describe('lessons held against exams', () => {
  let university: TestUniversity;
  /** Monday 12 October 2026, the hours of slots 1 and 2; consultation on Friday before. */
  const exam = (given: Partial<DatedLine> = {}) =>
    datedLine({
      date: '2026-10-12',
      starts: '09:00',
      durationMinutes: 60,
      consultationOn: '2026-10-09',
      consultationStarts: '13:00',
      ...given,
    });
  const submitted = async (given: Partial<DatedLine> = {}) => {
    const caseId = await draftDated(university, 'midtermControlSchedule', [exam(given)]);
    await university.db('cases').where({ id: caseId }).update({ edition_no: 1, state: 'inAgreement' });
    return caseId;
  };
  const clashes = async (...lines: ScheduleLine[]) => clashesOf(university.db, { header: header('F1'), lines }, null);
  const subjects = async (...lines: ScheduleLine[]) =>
    (await clashes(...lines)).map(({ resource, resourceCode }) => `${resource} ${resourceCode}`).sort();

  beforeEach(async () => {
    university = await openTestUniversity();
  });

  it('group, room, examiner and proctor cannot be at the lesson and at the exam', async () => {
    const caseId = await submitted();
    expect(await subjects(line({ teacherCode: 'T04' }))).to.deep.equal(['group АЖ-25-11']);
    expect(await subjects(line({ groupCodes: ['УА-25-22'], teacherCode: 'T03' }))).to.deep.equal(['teacher T03']);
    const inTheRoom = line({ groupCodes: ['УА-25-22'], teacherCode: 'T02', mode: 'campus', roomCode: '1-305' });
    expect(await subjects(inTheRoom)).to.deep.equal(['room 1-305', 'teacher T02']);
    const [clash] = await clashes(line({ teacherCode: 'T04' }));
    expect([clash!.otherCaseId, clash!.otherWhat, clash!.weeks, clash!.slots]).to.deep.equal([
      caseId,
      'exam',
      [7],
      [1, 2],
    ]);
    expect(clashSchema.strict().safeParse(clash).error).to.equal(undefined);
  });

  it('another week, another hour and the pause between lessons meet nothing', async () => {
    await submitted();
    expect(await subjects(line({ weeks: [6, 8] }), line({ firstSlot: 3, lastSlot: 4 }))).to.deep.equal([]);
  });

  it('an exam within the break of a lesson is met by that lesson, and not by those that end or begin there', async () => {
    // Between slots 2 and 3.
    await submitted({ starts: '10:20', durationMinutes: 10, consultationOn: null, consultationStarts: null });
    const [whole, before, later] = [line({ lastSlot: 4 }), line(), line({ firstSlot: 3, lastSlot: 4 })];
    expect(await subjects({ ...whole, teacherCode: 'T04' })).to.deep.equal(['group АЖ-25-11']);
    expect(await subjects(before)).to.deep.equal([]);
    expect(await subjects(later)).to.deep.equal([]);
  });

  it('at the consultation there are its examiner and groups, and no room', async () => {
    await submitted();
    const friday = { weekday: 5, weeks: [6], firstSlot: 5, lastSlot: 6 };
    expect(await subjects(line({ ...friday, teacherCode: 'T02' }))).to.deep.equal(['group АЖ-25-11', 'teacher T02']);
    const elsewhere = { groupCodes: ['УА-25-22'], mode: 'campus' as const, roomCode: '1-305' };
    expect(await subjects(line({ ...friday, ...elsewhere, teacherCode: 'T03' }))).to.deep.equal([]);
  });

  it('a draft that was never submitted, and what was withdrawn, worry nobody; a reason on the exam accepts the clash', async () => {
    const caseId = await submitted();
    await university.db('cases').where({ id: caseId }).update({ state: 'withdrawn' });
    expect(await clashes(line())).to.deep.equal([]);
    await draftDated(university, 'midtermControlSchedule', [exam()]);
    expect(await clashes(line())).to.deep.equal([]);
    await submitted({ clashReason: 'бақылау сабақта өтеді' });
    const reasons = (await clashes(line())).map(({ acceptedReason }) => acceptedReason);
    expect(new Set(reasons)).to.deep.equal(new Set(['бақылау сабақта өтеді']));
  });

  it('free times that are proposed keep clear of exams', async () => {
    await submitted();
    await submitted({ starts: '10:30', durationMinutes: 110, consultationOn: null, consultationStarts: null });
    const content = { header: header('F1'), lines: [line({ teacherCode: 'T04' })] };
    const { freePlaces } = await clashesWithPlaces(university.db, content, null);
    expect(freePlaces.length).to.be.greaterThan(0);
    expect(freePlaces.filter(({ weekday, firstSlot }) => weekday === 1 && firstSlot <= 4)).to.deep.equal([]);
  });

  it('a lesson schedule that meets a submitted exam cannot be submitted', async () => {
    await submitted();
    const { caseId, refused } = await submitLessons(university);
    expect(refused).to.equal('caseHasObstacles');
    expect(caseId).to.be.greaterThan(0);
  });
});

async function submitLessons(university: TestUniversity) {
  const caseId = await draftSchedule(university, [line()]);
  const refused = await approveCase(university, caseId).then(
    () => null,
    (error: unknown) => (error as { code: string }).code,
  );
  return { caseId, refused };
}

describe('exams and lessons that meet', () => {
  const slots = [
    { no: 1, starts: '08:30', ends: '09:20' },
    { no: 2, starts: '09:30', ends: '10:20' },
    { no: 3, starts: '10:30', ends: '11:20' },
    { no: 4, starts: '11:30', ends: '12:20' },
    { no: 5, starts: '13:00', ends: '13:50' },
  ];
  const calendar: TermCalendar = { week1On: '2026-08-31', slots, isTeachingDay: () => true };
  const clock = (at: number) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;

  it('are found from both sides alike, in an hour of the lesson as in a break within it', () => {
    fc.assert(
      fc.property(
        fc.record({
          starts: fc.integer({ min: 8 * 60, max: 14 * 60 }),
          durationMinutes: fc.oneof(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 10, max: 180 })),
          firstSlot: fc.integer({ min: 1, max: 5 }),
          length: fc.integer({ min: 0, max: 2 }),
          weekday: fc.integer({ min: 1, max: 2 }),
          teacherCode: fc.constantFrom('T02', 'T03', 'T04'),
          groupCode: fc.constantFrom('G1', 'G2'),
          roomCode: fc.constantFrom(null, '1-305', '1-212'),
        }),
        ({ starts, durationMinutes, firstSlot, length, weekday, teacherCode, groupCode, roomCode }) => {
          const lastSlot = Math.min(5, firstSlot + length);
          const lesson = lineOf({
            key: 'lesson',
            weekday,
            weeks: [7],
            firstSlot,
            lastSlot,
            teacherCode,
            groupCodes: [groupCode],
            roomCode,
            mode: roomCode === null ? 'onlineSync' : 'campus',
          });
          const one = datedLine({
            date: '2026-10-12',
            starts: clock(starts),
            durationMinutes,
            groupCodes: ['G1'],
            consultationOn: null,
            consultationStarts: null,
          });
          const fromLessons = findClashes([
            lesson,
            ...appointmentsOf(one, 7).flatMap((appointment) => examLine(appointment, calendar) ?? []),
          ]).map(({ resource, resourceCode }) => `${resource === 'teacher' ? 'person' : resource} ${resourceCode}`);
          const fromExams = findDatedClashes(
            [one],
            occurrencesOf(lesson, calendar).map((occurrence) => appointmentOfLesson(lesson, occurrence, 8)),
            { mostADay: 9, leastPauseMinutes: 0, periods: [], isDayOff: () => false },
          ).map(({ subject }) => `${subject!.resource} ${subject!.code}`);
          expect(fromLessons.sort()).to.deep.equal(fromExams.sort());
        },
      ),
      { numRuns: 1000 },
    );
  });
});
