import { expect } from 'chai';
import type { Timetable } from '@qashyq/shared-types';
import {
  daysOffShown,
  emptyText,
  firstWeek,
  nextLesson,
  ownerChoices,
  timetableHead,
} from '../src/view-models/my-timetable.js';
import { lesson, timetable } from './my-timetable-fixture.js';
import { named, wordsOf } from './support.js';

describe('my timetable in words', () => {
  const words = wordsOf('en');

  it('tells date, hours of Almaty and week of the next lesson, and whether it is being held', () => {
    const before = nextLesson(timetable(), words, Date.parse('2026-10-12T03:29:00Z'));
    expect(before?.when).to.equal('Mon, 12.10.2026, 08:30–10:20, week 7');
    expect([before?.isNow, before?.cards.map(({ key }) => key)]).to.deep.equal([false, [lesson.key]]);
    expect(nextLesson(timetable(), words, Date.parse('2026-10-12T04:00:00Z'))?.isNow).to.equal(true);
  });

  it('opens at the week of the next lesson, without one at the present week, outside the term at all weeks', () => {
    expect(firstWeek(timetable())).to.equal(7);
    expect(firstWeek(timetable({ next: null }))).to.equal(5);
    expect(firstWeek(timetable({ next: null, presentWeek: null }))).to.equal(null);
  });

  it('names the days off of the week that is looked at, Sunday included, and all of them for all weeks', () => {
    expect(daysOffShown(timetable(), 7, words)).to.deep.equal(['Mon, 12.10.2026: Holiday, no lessons']);
    expect(daysOffShown(timetable(), 8, words)).to.deep.equal(['Sun, 25.10.2026: Republic Day, no lessons']);
    expect(daysOffShown(timetable(), 6, words)).to.deep.equal([]);
    expect(daysOffShown(timetable(), null, words)).to.have.length(2);
  });

  it('offers a choice only to who may choose, sorted as people count, with the present one selected', () => {
    expect(ownerChoices(timetable(), words)).to.equal(null);
    const groups = ['G10', 'G2'].map((code) => ({ code, name: named(code) }));
    const of: Timetable['of'] = { owner: 'group', code: 'G10', name: named('G10') };
    const choices = ownerChoices(timetable({ of, isMine: false, choices: { teachers: [], groups, rooms: [] } }), words);
    expect(choices?.sections).to.have.length(1);
    expect(choices?.sections[0]?.choices.map(({ label, selected }) => [label, selected])).to.deep.equal([
      ['G2', false],
      ['G10', true],
    ]);
  });

  it('says whose timetable it is, and why it is empty', () => {
    const of: Timetable['of'] = { owner: 'group', code: 'G10', name: named('G10') };
    expect(timetableHead(timetable({ of, isMine: false }), words).title).to.equal('Timetable: G10');
    const texts = [
      emptyText(timetable(), words),
      emptyText(timetable({ of, isMine: false }), words),
      emptyText(timetable({ of: null, isMine: false }), words),
    ];
    expect(new Set(texts).size).to.equal(3);
  });
});
