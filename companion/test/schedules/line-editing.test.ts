import { expect } from 'chai';
import type { LineEdit, ScheduleLine } from '@qashyq/shared-types';
import type { AppError } from '../../src/errors.js';
import { checkLine, presentLineForm, saveLine } from '../../src/features/schedules/line-editing.js';
import { mistakesOf } from '../../src/features/schedules/line-edit-rules.js';
import { clashesOf } from '../../src/features/schedules/schedule-feature.js';
import { getHeader, listLines } from '../../src/features/schedules/schedule-store.js';
import { presentSchedule } from '../../src/features/schedules/schedule-view.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { demoLines, draftSchedule, firstFacultyGroups, openTestUniversity } from '../support/university.js';
import type { TestUniversity } from '../support/university.js';

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('should have been refused'),
    (error: unknown) => error as AppError,
  );

describe('a line of a draft on the screen', () => {
  let university: TestUniversity;
  let dispatcher: CurrentPerson;
  let caseId: number;
  let lines: ScheduleLine[];
  /** The demo's second clash: T02 on Tuesday in two laboratories. */
  let clashing: ScheduleLine;

  beforeEach(async () => {
    university = await openTestUniversity();
    dispatcher = await university.person('dispatcher1');
    caseId = await draftSchedule(university, demoLines([...firstFacultyGroups, 'УА-25-22'], { clean: false }));
    lines = await listLines(university.db, caseId);
    clashing = lines.find(({ roomCode }) => roomCode === '1-307')!;
  });

  const editOf = (line: ScheduleLine, changed: Partial<LineEdit> = {}): LineEdit => {
    const { weekday, firstSlot, lastSlot, weeks, teacherCode, mode, roomCode, clashReason } = line;
    return { weekday, firstSlot, lastSlot, weeks, teacherCode, mode, roomCode, clashReason, ...changed };
  };
  const save = (line: ScheduleLine, changed: Partial<LineEdit>, version: number) =>
    saveLine(university.engine, dispatcher, caseId, line.key, { ...editOf(line, changed), version });
  const openClashes = async () => {
    const content = { header: await getHeader(university.db, caseId), lines: await listLines(university.db, caseId) };
    return (await clashesOf(university.db, content, caseId)).filter(({ acceptedReason }) => acceptedReason === null);
  };

  it('the draft names free places for both lines of its clash, and none for the others', async () => {
    const header = await getHeader(university.db, caseId);
    const view = await presentSchedule(university.db, caseId, null, { header, lines });
    const [clash] = view.clashes;
    expect(view.clashes).to.have.length(1);
    expect(new Set(view.freePlaces.map(({ lineKey }) => lineKey))).to.deep.equal(
      new Set([clash!.lineKey, clash!.otherLineKey]),
    );
  });

  it('moved to the nearest free place, its clash is gone', async () => {
    const form = await presentLineForm(university.engine, dispatcher, caseId, clashing.key);
    expect(form.clashes.map(({ resource, resourceCode }) => [resource, resourceCode])).to.deep.equal([
      ['teacher', 'T02'],
    ]);
    const { lineKey: _lineKey, ...nearest } = form.freePlaces[0]!;
    const saved = await save(clashing, nearest, form.version);
    expect(saved.clashes).to.deep.equal([]);
    expect(await openClashes()).to.deep.equal([]);
    const after = await listLines(university.db, caseId);
    expect(after.map(({ key }) => key)).to.deep.equal(lines.map(({ key }) => key));
    expect(after.find(({ key }) => key === clashing.key)).to.deep.equal({ ...clashing, ...nearest });
  });

  it('a reason given on the screen accepts the clash, and a blank one does not', async () => {
    expect((await save(clashing, { clashReason: '  ' }, 0)).clashes[0]!.acceptedReason).to.equal(null);
    expect((await save(clashing, { clashReason: 'Екі зертхана бір залда' }, 1)).clashes[0]!.acceptedReason).to.equal(
      'Екі зертхана бір залда',
    );
    expect(await openClashes()).to.deep.equal([]);
  });

  it('trying shows the clashes of the place tried and saves nothing', async () => {
    const tried = await checkLine(
      university.engine,
      dispatcher,
      caseId,
      clashing.key,
      editOf(clashing, { firstSlot: 4, lastSlot: 5 }),
    );
    expect(tried.clashes[0]).to.deep.include({ resource: 'teacher', slots: [4] });
    expect(tried.otherLines.map(({ key }) => key)).to.deep.equal([tried.clashes[0]!.otherLineKey]);
    expect(await listLines(university.db, caseId)).to.deep.equal(lines);
  });

  it('whoever saves against an older version learns that the draft changed, and nothing is saved', async () => {
    await save(clashing, { firstSlot: 9, lastSlot: 10 }, 0);
    const other = lines.find(({ key }) => key !== clashing.key)!;
    expect((await refusal(save(other, { firstSlot: 11, lastSlot: 12 }, 0))).code).to.equal('draftChanged');
    expect((await listLines(university.db, caseId)).find(({ key }) => key === other.key)).to.deep.equal(other);
  });

  it('the same click twice is one change', async () => {
    const both = await Promise.all([
      save(clashing, { firstSlot: 9, lastSlot: 10 }, 0),
      save(clashing, { firstSlot: 9, lastSlot: 10 }, 0),
    ]);
    expect(both.map(({ line }) => line.firstSlot)).to.deep.equal([9, 9]);
    expect((await university.db('cases').where({ id: caseId }).first())!.version).to.equal(1);
  });

  it('every field that cannot stay so is named, in the words of the person', async () => {
    const wrong = { weekday: 7, firstSlot: 5, lastSlot: 4, weeks: [30], teacherCode: 'T99', roomCode: '9-999' };
    const { code, facts } = await refusal(save(clashing, wrong, 0));
    expect(code).to.equal('invalidInput');
    expect(facts.details!.map(({ field }) => field)).to.deep.equal(
      ['weekday', 'firstSlot', 'weeks', 'teacherCode', 'roomCode'].map((field) => `body.${field}`),
    );
    expect(facts.details![0]!.message).to.equal('Жексенбіде сабақ өткізілмейді: басқа күнді таңдаңыз.');
  });

  it('what is under agreement, and what is another faculty’s, cannot be changed', async () => {
    expect(
      (
        await refusal(
          saveLine(university.engine, await university.person('dispatcher2'), caseId, clashing.key, {
            ...editOf(clashing),
            version: 0,
          }),
        )
      ).code,
    ).to.equal('notFound');
    await save(clashing, { firstSlot: 9, lastSlot: 10 }, 0);
    await takeAction(university.engine, dispatcher, caseId, { action: 'submit', version: 1, comment: '', remarks: [] });
    expect((await refusal(save(clashing, { firstSlot: 11, lastSlot: 12 }, 2))).code).to.equal('actionNotPossible');
  });
});

describe('what a line changed on the screen must be', () => {
  const reference = { slotNos: [1, 2, 3], weekCount: 15, knowsTeacher: true, knowsRoom: true };
  const right: LineEdit = {
    weekday: 1,
    firstSlot: 1,
    lastSlot: 2,
    weeks: [1, 3],
    teacherCode: 'T01',
    mode: 'campus',
    roomCode: '1-305',
    clashReason: null,
  };
  const codes = (edit: Partial<LineEdit>) => mistakesOf({ ...right, ...edit }, reference).map(({ code }) => code);

  it('a right one has no mistake; weeks in disorder, a room missing or too much are mistakes', () => {
    expect(codes({})).to.deep.equal([]);
    expect(codes({ weeks: [3, 1] })).to.deep.equal(['weeks']);
    expect(codes({ weeks: [1, 1] })).to.deep.equal(['weeks']);
    expect(codes({ roomCode: null })).to.deep.equal(['room_missing']);
    expect(codes({ mode: 'onlineSync' })).to.deep.equal(['room_online']);
    expect(codes({ lastSlot: 4 })).to.deep.equal(['slots']);
  });
});
