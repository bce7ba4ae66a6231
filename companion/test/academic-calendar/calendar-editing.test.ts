import { expect } from 'chai';
import fc from 'fast-check';
import { takeActionSchema, type CalendarDay } from '@qashyq/shared-types';
import { listCalendarDays, loadWorkCalendar } from '../../src/calendar/calendar-store.js';
import { dueAt, localDate, localToInstant, type WorkCalendar } from '../../src/calendar/working-days.js';
import { AppError } from '../../src/errors.js';
import {
  removeDay,
  removeTerm,
  saveDay,
  saveTerm,
  type CalendarEditing,
} from '../../src/features/academic-calendar/calendar-editing.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { movedDeadline } from '../../src/workflow/move-deadlines.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { draftSchedule, openTestUniversity, type TestUniversity } from '../support/university.js';

const name = { kk: 'Мереке', ru: 'Праздник', en: 'Holiday' };
const dayOff = (date: string) => ({ instead: null, date, kind: 'dayOff' as const, name });
const workedWeekend = (date: string) => ({ instead: null, date, kind: 'workingDay' as const, name });

describe('editing the academic calendar', () => {
  let university: TestUniversity;
  let editing: CalendarEditing;

  beforeEach(async () => {
    university = await openTestUniversity();
    const { db, engine } = university;
    const methodist = await university.person('methodist');
    editing = { db, catalogue: engine.catalogue, now: engine.now, editor: { id: methodist.id, locale: 'ru' } };
  });

  /** A schedule sent to the kafedra on Thursday 8 October 2026: three working days, so due on Tuesday the 13th. */
  async function submitted(): Promise<number> {
    const caseId = await draftSchedule(university);
    const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const author = await university.person('dispatcher1');
    await takeAction(university.engine, author, caseId, takeActionSchema.parse({ action: 'submit', version }));
    return caseId;
  }
  const dueOn = async (caseId: number) =>
    (await university.db('seats').where({ case_id: caseId, state: 'active' }).orderBy('id')).map((seat) =>
      localDate(Number(seat.due_at)),
    );
  const earlierNotices = () => university.db('notices').where({ kind: 'deadlineMovedEarlier' });

  async function refusal(work: Promise<unknown>): Promise<AppError> {
    const thrown: unknown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(AppError);
    return thrown as AppError;
  }

  it('a new day off moves the deadlines that it touches later, and tells nobody', async () => {
    const caseId = await submitted();
    expect(new Set(await dueOn(caseId))).to.deep.equal(new Set(['2026-10-13']));
    const seats = (await dueOn(caseId)).length;
    expect(await saveDay(editing, dayOff('2026-10-12'))).to.deep.equal({ later: seats, earlier: 0 });
    expect(new Set(await dueOn(caseId))).to.deep.equal(new Set(['2026-10-14']));
    expect(await earlierNotices()).to.deep.equal([]);
  });

  it('a Saturday made a working day moves deadlines earlier and tells each holder once, by the new date', async () => {
    const caseId = await submitted();
    const seats = (await dueOn(caseId)).length;
    expect(await saveDay(editing, workedWeekend('2026-10-10'))).to.deep.equal({ later: 0, earlier: seats });
    expect(new Set(await dueOn(caseId))).to.deep.equal(new Set(['2026-10-12']));
    const told = await earlierNotices();
    expect(told).to.have.length(seats);
    expect(JSON.parse(told[0]!.facts_json)).to.include({ dueOn: '2026-10-12' });
    // The same day entered again as it is changes nothing and tells nobody again.
    const again = await saveDay(editing, { ...workedWeekend('2026-10-10'), instead: '2026-10-10' });
    expect([again, (await earlierNotices()).length]).to.deep.equal([{ later: 0, earlier: 0 }, seats]);
  });

  it('what was moved comes back when the day is removed', async () => {
    const caseId = await submitted();
    await saveDay(editing, dayOff('2026-10-12'));
    await removeDay(editing, '2026-10-12');
    expect(new Set(await dueOn(caseId))).to.deep.equal(new Set(['2026-10-13']));
  });

  it('decided seats and days beyond the deadline are left alone', async () => {
    const caseId = await submitted();
    expect(await saveDay(editing, dayOff('2026-10-14'))).to.deep.equal({ later: 0, earlier: 0 });
    await university.db('seats').where({ case_id: caseId }).update({ state: 'done' });
    expect(await saveDay(editing, dayOff('2026-10-12'))).to.deep.equal({ later: 0, earlier: 0 });
  });

  it('a day keeps one entry when its date or kind is changed, and every change is recorded with who and when', async () => {
    await saveDay(editing, dayOff('2026-11-02'));
    university.clock.at += 60_000;
    await saveDay(editing, { ...workedWeekend('2026-11-07'), instead: '2026-11-02' });
    await removeDay(editing, '2026-11-07');
    const days = (await listCalendarDays(university.db, 2026)).map((day) => day.date);
    expect(days).not.to.include('2026-11-02').and.not.to.include('2026-11-07');
    const changes = await university.db('calendar_changes').orderBy('id');
    expect(changes.map((change) => change.action)).to.deep.equal(['added', 'changed', 'removed']);
    expect(changes.every((change) => change.person_id === editing.editor.id)).to.equal(true);
    expect(Number(changes[1]!.changed_at) - Number(changes[0]!.changed_at)).to.equal(60_000);
    const [, changed] = changes;
    const date = (json: string | null) => (JSON.parse(json!) as { day: CalendarDay }).day.date;
    expect([date(changed!.before_json), date(changed!.after_json)]).to.deep.equal(['2026-11-02', '2026-11-07']);
  });

  it('a fault is told at its field in the language of the editor, and nothing is saved', async () => {
    const error = await refusal(saveDay(editing, { ...dayOff('2026-12-16'), name: { ...name, kk: '' } }));
    expect(error.code).to.equal('invalidInput');
    expect(error.facts.details).to.deep.equal([
      { field: 'date', message: 'Этот день уже есть в календаре: измените его запись.' },
      { field: 'name.kk', message: 'Напишите название.' },
    ]);
    expect(await university.db('calendar_changes')).to.deep.equal([]);
    expect((await refusal(removeDay(editing, '2026-11-02'))).code).to.equal('notFound');
    expect((await refusal(saveDay(editing, { ...dayOff('2026-11-03'), instead: '2026-11-02' }))).code).to.equal(
      'notFound',
    );
  });

  it('one day entered by five people at once stands once', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => saveDay(editing, dayOff('2026-11-02'))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect(await university.db('calendar_changes')).to.have.length(1);
  });

  it('terms are entered, moved and removed; one that has schedules stays', async () => {
    const term = {
      academicYear: '2027/28',
      term: 1,
      startsOn: '2027-09-01',
      endsOn: '2027-12-11',
      week1On: '2027-08-30',
    };
    await saveTerm(editing, { isNew: true, ...term });
    await saveTerm(editing, { isNew: false, ...term, endsOn: '2027-12-18' });
    expect(await university.db('academic_terms').where({ academic_year: '2027/28' }).first()).to.include({
      ends_on: '2027-12-18',
    });
    expect((await refusal(saveTerm(editing, { isNew: true, ...term }))).facts.details?.[0]?.field).to.equal('term');
    expect((await refusal(saveTerm(editing, { isNew: false, ...term, term: 3 }))).code).to.equal('notFound');
    await removeTerm(editing, term);
    await draftSchedule(university);
    expect((await refusal(removeTerm(editing, { academicYear: '2026/27', term: 1 }))).code).to.equal('termInUse');
  });

  it('the periods of a term are set, kept by who does not speak of them, and unset when both dates are emptied', async () => {
    const term = {
      academicYear: '2026/27',
      term: 1,
      startsOn: '2026-09-01',
      endsOn: '2026-12-12',
      week1On: '2026-08-31',
    };
    const periods = async () =>
      JSON.parse(
        (await university.db('academic_terms').where({ academic_year: '2026/27', term: 1 }).first())!.periods_json!,
      ) as object;
    const session = { startsOn: '2026-12-21', endsOn: '2027-01-09' };
    await saveTerm(editing, { isNew: false, ...term, periods: { session, midterm1: { startsOn: '', endsOn: '' } } });
    expect(await periods()).to.deep.equal({ session });
    await saveTerm(editing, { isNew: false, ...term, endsOn: '2026-12-19' });
    expect(await periods()).to.deep.equal({ session });
    const refused = await refusal(
      saveTerm(editing, { isNew: false, ...term, periods: { session: { ...session, endsOn: '2026-12-01' } } }),
    );
    expect(refused.facts.details?.[0]?.field).to.equal('periods.session.endsOn');
  });

  it('a weekend that is worked counts for deadlines at once', async () => {
    await saveDay(editing, workedWeekend('2026-10-31'));
    const calendar = await loadWorkCalendar(university.db);
    expect(localDate(dueAt(localToInstant('2026-10-30', '10:00'), 1, calendar))).to.equal('2026-10-31');
  });
});

describe('a running deadline under a changed calendar', () => {
  const plain: WorkCalendar = { daysOff: new Set() };
  const openedAt = localToInstant('2026-10-08', '10:00');
  const seat = (workingDays: number) => ({ openedAt, workingDays, dueAt: dueAt(openedAt, workingDays, plain) });
  const saturday: WorkCalendar = { daysOff: new Set(), workedWeekends: new Set(['2026-10-10']) };

  it('that comes earlier still leaves the whole of the next working day', () => {
    // Monday noon: by the new count it would have ended on Saturday.
    const now = localToInstant('2026-10-12', '12:00');
    expect(localDate(movedDeadline(seat(2), plain, saturday, localToInstant('2026-10-09', '09:00')))).to.equal(
      '2026-10-10',
    );
    expect(localDate(movedDeadline(seat(3), plain, saturday, now))).to.equal('2026-10-13');
  });

  it('that has passed is not given back by a weekend worked long ago', () => {
    const late = localToInstant('2026-10-20', '12:00');
    expect(movedDeadline(seat(3), plain, saturday, late)).to.equal(seat(3).dueAt);
  });

  it('never moves where both calendars agree, whatever it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer(), (workingDays, due) => {
        const odd = { openedAt, workingDays, dueAt: due };
        expect(movedDeadline(odd, plain, { daysOff: new Set(['2030-01-01']) }, openedAt)).to.equal(due);
      }),
    );
  });
});
