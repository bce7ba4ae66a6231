import { expect } from 'chai';
import type { OwnApplication, TrainingView } from '@qashyq/shared-types';
import {
  catalogueRow,
  eligibilityRows,
  historyRows,
  myPlaceText,
  runRows,
  trainingPage,
  waitingTexts,
  whyNotText,
} from '../src/training/view-models/seats.js';
import { named, unit, wordsOf } from './support.js';

const [kk, ru, en] = [wordsOf('kk'), wordsOf('ru'), wordsOf('en')];
const at = (text: string) => `${text}:00.000Z`;

const application: OwnApplication = {
  id: 3,
  state: 'waitlisted',
  motive: '',
  appliedAt: at('2026-09-12T04:00'),
  place: 3,
  offerUntil: null,
  asked: null,
  history: [{ at: at('2026-09-12T04:00'), to: 'waitlisted', reason: 'noSeatFree', note: '', by: 'applicant' }],
  actions: ['cancel', 'swap'],
  swapFrom: null,
};
const training: TrainingView = {
  id: 7,
  title: named('Designing'),
  state: 'announced',
  category: 'learningPlatform',
  form: 'blended',
  language: 'kk',
  hours: 72,
  startsAt: at('2026-10-05T04:00'),
  endsAt: at('2026-10-30T07:00'),
  applyFrom: at('2026-09-01T04:00'),
  applyUntil: at('2026-09-30T18:59'),
  seats: 8,
  taken: 8,
  waiting: 3,
  mine: { id: 3, state: 'waitlisted' },
  whyNot: null,
  about: named(''),
  approval: 'automatic',
  offerHours: 24,
  cancelUntil: at('2026-10-01T18:59'),
  queueClosesAt: at('2026-10-05T02:00'),
  cancelReason: null,
  sessions: [],
  trainers: [],
  eligibility: [],
  application,
  earlier: [],
  sinceMine: { offered: 0, pastQueue: [] },
  runs: [],
};
const mine = (changes: Partial<OwnApplication>) => myPlaceText({ ...application, ...changes }, training, ru);

describe('my place in a training, in words', () => {
  it('who waits is told which number they are, and by when they will know', () => {
    expect(myPlaceText(application, training, kk)).to.equal(
      'Күту тізімінде 3-орындасыз; орын босаса, 05.10.2026 07:00 дейін хабарлаймыз.',
    );
    expect(waitingTexts(training, en)[0]).to.include('held for 24 h').and.include('01.10.2026 23:59');
  });

  it('and how many seats came free since, and what was given past the queue', () => {
    expect(waitingTexts(training, ru)[1]).to.equal('С вашей заявки ни одно место не освободилось.');
    const since = { offered: 2, pastQueue: [{ at: at('2026-09-20T04:00'), reason: 'ведёт курс' }] };
    const [, offered, past] = waitingTexts({ ...training, sinceMine: since }, ru);
    expect(offered).to.include('освободилось 2 места');
    expect(past).to.include('20.09.2026 09:00').and.include('ведёт курс');
    expect(waitingTexts({ ...training, sinceMine: null }, ru)).to.deep.equal([]);
  });

  it('every other state has its sentence, with the date or the reason that matters', () => {
    expect(mine({ state: 'offered', offerUntil: at('2026-09-21T04:00') })).to.include('до 21.09.2026 09:00');
    expect(mine({ state: 'confirmed' })).to.include('до 01.10.2026 23:59');
    const due = { dueOn: '2026-09-14', workingDaysLeft: 1 };
    expect(mine({ state: 'applied', asked: { role: 'chairHead', orgUnit: unit, due } })).to.include('Faculty ru');
    const history = [
      {
        at: at('2026-09-13T04:00'),
        to: 'declined' as const,
        reason: 'headDeclined' as const,
        note: 'сессия',
        by: 'head' as const,
      },
    ];
    expect(mine({ state: 'declined', history })).to.equal(
      'Ваша заявка отклонена: руководитель не согласовал — сессия.',
    );
    expect(mine({ state: 'completed' })).to.include('Завершил');
  });

  it('the history tells each step with its reason and whose it was, by office and not by name', () => {
    expect(historyRows(application.history, en)).to.deep.equal([
      {
        at: '12.09.2026 09:00',
        state: 'On the waiting list',
        reason: 'no seat was free; the order is that of arrival',
        by: 'you',
      },
    ]);
  });
});

describe('why not me', () => {
  it('names each rule, whether it is met, and what to do where it is not', () => {
    const rows = eligibilityRows(
      [
        { rule: 'unit', isMet: true, units: [named('Law'), named('Physics')] },
        { rule: 'position', isMet: false, positions: ['docent'], mine: 'teacher' },
        { rule: 'notDoneBefore', isMet: false, years: 3, doneOn: '2025-11-20', againFrom: '2028-11-20' },
        {
          rule: 'timetable',
          isMet: false,
          clashes: [{ startsAt: at('2026-10-05T04:00'), endsAt: at('2026-10-05T05:40'), discipline: named('Algebra') }],
        },
      ],
      en,
    );
    expect(rows.map(({ rule, met }) => `${rule}: ${met}`)).to.deep.equal([
      'Units: Law, Physics: met',
      'Posts: docent: not met',
      'Not taken within the last 3 years: not met',
      'No lessons at the time of the training: not met',
    ]);
    expect(rows.map(({ todo }) => todo)).to.deep.equal([
      null,
      'Your post: teacher. If this is wrong, tell the department.',
      'You completed it on 20.11.2025; you may take it again from 20.11.2028.',
      'It clashes with your lessons: 05.10.2026 09:00 Algebra. Choose another run or move the lesson.',
    ]);
  });

  it('dates that keep everybody back are told', () => {
    expect(whyNotText({ ...training, whyNot: 'applicationsClosed' }, en)).to.include('30.09.2026 23:59');
    expect(whyNotText({ ...training, whyNot: 'applicationsNotYet' }, en)).to.include('01.09.2026 09:00');
    expect(whyNotText(training, en)).to.equal(null);
  });
});

describe('the page of a training', () => {
  it('offers to apply only who can, and says when it is for the waiting list', () => {
    const open = { ...training, application: null, mine: null, sinceMine: null };
    expect(trainingPage(open, false, en).apply).to.equal('Join the waiting list');
    expect(trainingPage({ ...open, taken: 3, waiting: 0 }, false, en).apply).to.equal('Apply');
    expect(trainingPage({ ...open, whyNot: 'notEligible' }, false, en)).to.include({
      apply: null,
      whyNot: 'You do not meet the conditions of this training.',
    });
    expect(trainingPage(training, false, en)).to.include({
      apply: null,
      cancel: true,
      accept: false,
      applicantsHref: null,
    });
    expect(trainingPage(training, true, en).applicantsHref).to.equal('#/trainings/7/applicants');
  });

  it('a run with a free seat is for swapping, a full one for waiting, and one where I am for neither', () => {
    const run = {
      id: 8,
      title: training.title,
      startsAt: null,
      seats: 2,
      free: 1,
      waiting: 0,
      mine: null,
      whyNot: 'appliedInSeries' as const,
    };
    const runs = [
      run,
      { ...run, free: 0 },
      { ...run, mine: training.mine },
      { ...run, whyNot: 'applicationsClosed' as const },
    ];
    expect(runRows({ ...training, runs }, en).map(({ swap, wait }) => [swap, wait])).to.deep.equal([
      [true, false],
      [false, true],
      [false, false],
      [false, false],
    ]);
  });

  it('a row of the catalogue tells dates, seats and deadline', () => {
    expect(catalogueRow(training, en)).to.deep.include({
      href: '#/trainings/7',
      dates: '05.10.2026 – 30.10.2026',
      seats: 'no free seats (8\u00a0in all), 3\u00a0waiting',
      until: 'apply by 30.09.2026 23:59',
      state: { code: 'inagreement', label: 'On the waiting list' },
    });
    expect(catalogueRow({ ...training, taken: 5, waiting: 0 }, kk).seats).to.equal('бос орын: 3 (барлығы 8)');
  });
});
