import { expect } from 'chai';
import type { ReplacementCheck, ReplacementView } from '@qashyq/shared-types';
import { replacementHref, lessonsOf } from '../src/view-models/my-timetable.js';
import { replacementChanges, replacementCheckView, replacementContentView } from '../src/view-models/replacement.js';
import {
  exchangesRooms,
  keptPartners,
  missingField,
  partnerChoices,
  partnerDates,
  partnerOf,
  replacementFormView,
  wishedOf,
  withChosen,
  type ReplacementChoices,
} from '../src/view-models/replacement-form.js';
import { line, named, names, wordsOf } from './support.js';
import { timetable } from './my-timetable-fixture.js';

const mine = line({
  key: '00000000-0000-4000-8000-000000000001',
  weekday: 1,
  firstSlot: 1,
  lastSlot: 2,
  weeks: [7, 8],
  teacherCode: 'T02',
  mode: 'onlineSync',
  roomCode: null,
});
const theirs = line({
  key: '00000000-0000-4000-8000-000000000002',
  weekday: 4,
  firstSlot: 3,
  lastSlot: 4,
  weeks: [7, 8],
  teacherCode: 'T03',
  mode: 'campus',
  roomCode: '1-307',
});
const slots = Array.from({ length: 12 }, (_, at) => ({ no: at + 1, starts: `${at + 8}:30`, ends: `${at + 9}:20` }));

const form: ReplacementChoices = {
  scheduleCaseId: 42,
  line: mine,
  lessons: [
    { lineKey: mine.key, week: 7, on: '2026-10-12' },
    { lineKey: mine.key, week: 8, on: '2026-10-19' },
  ],
  partners: [
    {
      line: theirs,
      lessons: [
        { lineKey: theirs.key, week: 7, on: '2026-10-15' },
        { lineKey: theirs.key, week: 8, on: '2026-10-22' },
      ],
      clashes: 0,
    },
  ],
  teachers: [
    { code: 'T02', name: named('Zhumabekov') },
    { code: 'T03', name: named('Kovaleva') },
  ],
  rooms: [{ code: '1-307', seats: 24 }],
  names,
  slots,
  earliest: '2026-10-08',
  latest: '2026-12-12',
};

const typed = (values: Record<string, string | string[]>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values))
    for (const each of Array.isArray(value) ? value : [value]) data.append(name, each);
  return data;
};
const planned = {
  lineKey: mine.key,
  firstSlot: 1,
  lastSlot: 2,
  mode: 'onlineSync',
  roomCode: null,
  teacherCode: 'T02',
};

const view = (kind: ReplacementView['content']['kind'], given: Partial<ReplacementView> = {}): ReplacementView => ({
  caseId: 7,
  editionNo: 1,
  content: {
    kind,
    scheduleCaseId: 42,
    academicYear: '2026/27',
    term: 1,
    reason: 'Business trip',
    lessons: wishedOf(
      typed({ kind, lessons: '7', teacherCode: 'T03', partner: theirs.key, partnerWeek: '7' }),
      form,
    ).lessons.map((lesson) => ({
      ...lesson,
      key: `r-${lesson.lineKey}`,
      scheduleCaseId: 42,
      on: lesson.lineKey === mine.key ? '2026-10-12' : '2026-10-15',
      line: lesson.lineKey === mine.key ? mine : theirs,
    })),
  },
  clashes: [],
  days: [],
  lapsed: [],
  editableVersion: null,
  names,
  slots,
  ...given,
});

describe('the form of a replacement', () => {
  const words = wordsOf('en');

  it('ticks the lesson of the week that was looked at, and offers everybody but the teacher', () => {
    const shown = replacementFormView(form, null, 8, words);
    expect(shown.lessons.map(({ label, checked }) => [label, checked])).to.deep.equal([
      ['Mon, 12.10.2026', false],
      ['Mon, 19.10.2026', true],
    ]);
    expect(shown.teachers.map(({ value }) => value)).to.deep.equal(['T03']);
    expect(shown.toOn).to.equal('2026-10-19');
  });

  it('says as a substitution every ticked lesson with the new teacher and nothing else changed', () => {
    const wish = wishedOf(typed({ kind: 'substitution', lessons: ['7', '8'], teacherCode: 'T03' }), form);
    expect(wish).to.deep.equal({
      kind: 'substitution',
      lessons: [
        { ...planned, week: 7, toOn: '2026-10-12', teacherCode: 'T03' },
        { ...planned, week: 8, toOn: '2026-10-19', teacherCode: 'T03' },
      ],
    });
    expect(wishedOf(typed({ kind: 'substitution', lessons: '7', teacherCode: '' }), form).lessons).to.deep.equal([]);
  });

  it('says as a move one lesson as long as planned, at the chosen date, hour and place', () => {
    const move = { kind: 'move', lessons: ['7', '8'], toOn: '2026-10-14', firstSlot: '5', place: 'room:1-307' };
    expect(wishedOf(typed(move), form).lessons).to.deep.equal([
      { ...planned, week: 7, toOn: '2026-10-14', firstSlot: 5, lastSlot: 6, mode: 'campus', roomCode: '1-307' },
    ]);
    expect(wishedOf(typed({ ...move, toOn: '' }), form).lessons).to.deep.equal([]);
  });

  it('says as a swap both lessons, each at the time of the other, in its own room or in the other’s', () => {
    const swap = { kind: 'swap', lessons: '7', partner: theirs.key, partnerWeek: '8' };
    const [one, other] = wishedOf(typed(swap), form).lessons;
    expect(one).to.deep.equal({ ...planned, week: 7, toOn: '2026-10-22', firstSlot: 3, lastSlot: 4 });
    expect(other).to.include({
      lineKey: theirs.key,
      week: 8,
      toOn: '2026-10-12',
      firstSlot: 1,
      roomCode: '1-307',
      teacherCode: 'T03',
    });
    const rooms = wishedOf(typed({ ...swap, rooms: 'on' }), form).lessons.map(({ roomCode, mode }) => [roomCode, mode]);
    expect(rooms).to.deep.equal([
      ['1-307', 'campus'],
      [null, 'onlineSync'],
    ]);
    expect(wishedOf(typed({ ...swap, partner: '' }), form).lessons).to.deep.equal([]);
  });

  it('says as an exchange both lessons where they are planned, each with the other teacher', () => {
    const exchange = { kind: 'exchange', lessons: '7', partner: theirs.key, partnerWeek: '8' };
    expect(wishedOf(typed(exchange), form)).to.deep.equal({
      kind: 'exchange',
      lessons: [
        { ...planned, week: 7, toOn: '2026-10-12', teacherCode: 'T03' },
        {
          lineKey: theirs.key,
          week: 8,
          toOn: '2026-10-22',
          firstSlot: 3,
          lastSlot: 4,
          mode: 'campus',
          roomCode: '1-307',
          teacherCode: 'T02',
        },
      ],
    });
  });

  it('keeps the chosen partner on every page, and tells how many clashes one would make', () => {
    const other = {
      ...form.partners[0]!,
      line: { ...theirs, key: '00000000-0000-4000-8000-000000000003' },
      clashes: 2,
    };
    const page = withChosen([other], form.partners, theirs.key);
    expect(page.map((partner) => partner.line.key)).to.deep.equal([theirs.key, other.line.key]);
    const choices = partnerChoices({ ...form, partners: page }, theirs.key, words);
    expect(choices.map(({ selected }) => selected)).to.deep.equal([true, false]);
    expect(choices[1]!.label).to.include('clashes: 2');
    expect(withChosen([other], form.partners, '')).to.deep.equal([other]);
  });

  it('proposes the nearest lesson of the partner, and rooms along where both are held alike', () => {
    const chosen = (near: string | null, week: number | null) =>
      partnerDates(form, theirs.key, { near, week }, words).find(({ selected }) => selected)?.value;
    expect([chosen('2026-10-19', null), chosen('2026-10-12', null), chosen('2026-10-12', 8)]).to.deep.equal([
      '8',
      '7',
      '8',
    ]);
    expect(partnerDates(form, '', { near: null, week: null }, words)).to.deep.equal([]);
    expect(exchangesRooms(form, theirs.key)).to.equal(false);
    expect(exchangesRooms({ ...form, line: { ...mine, mode: 'campus' } }, theirs.key)).to.equal(true);
  });

  it('opens a kept swap with its other lesson chosen', () => {
    const kept = view('swap');
    expect(partnerOf(kept, mine.key)?.lineKey).to.equal(theirs.key);
    const shown = replacementFormView(form, kept, null, words);
    expect(shown.kinds.find(({ selected }) => selected)?.value).to.equal('swap');
    expect(keptPartners(kept, mine.key).map((partner) => partner.line.key)).to.deep.equal([theirs.key]);
    expect([shown.reason, shown.lessons.map(({ checked }) => checked)]).to.deep.equal(['Business trip', [true, false]]);
  });

  it('leads to the field in which something is still to be chosen', () => {
    expect(missingField(typed({ kind: 'swap' }))).to.equal('lessons');
    expect(missingField(typed({ kind: 'swap', lessons: '7' }))).to.equal('partner');
    expect(missingField(typed({ kind: 'substitution', lessons: '7' }))).to.equal('teacherCode');
  });
});

describe('a replacement in words', () => {
  const words = wordsOf('en');

  it('each lesson is told as planned and as held, and whether that no longer holds', () => {
    const kept = view('substitution');
    const [lesson] = replacementContentView({ ...kept, lapsed: [`r-${mine.key}`] }, words).lessons;
    expect(lesson!.planned).to.include('Mon, 12.10.2026 8:30–10:20').and.include('Zhumabekov');
    expect(lesson!.held).to.include('T03');
    expect(lesson!.isLapsed).to.equal(true);
  });

  it('a check tells clashes, mistakes, the whole day, and for a move the free times', () => {
    const check: ReplacementCheck = {
      clashes: [],
      mistakes: [{ code: 'move', text: 'Choose another date' }],
      days: [{ teacherCode: 'T02', on: '2026-10-12', lessons: [{ ...mine, weeks: [7] }], brought: [mine.key] }],
      freeDates: [{ on: '2026-10-14', firstSlot: 5, lastSlot: 6, roomCode: null }],
      names,
    };
    const shown = replacementCheckView(check, slots, words, { kind: 'move', isTried: false });
    expect([shown.isClear, shown.mistakes]).to.deep.equal([false, [{ text: 'Choose another date', isHint: true }]]);
    expect(shown.places).to.deep.equal([{ index: 0, text: 'Wed, 14.10.2026 12:30–14:20 is free (online)' }]);
    expect(shown.days[0]!.title).to.equal('Zhumabekov, Mon, 12.10.2026: the whole day');
    expect(shown.days[0]!.lessons[0]!.isNew).to.equal(true);
    expect(replacementCheckView(check, slots, words, { kind: 'swap', isTried: false }).offersPlaces).to.equal(false);
  });

  it('that nothing is changed yet is a quiet hint until something was tried; a wrong choice is never quiet', () => {
    const check = { clashes: [], days: [], names, mistakes: [{ code: 'move' as const, text: 'Choose' }] };
    const hints = (isTried: boolean, mistakes: ReplacementCheck['mistakes'] = check.mistakes) =>
      replacementCheckView({ ...check, mistakes }, slots, words, { kind: 'move', isTried }).mistakes.map(
        ({ isHint }) => isHint,
      );
    expect([hints(false), hints(true)]).to.deep.equal([[true], [false]]);
    expect(hints(false, [{ code: 'dayoff', text: 'No lessons' }])).to.deep.equal([false]);
  });

  it('a later edition is compared lesson by lesson', () => {
    const before = view('substitution');
    const after = view('substitution');
    after.content.lessons[0]!.teacherCode = 'T09';
    const changes = replacementChanges(before, after, words);
    expect(JSON.stringify(changes)).to.include('T09').and.include('T03');
  });

  it('my timetable tells of a replaced lesson what it is, how it was planned and why, and leads to its replacement', () => {
    const replaced = {
      ...planned,
      mode: 'onlineSync' as const,
      on: '2026-10-12',
      kind: 'swap' as const,
      caseId: 7,
      reason: 'Business trip',
    };
    const shown = timetable({ lines: [mine], names, slots, replaced: [replaced], replaceable: {} });
    expect(lessonsOf(shown, words).replaced?.get(mine.key)).to.deep.equal({
      name: 'Swapped',
      text: 'As planned: Mon, 12.10.2026 8:30–10:20, online, live, Zhumabekov. Reason: Business trip',
    });
    expect(replacementHref(shown, mine.key, 7)).to.equal('#/cases/7');
    const own = timetable({ lines: [mine], replaceable: { [mine.key]: 42 } });
    expect(replacementHref(own, mine.key, 7)).to.equal(`#/replacements?schedule=42&line=${mine.key}&week=7`);
    expect(replacementHref(timetable({ lines: [mine] }), mine.key, 7)).to.equal(null);
  });
});
