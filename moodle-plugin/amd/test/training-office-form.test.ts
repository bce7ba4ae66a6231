import type { OfficeTraining, SessionDraft, TrainingDraft } from '@qashyq/shared-types';
import { expect } from 'chai';
import { editorView, emptyDraft, nextSession } from '../src/training/view-models/office-editor.js';
import { isSameDraft, typedDraft } from '../src/training/view-models/office-typed.js';
import { addDays } from '../src/view-models/moments.js';
import { named, person, unit, wordsOf } from './support.js';

const [ru, en] = [wordsOf('ru'), wordsOf('en')];
const key = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`;

const session = (given: Partial<SessionDraft> = {}): SessionDraft => ({
  key: key(1),
  date: '2026-12-25',
  starts: '10:00',
  ends: '11:40',
  room: '1-307',
  link: '',
  ...given,
});
const draft: TrainingDraft = {
  ...emptyDraft,
  title: named('Designing'),
  hours: 72,
  seats: 20,
  trainers: [
    { personId: 11, outsideName: '' },
    { personId: null, outsideName: 'A. Guest' },
  ],
  sessions: [session(), session({ key: key(2), date: '2027-01-08' })],
};
const options = { rooms: [{ code: '1-307', seats: 30 }], units: [unit], signatories: [person(21, 'Rector')] };
const present: OfficeTraining = {
  id: 7,
  state: 'draft',
  version: 4,
  draft,
  people: [person(11, 'Trainer')],
  taken: 0,
  waiting: 0,
  applied: 0,
  cancelReason: null,
  obstacles: [],
  warnings: [],
  heldKeys: [],
  mayEdit: true,
  mayAnnounce: true,
  mayCancel: true,
  changes: [],
};
const form = (given: Partial<OfficeTraining> = {}, typed: Partial<TrainingDraft> = {}, words = en) =>
  editorView({ ...draft, ...typed }, { ...present, ...given }, options, present.people, words);

describe('the form of a training', () => {
  it('a new one may be written, and neither announced, cancelled nor copied before it is saved', () => {
    expect(editorView(draft, null, options, [], en)).to.include({
      title: 'New training',
      state: null,
      counts: null,
      see: null,
      mayEdit: true,
      mayAnnounce: false,
      mayCancel: false,
      mayClone: false,
      hasChanges: false,
    });
  });

  it('a new one begins with the customs of the house; what has to be thought about is empty', () => {
    const view = editorView(emptyDraft, null, options, [], en);
    const values = [...view.details, ...view.seats, ...view.result].map(
      ({ name, value, options: offered }) => [name, offered.find(({ selected }) => selected)?.value ?? value] as const,
    );
    expect(Object.fromEntries(values)).to.deep.equal({
      category: 'learningPlatform',
      form: 'campus',
      language: 'kk',
      hours: '',
      moodleCourse: '',
      seats: '',
      applyFrom: '',
      applyUntil: '',
      cancelUntil: '',
      offerHours: '24',
      approval: 'chairHead',
      attendancePercent: '80',
      signatoryId: '',
      certificateMonths: '',
    });
    expect([view.hasTrainers, view.isLimited, view.needsFinalTask]).to.deep.equal([false, false, true]);
  });

  it('titles and descriptions have a field for each language, which tells programs that read aloud which one it is', () => {
    expect(form().what.map(({ name, lang, value }) => [name, lang, value])).to.deep.equal([
      ['title.kk', 'kk', 'Designing kk'],
      ['title.ru', 'ru', 'Designing ru'],
      ['title.en', 'en', 'Designing'],
      ['about.kk', 'kk', ''],
      ['about.ru', 'ru', ''],
      ['about.en', 'en', ''],
    ]);
  });

  it('trainers of the house are named in the language of the reader, those from outside as written', () => {
    expect(form({}, {}, ru).trainers.map(({ field, name, isOutside }) => [field, name, isOutside])).to.deep.equal([
      ['trainers.0', 'Trainer ru', false],
      ['trainers.1', 'A. Guest', true],
    ]);
    expect(form().trainers[1]?.removeLabel).to.equal('Remove A. Guest');
  });

  it('of a session that has begun all but the link is fixed', () => {
    const [held, open] = form({ heldKeys: [key(1)] }).sessions;
    expect([held?.isHeld, open?.isHeld]).to.deep.equal([true, false]);
    expect(held?.fields.filter(({ isFixed }) => !isFixed).map(({ name }) => name)).to.deep.equal(['sessions.0.link']);
    expect(open?.fields.some(({ isFixed }) => isFixed)).to.equal(false);
    expect(form({ heldKeys: [key(1)] }, { sessions: [session({ key: null })] }).sessions[0]?.isHeld).to.equal(false);
  });

  it('the head of the department signs unless somebody else is chosen', () => {
    const signs = (signatoryId: number | null) =>
      form({}, { signatoryId })
        .result.find(({ name }) => name === 'signatoryId')
        ?.options.map(({ label, selected }) => `${label}${selected ? ' *' : ''}`);
    expect(signs(null)).to.deep.equal(['the head of the department *', 'Rector']);
    expect(signs(21)).to.deep.equal(['the head of the department', 'Rector *']);
  });

  it('each condition for applying makes it limited, and is ticked where it was chosen', () => {
    const { eligibility } = emptyDraft;
    expect(form().isLimited).to.equal(false);
    for (const condition of [
      { unitIds: [1] },
      { positions: ['docent' as const] },
      { notDoneWithinYears: 3 },
      { noTimetableClash: true },
    ])
      expect(form({}, { eligibility: { ...eligibility, ...condition } }).isLimited, Object.keys(condition)[0]).to.equal(
        true,
      );
    const chosen = form({}, { eligibility: { ...eligibility, unitIds: [1], positions: ['docent'] } });
    expect(chosen.units).to.deep.equal([{ value: 1, label: 'Faculty', checked: true }]);
    expect(chosen.positions.filter(({ checked }) => checked).map(({ label }) => label)).to.deep.equal(['docent']);
  });

  it('tells who has a seat and who waits, of the seats that are saved and not of those being typed', () => {
    const people = { taken: 3, waiting: 2, applied: 1 };
    expect(form(people).counts).to.equal(
      '3 of 20 seats taken · 2 wait for a seat · 1 application at the head of the kafedra',
    );
    expect(form({ taken: 3 }, { seats: 99 }).counts).to.equal('3 of 20 seats taken');
    expect(form({ draft: { ...draft, seats: null } }).counts).to.equal('seats not said yet');
  });

  it('tells who did what and when', () => {
    const changes = [{ action: 'announced' as const, by: person(9), changedAt: '2026-11-24T05:05:00.000Z' }];
    expect(form({ changes }).changes).to.deep.equal(['24.11.2026 10:05, Person 9: announced']);
  });
});

describe('announcing and cancelling a training', () => {
  it('are offered as the service allows, each by itself', () => {
    expect(form({ mayAnnounce: true, mayCancel: false })).to.include({ mayAnnounce: true, mayCancel: false });
    expect(form({ mayAnnounce: false, mayCancel: true })).to.include({ mayAnnounce: false, mayCancel: true });
  });

  it('what keeps it from being announced leads to its field, apart from what should only be looked at', () => {
    const obstacles = [{ field: 'sessions.0.room', message: 'There is no such room.' }];
    const warnings = [{ field: 'seats', message: 'The room has fewer seats.' }];
    expect(form({ obstacles })).to.deep.include({
      obstacles,
      hasObstacles: true,
      warnings: [],
      hasWarnings: false,
    });
    expect(form({ warnings })).to.deep.include({ hasObstacles: false, warnings, hasWarnings: true });
  });

  it('its page for everybody is linked only when it is no draft any more', () => {
    expect(form().see).to.equal(null);
    expect(form({ state: 'announced' })).to.deep.include({
      see: '#/trainings/7',
      state: { code: 'training-announced', label: 'Announced' },
    });
  });

  it('a cancelled one says why, is not written any more, and may still be run again', () => {
    const cancelled = { state: 'cancelled', cancelReason: 'The trainer is ill' } as const;
    const may = { mayEdit: false, mayAnnounce: false, mayCancel: false };
    expect(form({ ...cancelled, ...may })).to.include({
      ...may,
      cancelled: 'Cancelled. Reason: The trainer is ill',
      mayClone: true,
    });
    expect(form().cancelled).to.equal(null);
  });
});

describe('what was typed into the form of a training', () => {
  const typed = (fields: Record<string, string | string[]>, before = draft) => {
    const data = new FormData();
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) data.append(name, value);
    return typedDraft(data, before);
  };

  it('is taken without blanks at the ends, moments to the minute', () => {
    const { title, applyUntil, sessions } = typed({
      'title.ru': '  Курс ',
      applyUntil: '2026-12-01T09:00:30',
      'sessions.0.date': '2026-12-26',
      'sessions.0.starts': '09:00:00',
    });
    expect([title, applyUntil]).to.deep.equal([{ kk: '', ru: 'Курс', en: '' }, '2026-12-01T09:00']);
    expect(sessions[0]).to.deep.equal({
      key: key(1),
      date: '2026-12-26',
      starts: '09:00',
      ends: '',
      room: '',
      link: '',
    });
  });

  it('numbers are whole; what is none is not said yet, which is other than zero', () => {
    const { hours, seats, offerHours, attendancePercent } = typed({ hours: '71.6', seats: 'many', offerHours: '0' });
    expect([hours, seats, offerHours, attendancePercent]).to.deep.equal([72, null, 0, null]);
  });

  it('years since the last time stay between one and twenty', () => {
    const years = (text: string) => typed({ notDoneWithinYears: text }).eligibility.notDoneWithinYears;
    expect(['0', '3', '99', ''].map(years)).to.deep.equal([1, 3, 20, null]);
  });

  it('a choice that is none of those offered stays what it was', () => {
    const fields = { category: 'testItems', form: 'telepathy', positions: ['docent', 'rector'] };
    const { category, form: held, eligibility } = typed(fields, { ...draft, form: 'online' });
    expect([category, held, eligibility.positions]).to.deep.equal(['testItems', 'online', ['docent']]);
  });

  it('a box that is not ticked is sent by no browser, and means no', () => {
    expect([typed({}).needsFinalTask, typed({ needsFinalTask: 'on' }).needsFinalTask]).to.deep.equal([false, true]);
    expect(typed({ unitIds: ['1', '4'] }).eligibility.unitIds).to.deep.equal([1, 4]);
  });

  it('trainers and sessions stay as many as there were, whatever is typed', () => {
    const { trainers, sessions } = typed({ 'sessions.5.date': '2026-12-26' });
    expect(trainers).to.deep.equal(draft.trainers);
    expect(sessions.map((one) => one.key)).to.deep.equal([key(1), key(2)]);
  });

  it('read back from the fields that the form shows is the same training, so nothing counts as unsaved', () => {
    const view = form();
    const fields = [
      ...view.what,
      ...view.details,
      ...view.sessions.flatMap((one) => one.fields),
      ...view.seats,
      ...view.result,
      view.notDone,
      view.clashReason,
    ];
    const shown = Object.fromEntries(
      fields.map(({ name, value, options: offered }) => [name, offered.find((one) => one.selected)?.value ?? value]),
    );
    const untouched = { ...shown, needsFinalTask: 'on' };
    expect(isSameDraft(typed(untouched), draft)).to.equal(true);
    expect(isSameDraft(typed({ ...untouched, seats: '21' }), draft)).to.equal(false);
  });
});

describe('copying a training', () => {
  it('a training is run again only when it is saved and has a session to move', () => {
    expect(form().mayClone).to.equal(true);
    expect(form({}, { sessions: [] }).mayClone).to.equal(false);
  });

  it('a further session is a new one a week later, across the turn of the year, at the same time and place', () => {
    expect(
      nextSession([session({ key: key(9), date: '2026-11-02', room: '2-101' }), session()], addDays),
    ).to.deep.equal({
      ...session(),
      key: null,
      date: '2027-01-01',
    });
  });

  it('the first session has the hours of the house; after one without a date the date is to be said', () => {
    expect(nextSession([], addDays)).to.deep.include({ key: null, date: '', starts: '09:00', ends: '10:40' });
    expect(nextSession([session({ date: '' })], addDays)).to.deep.include({ key: null, date: '', room: '1-307' });
  });
});
