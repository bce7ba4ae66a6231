import { expect } from 'chai';
import type { Timetable } from '@qashyq/shared-types';
import { localToInstant } from '../../../src/calendar/working-days.js';
import { replaceLines } from '../../../src/features/schedules/schedule-store.js';
import {
  createApprovedDated,
  createApprovedEditions,
} from '../../../src/features/schedules/timetable/approved-editions.js';
import { presentTimetable } from '../../../src/features/schedules/timetable/present-timetable.js';
import { act, approveCase } from '../../support/approval.js';
import { startWholeService, type CallOptions, type RunningService } from '../../support/running-service.js';
import { draftSchedule, line } from '../../support/university.js';

describe('my timetable', function () {
  this.timeout(60_000);
  let service: RunningService;
  let caseId: number;
  const mine = line({ weekday: 1, firstSlot: 1, lastSlot: 2, weeks: [6, 7, 8], teacherCode: 'T02' });
  const earlier = line({
    weekday: 3,
    firstSlot: 3,
    lastSlot: 4,
    weeks: [6, 7],
    teacherCode: 'T02',
    groupCodes: ['ИС-25-12'],
  });
  const foreign = line({ weekday: 2, teacherCode: 'T04', groupCodes: ['АЖ-24-11'] });

  before(async () => {
    service = await startWholeService();
    caseId = await draftSchedule(service.university, [mine, earlier, foreign]);
  });
  after(() => service.stop());

  async function timetable(login: string, query: CallOptions['query'] = {}) {
    const { status, body } = await service.call(login, 'myTimetable', { query });
    expect(status, body.error?.message).to.equal(200);
    return body as unknown as Timetable;
  }
  const keys = (view: Timetable) => view.lines.map(({ key }) => key);
  /** Launch tokens live by the clock of the machine, so other times are asked of the function behind the endpoint. */
  async function at(date: string, time: string): Promise<Timetable> {
    const { db, person } = service.university;
    const now = localToInstant(date, time);
    return presentTimetable(
      db,
      { approved: createApprovedEditions(), approvedDated: createApprovedDated() },
      await person('teacher02'),
      {},
      now,
    );
  }

  it('shows nothing of a draft, nor of what is still under agreement', async () => {
    expect(keys(await timetable('teacher02'))).to.deep.equal([]);
    await act(service.university, 'dispatcher1', caseId, 'submit');
    expect(keys(await timetable('teacher02'))).to.deep.equal([]);
  });

  it('shows the teacher the lines of the approved edition with the names for every code, and nobody else’s lessons', async () => {
    await approveCase(service.university, caseId);
    const view = await timetable('teacher02');
    expect(keys(view)).to.have.members([mine.key, earlier.key]);
    expect([view.isMine, view.of?.code, view.canHaveFeed, view.feedSince]).to.deep.equal([true, 'T02', true, null]);
    expect(view.names.disciplines['D01']?.kk).to.be.a('string');
    expect(Object.keys(view.names.teachers)).to.deep.equal(['T02']);
  });

  it('keeps showing the approved edition while the next one is being prepared', async () => {
    await act(service.university, 'dispatcher1', caseId, 'revise');
    await replaceLines(service.university.db, caseId, [foreign]);
    expect(keys(await timetable('teacher02'))).to.have.members([mine.key, earlier.key]);
  });

  it('shows a reader of schedules the lessons of any teacher, group or room, and who may be chosen', async () => {
    const group = await timetable('dean1', { of: 'group:АЖ-24-11' });
    expect([keys(group), group.isMine, group.of?.name.kk]).to.deep.equal([[foreign.key], false, 'АЖ-24-11']);
    expect(keys(await timetable('dean1', { of: 'teacher:T02' }))).to.have.members([mine.key, earlier.key]);
    expect(keys(await timetable('dean1', { of: 'room:1-305' }))).to.deep.equal([]);
    expect(group.choices.teachers.map(({ code }) => code)).to.have.members(['T02', 'T04']);
    expect(group.choices.groups.map(({ code }) => code)).to.have.members(['АЖ-25-11', 'ИС-25-12', 'АЖ-24-11']);
  });

  it('shows who does not teach an empty page of their own, and keeps others’ lessons from who does not read schedules', async () => {
    const empty = await timetable('hrhead');
    expect([empty.of, empty.lines, empty.choices.teachers, empty.canHaveFeed]).to.deep.equal([null, [], [], false]);
    const refused = await service.call('hrhead', 'myTimetable', { query: { of: 'teacher:T02' } });
    expect([refused.status, refused.body.error?.code]).to.deep.equal([403, 'notAllowed']);
  });

  it('puts the next lesson first: the one that is held now, then the one that begins next, then none', async () => {
    const next = async (date: string, time: string) => (await at(date, time)).next;
    // Academic week 1 begins on 31.08.2026, so week 7 on 12.10.2026.
    const monday = await next('2026-10-12', '00:10');
    expect([monday?.lineKey, monday?.week]).to.deep.equal([mine.key, 7]);
    expect(monday?.startsAt).to.equal(new Date(localToInstant('2026-10-12', '08:30')).toISOString());
    expect((await next('2026-10-12', '09:00'))?.lineKey, 'while it is held').to.equal(mine.key);
    expect((await next('2026-10-12', '15:00'))?.lineKey, 'after it').to.equal(earlier.key);
    expect(await next('2026-11-02', '10:00')).to.equal(null);
  });

  it('counts no lesson on a day off as the next one, and names the day', async () => {
    await service.university
      .db('holidays')
      .insert({ off_on: '2026-10-12', name_kk: 'Д', name_ru: 'Д', name_en: 'Day' });
    const view = await at('2026-10-12', '00:10');
    expect(view.next?.lineKey).to.equal(earlier.key);
    const daysOff = view.daysOff.map(({ on }) => on);
    expect(daysOff).to.include('2026-10-12');
    expect(daysOff, 'a Sunday').to.not.include('2026-10-25');
    expect(view.presentWeek).to.equal(7);
    await service.university.db('holidays').where({ off_on: '2026-10-12' }).delete();
  });

  it('shows another term when asked, and refuses one that is not entered', async () => {
    const view = await timetable('teacher02', { academicYear: '2026/27', term: 2 });
    expect([view.terms.find(({ chosen }) => chosen)?.term, view.lines]).to.deep.equal([2, []]);
    expect(
      (await service.call('teacher02', 'myTimetable', { query: { academicYear: '1999/00', term: 1 } })).status,
    ).to.equal(404);
  });
});
