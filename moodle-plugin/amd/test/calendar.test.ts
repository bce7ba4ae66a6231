import { expect } from 'chai';
import type { Calendar } from '@qashyq/shared-types';
import {
  calendarView,
  dayForm,
  limitsForm,
  limitsSavedText,
  savedText,
  termForm,
  typedDay,
  typedLimits,
  typedTerm,
  workingDaysIn,
} from '../src/view-models/calendar.js';
import { named, person, wordsOf } from './support.js';

const republicDay = { date: '2026-10-26', kind: 'dayOff' as const, name: named('Republic Day') };
const saturday = { date: '2026-10-31', kind: 'workingDay' as const, name: named('Moved') };
const term = { academicYear: '2026/27', term: 1, startsOn: '2026-09-01', endsOn: '2026-12-12', week1On: '2026-08-31' };
const calendar = (given: Partial<Calendar> = {}): Calendar => ({
  year: 2026,
  days: [republicDay, saturday],
  terms: [term],
  examLimits: [{ kind: 'interimAttestationSchedule', mostADay: 1, leastPauseMinutes: 30 }],
  mayEdit: true,
  changes: [],
  ...given,
});
const words = wordsOf('en');

describe('the calendar on the screen', () => {
  it('counts working days: Monday to Friday, without days off, with worked weekends', () => {
    expect(workingDaysIn(2026, 10, [])).to.equal(22);
    expect(workingDaysIn(2026, 10, [republicDay])).to.equal(21);
    expect(workingDaysIn(2026, 10, [republicDay, saturday])).to.equal(22);
    expect(workingDaysIn(2028, 2, [])).to.equal(21);
  });

  it('has twelve months, each day in its own, with weekday and kind in words', () => {
    const { months } = calendarView(calendar(), words);
    expect(months).to.have.length(12);
    const october = months[9]!;
    expect([october.name, october.workingDays]).to.deep.equal(['October', '22 working days']);
    expect(october.days.map(({ date, kind }) => [date, kind])).to.deep.equal([
      ['Mon, 26.10.2026', 'Day off'],
      ['Sat, 31.10.2026', 'Weekend made a working day'],
    ]);
    expect(months[0]).to.include({ isPlain: true });
  });

  it('shows buttons only to those who may edit', () => {
    const rows = (mayEdit: boolean) => {
      const view = calendarView(calendar({ mayEdit }), words);
      return [...view.months.flatMap((month) => month.days), ...view.terms].map((row) => row.mayEdit);
    };
    expect(rows(true)).to.deep.equal([true, true, true]);
    expect(rows(false)).to.deep.equal([false, false, false]);
  });

  it('says what exams are allowed, asks for both numbers, and what new ones did to drafts', () => {
    const [limits] = calendar().examLimits;
    expect(calendarView(calendar(), words).limits[0]).to.include({
      name: 'Exam session schedule',
      mostADay: 1,
      pause: '30 min',
    });
    const form = limitsForm(limits!, words);
    expect(form.fields.map(({ name, value, least }) => [name, value, least])).to.deep.equal([
      ['mostADay', '1', 1],
      ['leastPauseMinutes', '30', 0],
    ]);
    const typed = new FormData();
    typed.set('mostADay', ' 2 ');
    typed.set('leastPauseMinutes', '');
    expect(typedLimits(typed, limits!.kind)).to.deep.equal({ kind: limits!.kind, mostADay: 2, leastPauseMinutes: -1 });
    expect(limitsSavedText({ drafts: 0, moreClashes: 0, fewerClashes: 0 }, words)).to.equal('Saved.');
    expect(limitsSavedText({ drafts: 3, moreClashes: 1, fewerClashes: 0 }, words)).to.equal(
      'Saved. Schedules being prepared that were checked: 3. With more clashes now: 1, with fewer: 0.',
    );
  });

  it('ends at the years the calendar has', () => {
    expect(calendarView(calendar({ year: 2020, days: [] }), words)).to.include({ previous: null });
    expect(calendarView(calendar({ year: 2100, days: [] }), words)).to.include({ next: null });
    expect(calendarView(calendar(), words)).to.include({
      previous: '#/calendar?year=2025',
      next: '#/calendar?year=2027',
    });
  });

  it('says who changed what and when', () => {
    const change = { by: person(7), changedAt: '2026-10-08T05:00:00.000Z', action: 'added' as const };
    const { changes } = calendarView(
      calendar({
        changes: [
          { ...change, day: saturday, term: null, examLimits: null },
          { ...change, day: null, term, examLimits: null },
          { ...change, action: 'changed', day: null, term: null, examLimits: calendar().examLimits[0]! },
        ],
      }),
      words,
    );
    expect(changes).to.deep.equal([
      '08.10.2026 10:00, Person 7 – added: Sat, 31.10.2026, Moved',
      '08.10.2026 10:00, Person 7 – added: Term 1 of 2026/27',
      '08.10.2026 10:00, Person 7 – changed: Exam session schedule: at most 1 a day, a pause of at least 30 min',
    ]);
  });

  it('says what a change did to deadlines, and nothing where it did nothing', () => {
    expect(savedText('calendar_saved', { later: 0, earlier: 0 }, words)).to.equal('Saved.');
    expect(savedText('calendar_removed', { later: 2, earlier: 1 }, words)).to.equal(
      'Removed. Deadlines moved later: 2, earlier: 1. Those whose deadline is earlier now were told.',
    );
  });

  it('a form shows what stands, and gives back what was typed', () => {
    const form = dayForm(saturday, words);
    expect(form.fields.map(({ value }) => value)).to.deep.equal(['2026-10-31', '', 'Moved kk', 'Moved ru', 'Moved']);
    expect(form.fields[1]!.options.map(({ selected }) => selected)).to.deep.equal([false, true]);
    const typed = new FormData();
    for (const [key, value] of [
      ['date', ' 2026-11-07 '],
      ['kind', 'workingDay'],
      ['name.kk', 'А'],
      ['name.ru', 'Б'],
    ] as const)
      typed.set(key, value);
    expect(typedDay(typed, '2026-10-31')).to.deep.equal({
      instead: '2026-10-31',
      date: '2026-11-07',
      kind: 'workingDay',
      name: { kk: 'А', ru: 'Б', en: '' },
    });
  });

  it('year and number of a term are fixed once it stands', () => {
    expect(termForm(term, words).fields.flatMap(({ name, isFixed }) => (isFixed ? [name] : []))).to.deep.equal([
      'academicYear',
      'term',
    ]);
    expect(termForm(null, words).fields.some(({ isFixed }) => isFixed)).to.equal(false);
    const typed = new FormData();
    typed.set('academicYear', '2027/28');
    typed.set('term', '2');
    expect(typedTerm(typed, true)).to.include({ isNew: true, academicYear: '2027/28', term: 2, startsOn: '' });
  });

  it('shows the periods of a term, and sends each as it was typed, also empty', () => {
    const session = { startsOn: '2026-12-14', endsOn: '2026-12-31' };
    const view = calendarView(calendar({ terms: [{ ...term, periods: { session } }] }), words);
    expect(view.terms[0]!.periods).to.deep.equal(['Exam session: 14.12.2026 – 31.12.2026']);
    const fields = termForm({ ...term, periods: { session } }, words).fields;
    const typed = new FormData();
    for (const { name, value } of fields) typed.set(name, value);
    expect(typedTerm(typed, false).periods).to.deep.equal({
      midterm1: { startsOn: '', endsOn: '' },
      midterm2: { startsOn: '', endsOn: '' },
      session,
      finalAttestation: { startsOn: '', endsOn: '' },
    });
  });
});
