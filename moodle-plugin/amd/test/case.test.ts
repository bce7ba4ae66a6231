import { expect } from 'chai';
import type { CaseKind } from '@qashyq/shared-types';
import fc from 'fast-check';
import { Away, Refusal } from '../src/problems.js';
import {
  actionButtons,
  beyondTitle,
  caseHead,
  changesHref,
  confirmQuestion,
  contentShown,
  nearestDue,
  outcome,
  withdrawalRequest,
} from '../src/view-models/case.js';
import { historyOf } from '../src/view-models/case-history.js';
import { routeOf } from '../src/view-models/case-route.js';
import { effectChips, pageNumber, pagerOf } from '../src/view-models/lists.js';
import { addDays, agoText, almatyDate, dueText, instantText, weekdayOf } from '../src/view-models/moments.js';
import { navigation } from '../src/view-models/navigation.js';
import { matchPath, parsePlace, placeHash } from '../src/view-models/place.js';
import { isOfAddress, problemView } from '../src/view-models/problem.js';
import { emptyDraft, missingOf, panelForms, saidIn, writtenActions } from '../src/view-models/decision-draft.js';
import { caseView, named, person, seat, unit, wordsOf } from './support.js';

const words = wordsOf('en');

describe('the case screen', () => {
  it('offers exactly the allowed actions, the positive one first', () => {
    const buttons = actionButtons(caseView({ allowedActions: ['return', 'agree'] }), words);
    expect(buttons).to.deep.equal([
      { action: 'agree', label: 'Agree', primary: true },
      { action: 'return', label: 'Return for revision', primary: false },
    ]);
    expect(actionButtons(caseView(), words)).to.deep.equal([]);
  });

  it('shows the draft to its author while it is worked on, and the newest edition to everybody else', () => {
    expect(contentShown(caseView({ state: 'returned' }), 10)).to.equal('draft');
    expect(contentShown(caseView({ state: 'returned' }), 11)).to.equal(2);
    expect(contentShown(caseView({ state: 'inAgreement' }), 10)).to.equal(2);
    expect(contentShown(caseView({ state: 'draft', editionNo: 0, editions: [] }), 11)).to.equal('draft');
  });

  it('names edition and date in Almaty before a decision', () => {
    expect(confirmQuestion(caseView(), 'agree', words)).to.include('edition 2 of 08.10.2026');
    expect(confirmQuestion(caseView(), 'submit', words)).to.include('edition 3');
  });

  it('tells after a decision who decides next and until when', () => {
    const view = caseView({ seats: [seat({ role: 'dean', due: { dueOn: '2026-10-14', workingDaysLeft: 2 } })] });
    const { done, next } = outcome(view, 'agree', words);
    expect(done).to.equal('"Schedule": your agreement is recorded.');
    expect(next).to.equal('Next to decide: Dean of the faculty (Person 11), by 14.10.2026. They have been told.');
  });

  it('tells of kind and unit only what the title does not', () => {
    const title = (text: string) => ({ kk: text, ru: text, en: text });
    const said = (kind: CaseKind, text: string) => beyondTitle({ kind, title: title(text), orgUnit: unit }, words);
    expect(said('lessonSchedule', 'Lessons: Faculty, 2026/27')).to.deep.equal([]);
    expect(said('lessonSchedule', 'Lessons, 2026/27')).to.deep.equal(['Faculty']);
    expect(said('trainingPlan', 'Training plan, 2026/27')).to.deep.equal(['Faculty']);
    expect(said('lessonReplacement', 'Moved lesson: ICT')).to.deep.equal(['Lesson replacement', 'Faculty']);
  });

  it('counts only the seats that decide now when it says what is due', () => {
    const later = seat({ due: { dueOn: '2026-10-20', workingDaysLeft: 6 } });
    const done = seat({ state: 'done', due: { dueOn: '2026-10-01', workingDaysLeft: -6 } });
    expect(nearestDue([done, later, seat()])?.dueOn).to.equal('2026-10-12');
    expect(nearestDue([done])).to.equal(null);
    expect(caseHead(caseView({ seats: [done] }), words, 0).due).to.equal(null);
  });

  it('leads to the changes since the edition I decided on, and only where there are any', () => {
    expect(changesHref(caseView({ lastSeenEdition: 1 }))).to.equal('#/cases/42/changes?from=1&to=2');
    expect(changesHref(caseView({ lastSeenEdition: 2 }))).to.equal(null);
    expect(changesHref(caseView({ editionNo: 1 }))).to.equal(null);
  });

  it('draws the route in steps, says which seat is mine, and that nobody holds a place', () => {
    const steps = routeOf(
      caseView({
        seats: [
          seat({ id: 2, stepNo: 2, state: 'waiting', holders: [] }),
          seat(),
          seat({ id: 3, holders: [person(12)] }),
        ],
      }),
      11,
      () => null,
      words,
    );
    expect(steps.map(({ no, current }) => [no, current])).to.deep.equal([
      [1, true],
      [2, false],
    ]);
    expect(steps[0]?.seats.map(({ mine }) => mine)).to.deep.equal([true, false]);
    expect(steps[1]?.seats[0]?.nobody).to.equal(true);
  });

  it("names who may decide in a holder's place, and knows that a delegate is meant too", () => {
    const view = caseView({ seats: [seat({ delegates: [{ person: person(14), actsFor: person(11) }] })] });
    const [mine] = routeOf(view, 14, () => null, words)[0]!.seats;
    expect(mine).to.include({ mine: true, own: false, delegates: 'may decide instead: Person 14' });
    expect(routeOf(view, 11, () => null, words)[0]!.seats[0]).to.include({ mine: true, own: true });
  });

  it('shows that an earlier visa still stands rather than when it was given', () => {
    const [step] = routeOf(
      caseView({ seats: [seat({ state: 'skipped', agreedInEdition: 1 })] }),
      11,
      () => null,
      words,
    );
    expect(step?.seats[0]?.when).to.equal('the visa given to edition 1 stands');
  });

  it('an any-of step is done with its one decision, and the other seats say that they were not needed', () => {
    const given = { needs: 'any' as const };
    const view = caseView({
      seats: [seat({ id: 1, ...given, state: 'done' }), seat({ id: 2, ...given, state: 'skipped', closedAt: null })],
    });
    const [step] = routeOf(view, 11, () => null, words);
    expect(step?.done).to.equal(true);
    expect(step?.seats[1]?.when).to.equal('one decision at this step is enough');
  });

  it('takes a step for done when its seats agreed, not when one of them returned the case', () => {
    const returned = {
      seq: 1,
      action: 'return' as const,
      editionNo: 2,
      editionHash: 'b',
      person: person(11),
      actingFor: null,
      role: 'chairHead' as const,
      orgUnit: unit,
      seatId: 1,
      comment: 'c',
      remarks: [],
      decidedAt: '2026-10-09T06:05:00.000Z',
      hash: 'h',
    };
    const route = (state: 'inAgreement' | 'returned', decisions: (typeof returned)[]) =>
      routeOf(caseView({ state, decisions, seats: [seat({ state: 'done' })] }), 11, () => null, words)[0];
    expect(route('inAgreement', [])?.done).to.equal(true);
    expect(route('returned', [returned])?.done).to.equal(false);
    expect(route('returned', [returned])?.seats[0]?.unfolded).to.equal(true);
  });

  it('ties remarks to lines by name, also where the line is gone', () => {
    const [entry] = historyOf(
      caseView({
        decisions: [
          {
            seq: 1,
            action: 'return',
            editionNo: 1,
            editionHash: 'a',
            person: person(12),
            actingFor: null,
            role: 'dean',
            orgUnit: unit,
            seatId: 1,
            comment: 'c',
            remarks: [
              { lineKey: 'here', text: 'one', answer: null },
              { lineKey: 'gone', text: 'two', answer: null },
              { lineKey: null, text: 'three', answer: null },
            ],
            decidedAt: '2026-10-09T06:05:00.000Z',
            hash: 'h',
          },
        ],
      }),
      (key) => (key === 'here' ? 'Tuesday, 3–4' : null),
      words,
    );
    expect(entry?.who).to.equal('Person 12 (Dean of the faculty, Faculty)');
    expect(entry?.remarks.map(({ line }) => line)).to.deep.equal([
      'Tuesday, 3–4',
      'To a line that is not in this edition',
      'To the whole',
    ]);
  });
});

describe('a return that is being written', () => {
  it('lacks a reason and what it is about until both are there', () => {
    const draft = emptyDraft();
    expect(missingOf('return', draft)).to.deep.equal(['return_missing_reason', 'return_missing_lines']);
    expect(missingOf('return', { ...draft, reason: '  ' })).to.include('return_missing_reason');
    expect(missingOf('return', { ...draft, reason: 'r', whole: true })).to.deep.equal([]);
    expect(missingOf('return', { ...draft, reason: 'r', lines: new Map([['k', '']]) })).to.deep.equal([]);
  });

  it('gives a marked line its own remark, or the reason where it has none', () => {
    const lines = new Map([
      ['a', ''],
      ['b', ' own '],
    ]);
    expect(saidIn('return', { ...emptyDraft(), reason: ' r ', whole: true, lines }, [])).to.deep.equal({
      comment: 'r',
      remarks: [
        { lineKey: null, text: 'r' },
        { lineKey: 'a', text: 'r' },
        { lineKey: 'b', text: 'own' },
      ],
    });
  });
});

describe('the other decisions that need words', () => {
  const question = (decisionSeq: number, remarkIndex: number) => ({
    decisionSeq,
    remarkIndex,
    remark: { lineKey: null, text: 'why?' },
    by: person(11),
  });

  it('lack a reason until one is written, and lines only where lines can be marked', () => {
    for (const action of writtenActions) {
      const lacking = missingOf(action, emptyDraft());
      expect(lacking.includes('return_missing_lines'), action).to.equal(panelForms[action].marksLines);
      expect(lacking, action).to.include(panelForms[action].missing);
    }
    expect(missingOf('reject', { ...emptyDraft(), reason: 'r' })).to.deep.equal([]);
  });

  it('answer the questions that were answered, and leave the others open', () => {
    const draft = {
      ...emptyDraft(),
      answers: new Map([
        ['3-1', ' moved '],
        ['4-0', '  '],
      ]),
    };
    expect(missingOf('answerRemarks', draft)).to.deep.equal([]);
    expect(missingOf('answerRemarks', { ...draft, answers: new Map([['4-0', ' ']]) })).to.deep.equal([
      'answers_missing',
    ]);
    expect(saidIn('answerRemarks', draft, [question(3, 0), question(3, 1), question(4, 0)])).to.deep.equal({
      comment: '',
      remarks: [],
      answers: [{ decisionSeq: 3, remarkIndex: 1, text: 'moved' }],
    });
  });

  it('say a remark of an agreement once', () => {
    const draft = { ...emptyDraft(), reason: 'check the room', whole: true };
    expect(saidIn('agreeWithRemarks', draft, [])).to.deep.include({
      comment: '',
      remarks: [{ lineKey: null, text: 'check the room' }],
    });
  });

  it('stand in the history: the remark with its answer, or that it is awaited', () => {
    const remarked = {
      seq: 3,
      action: 'agreeWithRemarks' as const,
      editionNo: 2,
      editionHash: 'b',
      person: person(11),
      actingFor: null,
      role: 'chairHead' as const,
      orgUnit: unit,
      seatId: 1,
      comment: '',
      remarks: [
        {
          lineKey: null,
          text: 'one',
          answer: { text: 'moved', person: person(10), answeredAt: '2026-10-09T06:05:00.000Z' },
        },
        { lineKey: null, text: 'two', answer: null },
      ],
      decidedAt: '2026-10-09T06:05:00.000Z',
      hash: 'h',
    };
    const [entry] = historyOf(caseView({ decisions: [remarked], openRemarks: [question(3, 1)] }), () => null, words);
    expect(entry?.what).to.equal('Agreed with remarks');
    expect(entry?.remarks.map(({ answer, awaits }) => [answer, awaits])).to.deep.equal([
      [{ who: 'Person 10, 09.10.2026 11:05', text: 'moved' }, false],
      [null, true],
    ]);
  });

  it('a request to withdraw is shown with its reason until it is answered', () => {
    const said = (seq: number, action: 'askWithdrawal' | 'declineWithdrawal') => ({
      seq,
      action,
      editionNo: 2,
      editionHash: 'b',
      person: person(10),
      actingFor: null,
      role: null,
      orgUnit: null,
      seatId: null,
      comment: 'wrong term',
      remarks: [],
      decidedAt: '2026-10-09T06:05:00.000Z',
      hash: 'h',
    });
    const asked = said(3, 'askWithdrawal');
    expect(withdrawalRequest(caseView({ decisions: [asked] }), words)).to.deep.equal({
      title: 'Person 10 asks to withdraw this edition (09.10.2026 11:05)',
      reason: 'wrong term',
    });
    expect(withdrawalRequest(caseView({ decisions: [asked, said(4, 'declineWithdrawal')] }), words)).to.equal(null);
    expect(withdrawalRequest(caseView({ decisions: [asked], state: 'withdrawn' }), words)).to.equal(null);
  });
});

describe('dates and times', () => {
  it('are shown as in Almaty, dd.mm.yyyy and 24 hours', () => {
    expect(instantText('2026-10-11T20:05:00.000Z')).to.equal('12.10.2026 01:05');
    expect(almatyDate('2026-10-11T18:59:59.000Z')).to.equal('2026-10-11');
    expect(weekdayOf('2026-10-12')).to.equal(1);
    expect(weekdayOf('2026-10-18')).to.equal(7);
    expect(addDays('2026-12-31', 1)).to.equal('2027-01-01');
  });

  it('say in words what is overdue', () => {
    expect(dueText({ dueOn: '2026-10-12', workingDaysLeft: -1 }, words)).to.equal(
      'Overdue by 1 working day (was due Mon, 12.10.2026)',
    );
    expect(dueText({ dueOn: '2026-10-12', workingDaysLeft: 0 }, words)).to.equal('Due today, Mon, 12.10.2026');
    expect(dueText({ dueOn: '2026-10-12', workingDaysLeft: 5 }, wordsOf('ru'))).to.equal(
      'Срок пн, 12.10.2026, осталось 5 рабочих дней',
    );
  });

  it('say how long ago in the largest unit that fits', () => {
    const now = Date.parse('2026-10-12T06:00:00.000Z');
    const ago = (instant: string) => agoText(instant, now, words);
    expect(ago('2026-10-12T05:59:50.000Z')).to.equal('just now');
    expect(ago('2026-10-12T05:15:00.000Z')).to.equal('45 minutes ago');
    expect(ago('2026-10-12T03:00:00.000Z')).to.equal('3 hours ago');
    expect(ago('2026-10-10T06:00:00.000Z')).to.equal('2 days ago');
  });
});

describe('the address', () => {
  it('reads back what was written into it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1, unit: 'grapheme' })),
        (query) => {
          expect(parsePlace(placeHash('/cases/42', query))).to.deep.equal({ path: '/cases/42', query });
        },
      ),
    );
  });

  it('finds numbers in a path and nothing else', () => {
    expect(matchPath('/cases/:caseId/changes', '/cases/42/changes')).to.deep.equal({ caseId: '42' });
    expect(matchPath('/cases/:caseId', '/cases/x')).to.equal(null);
    expect(matchPath('/cases/:caseId', '/cases/42/changes')).to.equal(null);
  });

  it('takes a page that is no number for the first', () => {
    expect(pageNumber({ page: '3' })).to.equal(3);
    for (const page of ['0', '-1', 'x', '1.5']) expect(pageNumber({ page })).to.equal(1);
  });
});

describe('pages of a list', () => {
  it('lead back and on, and are not shown for a single page', () => {
    const page = { items: [], page: 2, pageSize: 20, total: 42 };
    expect(pagerOf(page, '/inbox', { tab: 'mine' }, words)).to.deep.equal({
      text: '21–40 of 42',
      previous: '#/inbox?tab=mine',
      next: '#/inbox?tab=mine&page=3',
    });
    expect(pagerOf({ ...page, page: 1, total: 20 }, '/inbox', {}, words)).to.equal(null);
  });
});

describe('who I am', () => {
  const me = {
    id: 1,
    name: named('Me'),
    locale: 'en' as const,
    roles: [],
    tabs: ['inbox' as const],
    trainingPages: [],
    trainingsWaiting: 0,
    waitingCount: 3,
    unreadNotices: 0,
    helper: { name: named('Helper'), email: 'h@example.kz' },
  };

  it('decides which tabs there are', () => {
    expect(navigation(me, 'inbox', words).tabs).to.deep.equal([
      { label: 'Inbox', href: '#/inbox', active: true, count: 3 },
    ]);
  });

  it('parked work is alarming only where there is some', () => {
    const codes = (parked: number) =>
      effectChips({ parked, ready: 0, leased: 0, done: 5 }, undefined, words).map(({ code }) => code);
    expect(codes(0)).to.deep.equal(['all', 'none', 'none', 'none', 'effect-done']);
    expect(codes(2)[1]).to.equal('effect-parked');
  });

  it('a screen that its address cannot lead to is no mistake in a field, and nothing a field refuses is taken for an address', () => {
    const portal = { home: 'portal', companion: '', locale: 'en' } as const;
    const refused = (status: number, ...fields: string[]) =>
      new Refusal(status, {
        code: 'invalidInput',
        message: 'm',
        reference: 'r-1',
        details: fields.map((field) => ({ field, message: 'expected number, received NaN' })),
      });
    expect(isOfAddress(refused(422, 'params.caseId', 'query.week'))).to.equal(true);
    expect(isOfAddress(refused(422, 'params.caseId', 'body.reason'))).to.equal(false);
    expect(isOfAddress(refused(422))).to.equal(false);
    expect(isOfAddress(refused(404, 'params.caseId'))).to.equal(false);
    expect(isOfAddress(new Error('x'))).to.equal(false);
    expect(problemView('nowhere', me, portal, words)).to.deep.include({
      kind: 'notfound',
      details: [],
      helperEmail: 'h@example.kz',
    });
  });

  it('names who can help where a right is missing, and only there', () => {
    const portal = { home: 'portal', companion: '', locale: 'en' } as const;
    const refusal = (status: number) => new Refusal(status, { code: 'c', message: 'm', reference: 'r-1' });
    expect(problemView(refusal(403), me, portal, words)).to.include({
      kind: 'noright',
      helperEmail: 'h@example.kz',
      code: 'Code to quote: c · r-1',
    });
    expect(problemView('nothing', me, portal, words)).to.include({ kind: 'nothing', helperEmail: 'h@example.kz' });
    expect(problemView(refusal(401), me, portal, words)).to.include({
      kind: 'signedout',
      canReload: true,
      helper: null,
    });
    expect(problemView(new Away('x'), me, portal, words)).to.include({ kind: 'away', canRetry: true, helper: null });
    expect(problemView(new Error('x'), me, portal, words)).to.include({ kind: 'unexpected', canRetry: true });
  });
});
