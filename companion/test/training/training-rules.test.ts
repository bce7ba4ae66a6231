import { expect } from 'chai';
import fc from 'fast-check';
import { localToInstant } from '../../src/calendar/local-time.js';
import type { Busy } from '../../src/features/training/office/busy.js';
import { shiftDraft, yearInWeeks } from '../../src/features/training/office/shift-draft.js';
import {
  announcingFaults,
  formFaults,
  momentAt,
  plannedHours,
  trainingWarnings,
  type TrainingFacts,
} from '../../src/features/training/office/training-rules.js';
import { weekdayOf } from '../../src/calendar/plain-dates.js';
import { draft, session } from './training-fixture.js';

const now = localToInstant('2026-10-08', '10:00');
const facts = (values: Partial<TrainingFacts> = {}): TrainingFacts => ({
  now,
  state: 'draft',
  calendar: { daysOff: new Set(['2026-12-16']) },
  taken: 0,
  present: [],
  busy: [],
  ...values,
});
const said = (remarks: readonly { field: string; code: string }[]) =>
  remarks.map(({ field, code }) => `${field} ${code}`);

describe('the form of a training', () => {
  it('is kept with gaps, but never without any title', () => {
    const gaps = {
      hours: null,
      seats: null,
      applyFrom: '',
      applyUntil: '',
      cancelUntil: '',
      trainers: [],
      sessions: [],
    };
    expect(formFaults(draft({ ...gaps, title: { kk: '', ru: 'Тест', en: '' } }))).to.deep.equal([]);
    expect(said(formFaults(draft({ ...gaps, title: { kk: '', ru: '', en: '' } })))).to.deep.equal([
      'title.kk titlemissing',
    ]);
  });

  it('tells all faults at once, each at its field', () => {
    const faults = formFaults(
      draft({
        hours: 0,
        attendancePercent: 101,
        applyFrom: '2026-13-01T09:00',
        trainers: [
          { personId: 5, outsideName: '' },
          { personId: 5, outsideName: '' },
          { personId: null, outsideName: '' },
        ],
        sessions: [
          session({ date: '2026-02-30' }),
          session({ starts: '9:00', ends: '25:00' }),
          session({ date: '2026-11-12', starts: '12:00', ends: '12:00' }),
          session({ date: '2026-11-13', link: 'javascript:alert(1)' }),
        ],
      }),
    );
    expect(said(faults)).to.deep.equal([
      'hours numberrange',
      'attendancePercent numberrange',
      'applyFrom momentwrong',
      'sessions.0.date datemissing',
      'sessions.1.starts timemissing',
      'sessions.1.ends timemissing',
      'sessions.2.ends endbeforestart',
      'sessions.3.link linkwrong',
      'trainers.1 trainertwice',
      'trainers.2 trainermissing',
    ]);
  });

  it('knows overlapping sessions, and such as follow one another without a break', () => {
    const at = (starts: string, ends: string) => session({ starts, ends });
    expect(formFaults(draft({ sessions: [at('09:00', '10:40'), at('10:40', '12:00')] }))).to.deep.equal([]);
    expect(formFaults(draft({ sessions: [at('09:00', '10:40'), at('10:39', '12:00')] }))).to.deep.equal([
      { field: 'sessions.1.starts', code: 'sessionsoverlap', params: { other: 1 } },
    ]);
  });

  it('never throws and never lets a session through that cannot be placed in time', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('2026-11-10', '09:00', '24:00', '2026-02-30', ''));
    const anySession = fc.record({
      key: fc.constant(null),
      date: text,
      starts: text,
      ends: text,
      room: text,
      link: text,
    });
    fc.assert(
      fc.property(fc.array(anySession, { maxLength: 4 }), (sessions) => {
        const wrong = draft({ sessions });
        if (formFaults(wrong).length > 0) return;
        expect(() => announcingFaults(wrong, facts())).not.to.throw();
        expect(plannedHours(sessions)).to.be.at.least(0);
      }),
    );
  });

  it('reads moments of the wall clock in Almaty; a whole day ends with its last minute', () => {
    expect(momentAt('2026-12-01T09:00')).to.equal(Date.parse('2026-12-01T04:00:00Z'));
    expect(momentAt('2026-12-01T23:59')).to.equal(Date.parse('2026-12-01T18:59:59.999Z'));
    for (const wrong of ['', '2026-12-01', '2026-12-01T9:00', '2026-02-30T09:00', '2026-12-01T24:00'])
      expect(momentAt(wrong), wrong).to.equal(undefined);
  });
});

describe('announcing a training', () => {
  it('asks for everything that people have to know', () => {
    expect(announcingFaults(draft(), facts())).to.deep.equal([]);
    const empty = draft({
      title: { kk: 'Бар', ru: '', en: '' },
      hours: null,
      seats: null,
      applyFrom: '',
      applyUntil: '',
      cancelUntil: '',
      offerHours: null,
      trainers: [],
      sessions: [],
    });
    expect(said(announcingFaults(empty, facts()))).to.deep.equal([
      'title.ru missing',
      'title.en missing',
      'hours missing',
      'seats missing',
      'offerHours missing',
      'trainers trainersmissing',
      'sessions sessionsmissing',
      'applyFrom missing',
      'applyUntil missing',
      'cancelUntil missing',
    ]);
  });

  it('asks where a session is, unless the course in Moodle is the place', () => {
    const sessions = [session({ room: '' })];
    expect(said(announcingFaults(draft({ sessions }), facts()))).to.deep.equal(['sessions.0.room placemissing']);
    expect(announcingFaults(draft({ sessions, form: 'online', moodleCourse: 'TR-2' }), facts())).to.deep.equal([]);
  });

  it('refuses dates that have passed and dates in the wrong order', () => {
    expect(
      said(announcingFaults(draft({ sessions: [session({ date: '2026-10-08', starts: '09:00' })] }), facts())),
    ).to.include('sessions.0.date sessionpast');
    const order = { applyFrom: '2026-11-05T18:00', applyUntil: '2026-11-05T18:00', cancelUntil: '2026-11-10T09:01' };
    expect(said(announcingFaults(draft(order), facts()))).to.deep.equal([
      'applyUntil applyorder',
      'cancelUntil cancelafterstart',
    ]);
    expect(said(announcingFaults(draft({ applyUntil: '2026-11-10T09:01' }), facts()))).to.deep.equal([
      'applyUntil applyafterstart',
    ]);
    expect(said(announcingFaults(draft({ applyUntil: '2026-10-08T09:59' }), facts()))).to.deep.equal([
      'applyUntil applyuntilpast',
    ]);
  });

  it('never leaves fewer seats than are taken', () => {
    const present = { state: 'announced' as const, taken: 3 };
    expect(said(announcingFaults(draft({ seats: 2 }), facts(present)))).to.deep.equal(['seats seatsbelowtaken']);
    expect(announcingFaults(draft({ seats: 3 }), facts(present))).to.deep.equal([]);
  });

  it('leaves a session that has begun as it was', () => {
    const key = '0b0e7a52-0000-4000-8000-000000000001';
    const begun = {
      key,
      startsAt: localToInstant('2026-10-08', '09:00'),
      endsAt: localToInstant('2026-10-08', '10:40'),
      room: '1-305',
      link: '',
    };
    const running = facts({ state: 'announced', present: [begun] });
    const window = { applyUntil: '2026-10-07T18:00', cancelUntil: '2026-10-07T18:00' };
    const as = (...sessions: ReturnType<typeof session>[]) =>
      said(announcingFaults(draft({ ...window, sessions: [...sessions, session()] }), running));
    const held = session({ key, date: '2026-10-08' });
    expect(as(held)).to.deep.equal([]);
    expect(as({ ...held, link: 'https://example.org/recording' }), 'a link may be added').to.deep.equal([]);
    expect(as({ ...held, room: '1-307' })).to.deep.equal(['sessions.0.date sessionheld']);
    expect(as({ ...held, date: '2026-11-20' })).to.deep.equal(['sessions.0.date sessionheld']);
    expect(as(), 'taken out').to.deep.equal(['sessions sessionheld']);
  });

  const lesson: Busy = {
    startsAt: localToInstant('2026-11-10', '10:30'),
    endsAt: localToInstant('2026-11-10', '12:20'),
    what: 'lesson',
    title: { kk: 'Деректер қоры', ru: 'Базы данных', en: 'Databases' },
    groupCodes: ['АЖ-25-11'],
    room: '1-305',
    personIds: [5],
  };
  it('tells a taken room and a busy trainer, unless a reason is given', () => {
    const clashing = draft({ trainers: [{ personId: 5, outsideName: '' }] });
    const found = announcingFaults(clashing, facts({ busy: [lesson] }));
    expect(said(found)).to.deep.equal(['sessions.0.room clashroom', 'sessions.0.starts clashtrainer']);
    expect(found.map(({ busy }) => busy?.title.en)).to.deep.equal(['Databases', 'Databases']);
    const reasoned = { ...clashing, clashReason: 'The group is away' };
    expect(announcingFaults(reasoned, facts({ busy: [lesson] }))).to.deep.equal([]);
    expect(said(trainingWarnings(reasoned, facts({ busy: [lesson] })))).to.include('sessions.0.room clashroom');
  });

  it('lets a lesson be that ends when the session begins', () => {
    const before = {
      ...lesson,
      startsAt: localToInstant('2026-11-10', '08:00'),
      endsAt: localToInstant('2026-11-10', '09:00'),
    };
    expect(announcingFaults(draft(), facts({ busy: [before] }))).to.deep.equal([]);
  });
});

describe('warnings of a training', () => {
  it('name a session on a day off, also on a Sunday', () => {
    const sessions = [session({ date: '2026-12-16' }), session({ date: '2026-11-15' })];
    expect(said(trainingWarnings(draft({ sessions }), facts()))).to.deep.equal([
      'sessions.0.date dayoff',
      'sessions.1.date dayoff',
    ]);
  });

  it('count academic hours of 50 minutes', () => {
    expect(plannedHours([session({ starts: '09:00', ends: '09:50' })])).to.equal(1);
    expect(plannedHours([session({ starts: '09:00', ends: '09:49' })])).to.equal(0);
    expect(said(trainingWarnings(draft({ hours: 3 }), facts()))).to.deep.equal(['hours hoursover']);
    expect(said(trainingWarnings(draft({ hours: 36 }), facts()))).to.deep.equal(['hours hoursdiffer']);
    expect(
      trainingWarnings(draft({ hours: 36, form: 'blended' }), facts()),
      'work between the sessions counts',
    ).to.deep.equal([]);
  });

  it('say when it is announced less than ten days ahead', () => {
    const soon = draft({ hours: 2, sessions: [session({ date: '2026-10-15' })] });
    expect(said(trainingWarnings(soon, facts()))).to.deep.equal(['sessions announcedlate']);
    expect(trainingWarnings(soon, facts({ state: 'announced' }))).to.deep.equal([]);
  });
});

describe('a training moved to the next year', () => {
  const calendar = { daysOff: new Set(['2027-11-09', '2027-11-10']) };
  it('keeps weekdays and distances, and steps over days off to the next working day that is free', () => {
    const { draft: copy, moved } = shiftDraft(draft(), yearInWeeks, calendar);
    expect(copy.sessions.map(({ date, key }) => [date, key])).to.deep.equal([
      ['2027-11-11', null],
      ['2027-11-12', null],
    ]);
    expect(moved).to.deep.equal([
      { from: '2027-11-09', to: '2027-11-11' },
      { from: '2027-11-10', to: '2027-11-12' },
    ]);
    expect(copy.applyUntil).to.equal('2027-11-04T18:00');
  });

  it('never makes two of its sessions meet, and moves only what falls on a day off', () => {
    const days = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.uniqueArray(days, { maxLength: 8 }), fc.array(days, { maxLength: 20 }), (dates, off) => {
        const dateOf = (day: number, year = 2026) =>
          new Date(Date.UTC(2026, 8, 1 + day + (year === 2027 ? yearInWeeks : 0))).toISOString().slice(0, 10);
        const sessions = dates.map((day) => session({ date: dateOf(day) }));
        const daysOff = new Set(off.map((day) => dateOf(day, 2027)));
        const { draft: copy, moved } = shiftDraft(draft({ sessions }), yearInWeeks, { daysOff });
        expect(copy.sessions).to.have.length(sessions.length);
        expect(formFaults(copy)).to.deep.equal([]);
        expect(moved.every(({ from }) => daysOff.has(from))).to.equal(true);
        for (const { to } of moved) expect(daysOff.has(to) || weekdayOf(to) > 5).to.equal(false);
      }),
    );
  });

  it('takes no old reason for a clash along', () => {
    expect(shiftDraft(draft({ clashReason: 'then' }), 7, calendar).draft.clashReason).to.equal('');
  });
});
