import { expect } from 'chai';
import type { LineForm } from '@qashyq/shared-types';
import { movedTo, placesForClash, placeSentence } from '../src/view-models/free-places.js';
import { editOf, lastSlotFor, lineCheckView, lineFormView, standing } from '../src/view-models/line-form.js';
import { clashSummary } from '../src/view-models/week-grid.js';
import { clash, line, named, names, schedule, wordsOf } from './support.js';

const [kk, en] = [wordsOf('kk'), wordsOf('en')];
const { slots } = schedule([]);

describe('free places on the screen', () => {
  const room = { weekday: 2, firstSlot: 8, lastSlot: 9, roomCode: '1-305' };

  it('are said as day, hours and room, or that it is online', () => {
    expect(placeSentence(room, slots, names, kk)).to.equal('Сейсенбі 15:30–17:20, 1-305-аудитория бос');
    expect(placeSentence({ ...room, roomCode: null }, slots, names, en)).to.equal(
      'Tuesday 15:30–17:20 is free (online)',
    );
  });

  it('stand at their clash, for each of our lines, and not where the clash was accepted', () => {
    const [one, two] = [line({ disciplineCode: 'D01' }), line()];
    const view = {
      ...schedule([one, two], [clash(one, two)]),
      freePlaces: [
        { ...room, lineKey: two.key },
        { ...room, weekday: 3, lineKey: two.key },
        { ...room, lineKey: one.key },
      ],
    };
    const [summary] = clashSummary(view, en);
    expect(summary!.moves.map(({ line: which, places }) => [which, places.map(({ index }) => index)])).to.deep.equal([
      ['Programming, UA-25-22 (room 1-307)', [2]],
      ['ICT, UA-25-22 (room 1-307)', [0, 1]],
    ]);
    const lines = new Map(view.lines.map((each) => [each.key, each]));
    expect(placesForClash(clash(one, two, { acceptedReason: 'both know' }), lines, view, en)).to.deep.equal([]);
  });

  it('move weekday, slots and room of a line and nothing else', () => {
    const from = line({ clashReason: 'r', weeks: [2, 4] });
    const { key: _key, ...rest } = from;
    expect({ ...rest, ...movedTo(from, room) }).to.deep.equal({ ...rest, ...room });
  });
});

describe('the form of a line', () => {
  const form: LineForm = {
    line: line({ weeks: [1, 3] }),
    clashes: [],
    otherLines: [],
    freePlaces: [],
    names,
    version: 3,
    slots,
    week1On: '2026-08-31',
    weekCount: 4,
    teachers: [{ code: 'T02', name: named('Zhumabekov') }],
    rooms: [
      { code: '1-307', seats: 10 },
      { code: '2-104', seats: 60 },
      { code: '3-001', seats: null },
    ],
    learners: 25,
  };

  it('offers what can be chosen with the present value chosen, and says which room has too few seats', () => {
    const view = lineFormView(form, en);
    expect(view.rooms.map(({ label }) => label)).to.deep.equal([
      '1-307 · 10 seats · too few seats',
      '2-104 · 60 seats',
      '3-001',
    ]);
    expect(view.rooms.filter(({ selected }) => selected).map(({ value }) => value)).to.deep.equal(['room:1-307']);
    expect(view.online.some(({ selected }) => selected)).to.equal(false);
    expect(view.weeks.filter(({ checked }) => checked).map(({ week }) => week)).to.deep.equal([1, 3]);
    expect(view.firstSlots.find(({ selected }) => selected)!.label).to.equal('3 · 10:30–11:20');
  });

  it('gives back exactly the line it shows when nothing is changed, on campus and online', () => {
    for (const shown of [form.line, line({ mode: 'onlineAsync', roomCode: null, clashReason: 'both know' })]) {
      const typed = new FormData();
      const view = lineFormView({ ...form, line: shown }, en);
      const chosen = (choices: { value: string | number; selected: boolean }[]) =>
        String(choices.find(({ selected }) => selected)!.value);
      typed.set('weekday', chosen(view.weekdays));
      typed.set('firstSlot', chosen(view.firstSlots));
      typed.set('lastSlot', chosen(view.lastSlots));
      typed.set('teacherCode', chosen(view.teachers));
      typed.set('place', chosen([...view.online, ...view.rooms]));
      typed.set('clashReason', view.clashReason);
      for (const { week, checked } of view.weeks) if (checked) typed.append('weeks', String(week));
      expect(editOf(typed)).to.deep.equal(movedTo({ ...shown, weeks: shown.weeks.filter((week) => week <= 4) }, {}));
    }
  });

  it('keeps the length of the lesson when its start moves, within the day', () => {
    expect(lastSlotFor(5, { firstSlot: 3, lastSlot: 4 }, slots)).to.equal(6);
    expect(lastSlotFor(12, { firstSlot: 3, lastSlot: 4 }, slots)).to.equal(12);
  });

  it('names each clash with whom, when and the other line, and says the standing aloud', () => {
    const other = line({ disciplineCode: 'D01' });
    const check = { ...form, clashes: [clash(form.line, other)], otherLines: [other] };
    expect(lineCheckView(check, slots, en).clashes[0]!.text).to.equal(
      'Teacher Zhumabekov, Tuesday, slot 3–4, week 1–2: Programming, UA-25-22 (room 1-307)',
    );
    expect(standing(check, en)).to.equal('This line has 1 clash: Teacher Zhumabekov');
    expect(standing(form, en)).to.equal('This line clashes with nothing.');
    expect(standing({ ...check, clashes: [clash(form.line, other, { acceptedReason: 'known' })] }, en)).to.equal(
      'This line clashes with nothing.',
    );
  });
});
