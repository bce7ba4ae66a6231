import { expect } from 'chai';
import type { CaseAction, GiveDelegation, Remark, RemarkAnswer } from '@qashyq/shared-types';
import { AppError } from '../../src/errors.js';
import { replaceLines, listLines } from '../../src/features/schedules/schedule-store.js';
import { giveDelegation } from '../../src/identity/delegation-routes.js';
import { localToInstant } from '../../src/calendar/working-days.js';
import { localDate } from '../../src/calendar/local-time.js';
import { addDays } from '../../src/calendar/plain-dates.js';
import { listInbox } from '../../src/workflow/inbox.js';
import { presentCase } from '../../src/workflow/case-presenter.js';
import { audit } from '../../src/audit/audit.js';
import { agreementSheet } from '../../src/workflow/agreement-sheet.js';
import { loadSheetFacts } from '../../src/workflow/agreement-sheet-facts.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { firstBrokenEntry } from '../../src/workflow/decision-log.js';
import { takeAction } from '../../src/workflow/take-action.js';
import {
  demoLines,
  draftSchedule,
  firstFacultyGroups,
  line,
  openTestUniversity,
  type TestUniversity,
} from '../support/university.js';

describe('taking an action on a case', () => {
  let university: TestUniversity;
  beforeEach(async () => {
    university = await openTestUniversity();
  });

  async function act(
    login: string,
    caseId: number,
    action: CaseAction,
    more: { remarks?: Remark[]; answers?: RemarkAnswer[]; version?: number; comment?: string } = {},
  ) {
    const actor = await university.person(login);
    const version =
      more.version ?? (await createCaseStore(university.db, university.engine.now).getCase(caseId)).version;
    await takeAction(university.engine, actor, caseId, {
      action,
      version,
      comment: more.comment ?? '',
      remarks: more.remarks ?? [],
      ...(more.answers === undefined ? {} : { answers: more.answers }),
    });
    return presentCase(university.engine, actor, caseId);
  }
  const refusal = (work: Promise<unknown>): Promise<AppError> =>
    work.then(
      () => expect.fail('should have been refused'),
      (error: unknown) => {
        expect(error).to.be.instanceOf(AppError);
        return error as AppError;
      },
    );
  /** C11 and C12 teach in the first faculty's week. */
  async function agreeKafedras(caseId: number) {
    await act('teacher01', caseId, 'agree');
    await act('teacher05', caseId, 'agree');
  }
  async function approve(caseId: number) {
    await act('dean1', caseId, 'agree');
    await act('dldhead', caseId, 'agree');
    return act('vicerector', caseId, 'approve');
  }

  it('a schedule travels from its draft through every step of the route to approval', async () => {
    const caseId = await draftSchedule(university);
    expect((await act('dispatcher1', caseId, 'submit')).state).to.equal('inAgreement');
    await agreeKafedras(caseId);
    expect((await act('dean1', caseId, 'agree')).state).to.equal('inAgreement');
    expect((await act('dldhead', caseId, 'agree')).state).to.equal('inApproval');
    const approved = await act('vicerector', caseId, 'approve');
    expect(approved).to.include({ state: 'approved', approvedEdition: 1 });
    expect(approved.seats.every((seat) => seat.state === 'done')).to.equal(true);
    expect(approved.decisions.map((decision) => decision.action)).to.deep.equal([
      'submit',
      'agree',
      'agree',
      'agree',
      'agree',
      'approve',
    ]);
    const effects = await university.db('effects').where({ kind: 'publish-calendar' });
    expect(effects.map((effect) => [effect.dedupe_key, effect.state])).to.deep.equal([
      [`case:${caseId}:e1:publish-calendar`, 'ready'],
    ]);
  });

  it('each seat is due after its working days; the weekend does not count', async () => {
    const caseId = await draftSchedule(university);
    const submitted = await act('dispatcher1', caseId, 'submit');
    // Thursday 8 October + 3 working days = Tuesday.
    expect(submitted.seats[0]).to.deep.include({ state: 'active', due: { dueOn: '2026-10-13', workingDaysLeft: 3 } });
  });

  it('the author is told every outcome, the next holders that they are asked', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    await approve(caseId);
    const author = await university.person('dispatcher1');
    const told = await university.db('notices').where({ person_id: author.id }).orderBy('id');
    expect(told.map((notice) => notice.kind)).to.deep.equal([
      'stepAgreed',
      'stepAgreed',
      'stepAgreed',
      'stepAgreed',
      'caseApproved',
    ]);
    const dean = await university.person('dean1');
    expect(await university.db('notices').where({ person_id: dean.id })).to.have.length(1);
    expect(await university.db('effects').where({ kind: 'deliver-notice' })).to.have.length(await count('notices'));
  });

  it('a return leads to a new edition; a kafedra whose lines stayed keeps its visa, one whose lines changed is asked again', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    const lines = await listLines(university.db, caseId);
    const physics = lines.find((one) => one.teacherCode === 'T05')!;
    const returned = await act('dean1', caseId, 'return', {
      remarks: [{ lineKey: physics.key, text: 'Другая аудитория' }],
    });
    expect(returned.state).to.equal('returned');
    await replaceLines(
      university.db,
      caseId,
      lines.map((one) => (one.key === physics.key ? { ...one, roomCode: '2-108' } : one)),
    );
    const again = await act('dispatcher1', caseId, 'submit');
    expect(again.editionNo).to.equal(2);
    expect(
      again.seats
        .filter((seat) => seat.stepKey === 'kafedras')
        .map((seat) => [seat.orgUnit.code, seat.state, seat.agreedInEdition]),
    ).to.deep.equal([
      ['C11', 'skipped', 1],
      ['C12', 'active', null],
    ]);
  });

  it('a kafedra that returned the document has no visa left, even when its lines go back to what it once agreed', async () => {
    const caseId = await draftSchedule(university);
    const agreedLines = await listLines(university.db, caseId);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    await act('dean1', caseId, 'return', { remarks: [{ lineKey: null, text: 'x' }] });
    await replaceLines(
      university.db,
      caseId,
      agreedLines.map((one) => (one.teacherCode === 'T01' ? { ...one, remark: 'новое' } : one)),
    );
    await act('dispatcher1', caseId, 'submit');
    await act('teacher01', caseId, 'return', { remarks: [{ lineKey: null, text: 'y' }] });
    await replaceLines(university.db, caseId, agreedLines);
    const third = await act('dispatcher1', caseId, 'submit');
    expect(third.seats.find((seat) => seat.orgUnit.code === 'C11')).to.include({ state: 'active' });
  });

  it('a draft equal to its last edition cannot be submitted again', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    const returned = await act('teacher01', caseId, 'return', { remarks: [{ lineKey: null, text: 'x' }] });
    expect(returned.state).to.equal('returned');
    const error = await refusal(act('dispatcher1', caseId, 'submit'));
    expect(error.code).to.equal('caseHasObstacles');
    expect(error.facts.details?.map((detail) => detail.field)).to.deep.equal(['draftunchanged']);
  });

  it('a schedule with an open clash cannot be submitted; with an accepted reason it can', async () => {
    const clashing = demoLines(firstFacultyGroups);
    clashing.push(line({ ...clashing[0], key: line().key, groupCodes: ['АЖ-24-11'], disciplineCode: 'D20' }));
    const caseId = await draftSchedule(university, clashing);
    expect(
      (await refusal(act('dispatcher1', caseId, 'submit'))).facts.details?.map((detail) => detail.field),
    ).to.deep.equal(['openclashes']);
    await replaceLines(
      university.db,
      caseId,
      clashing.map((one, index) => (index === 0 ? { ...one, clashReason: 'Біріктірілген дәріс' } : one)),
    );
    expect((await act('dispatcher1', caseId, 'submit')).state).to.equal('inAgreement');
  });

  it('a step that nobody can decide stops the submission and is named', async () => {
    const caseId = await draftSchedule(university);
    const dean = await university.person('dean1');
    await university.db('person_roles').where({ person_id: dean.id }).update({ valid_to_on: '2026-10-01' });
    const error = await refusal(act('dispatcher1', caseId, 'submit'));
    expect(error.facts.details?.[0]?.message).to.include('F1');
  });

  const kinds = async (login: string) => {
    const person = await university.person(login);
    return (await university.db('notices').where({ person_id: person.id }).orderBy('id')).map((notice) => notice.kind);
  };
  const remarks = [
    { lineKey: null, text: 'Бос па?' },
    { lineKey: null, text: 'Сабақ уақыты?' },
  ];

  it('remarks of an agreement are answered before approval; question and answer stand together, both sides are told', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await act('teacher01', caseId, 'agreeWithRemarks', { remarks });
    expect(await kinds('dispatcher1')).to.deep.equal(['remarksToAnswer']);
    await act('teacher05', caseId, 'agree');
    await act('dean1', caseId, 'agree');
    await act('dldhead', caseId, 'agree');
    const blocked = await presentCase(university.engine, await university.person('vicerector'), caseId);
    expect(blocked.allowedActions).to.have.members(['return', 'reject']);
    expect(blocked.obstacles.map(({ code }) => code)).to.deep.equal(['remarksunanswered']);
    expect((await refusal(act('vicerector', caseId, 'approve'))).code).to.equal('remarksUnanswered');

    const answer = (remarkIndex: number, text: string) => ({ decisionSeq: 2, remarkIndex, text });
    const half = await act('dispatcher1', caseId, 'answerRemarks', { answers: [answer(1, 'Дұрыс')] });
    expect(half.openRemarks.map(({ remarkIndex }) => remarkIndex)).to.deep.equal([0]);
    expect((await refusal(act('dispatcher1', caseId, 'answerRemarks', { answers: [answer(1, 'x')] }))).code).to.equal(
      'remarkNotOpen',
    );
    const whole = await act('dispatcher1', caseId, 'answerRemarks', { answers: [answer(0, 'Бос')] });
    expect(whole.decisions[1]!.remarks.map((remark) => [remark.text, remark.answer?.text])).to.deep.equal([
      ['Бос па?', 'Бос'],
      ['Сабақ уақыты?', 'Дұрыс'],
    ]);
    expect(await kinds('teacher01')).to.deep.equal(['decisionAwaited', 'remarksAnswered', 'remarksAnswered']);
    expect(await kinds('vicerector')).to.deep.equal(['decisionAwaited', 'decisionAwaited']);
    expect((await act('vicerector', caseId, 'approve')).state).to.equal('approved');
    await logIsWhole(caseId);
  });

  it('a visa whose remarks nobody answered does not stand for the next edition', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await act('teacher01', caseId, 'agreeWithRemarks', { remarks: [remarks[0]!] });
    await act('teacher05', caseId, 'agreeWithRemarks', { remarks: [remarks[1]!] });
    await act('dispatcher1', caseId, 'answerRemarks', {
      answers: [{ decisionSeq: 3, remarkIndex: 0, text: 'Дұрыс' }],
    });
    await act('dean1', caseId, 'return', { remarks: [{ lineKey: null, text: 'x' }] });
    // The order of the lines makes another content, but concerns no kafedra.
    await replaceLines(university.db, caseId, (await listLines(university.db, caseId)).toReversed());
    const again = await act('dispatcher1', caseId, 'submit');
    expect(
      again.seats.filter((seat) => seat.stepKey === 'kafedras').map((seat) => [seat.orgUnit.code, seat.state]),
    ).to.deep.equal([
      ['C11', 'active'],
      ['C12', 'skipped'],
    ]);
  });

  it('a rejection is the last word: nothing can be done with the case any more', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    await act('dean1', caseId, 'agree');
    await act('dldhead', caseId, 'agree');
    expect((await refusal(act('vicerector', caseId, 'reject'))).code).to.equal('decisionNeedsReason');
    expect((await act('vicerector', caseId, 'reject', { comment: 'Бағдарлама жабылды' })).state).to.equal('rejected');
    expect((await kinds('dispatcher1')).at(-1)).to.equal('caseRejected');
    for (const login of ['dispatcher1', 'vicerector', 'dldhead'])
      expect(
        (await presentCase(university.engine, await university.person(login), caseId)).allowedActions,
      ).to.deep.equal([]);
    await logIsWhole(caseId);
  });

  it('an author withdraws what nobody decided on; who was asked is told, and the same content may be submitted again', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    const withdrawn = await act('dispatcher1', caseId, 'withdraw');
    expect(withdrawn.state).to.equal('withdrawn');
    expect(new Set(withdrawn.seats.map((seat) => seat.state))).to.deep.equal(new Set(['expired']));
    expect(await kinds('teacher01')).to.deep.equal(['decisionAwaited', 'caseWithdrawn']);
    expect(await kinds('dean1')).to.deep.equal([]);
    await act('dispatcher1', caseId, 'revise');
    expect((await act('dispatcher1', caseId, 'submit')).editionNo).to.equal(2);
    await logIsWhole(caseId);
  });

  it('what was withdrawn stands in the way of no other schedule', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    const twin = await draftSchedule(university);
    expect((await refusal(act('dispatcher1', twin, 'submit'))).facts.details?.[0]?.field).to.equal('openclashes');
    await act('dispatcher1', caseId, 'withdraw');
    expect((await act('dispatcher1', twin, 'submit')).state).to.equal('inAgreement');
  });

  it('once somebody decided, the head of the department allows or declines a withdrawal; meanwhile agreement goes on', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await act('teacher01', caseId, 'agree');
    expect((await refusal(act('dispatcher1', caseId, 'withdraw'))).code).to.equal('actionNotPossible');
    await act('dispatcher1', caseId, 'askWithdrawal', { comment: 'Семестр қате' });
    expect(await kinds('dldhead')).to.deep.equal(['withdrawalAsked']);
    await act('dldhead', caseId, 'declineWithdrawal', { comment: 'Келісу аяқталсын' });
    expect((await kinds('dispatcher1')).at(-1)).to.equal('withdrawalDeclined');
    await act('teacher05', caseId, 'agree');
    await act('dispatcher1', caseId, 'askWithdrawal', { comment: 'Бәрібір' });
    const withdrawn = await act('dldhead', caseId, 'allowWithdrawal');
    expect(withdrawn.state).to.equal('withdrawn');
    expect(withdrawn.decisions.at(-1)).to.include({ role: 'dldHead' });
    expect((await kinds('dean1')).at(-1)).to.equal('caseWithdrawn');
    await logIsWhole(caseId);
  });

  const dean = { role: 'dean' as const, caseId: null, validFromOn: '2026-10-08', validToOn: '2026-10-20' };
  /** The dean of the first faculty lets teacher03 decide; returns what the dean says. */
  async function delegate(more: Partial<GiveDelegation> = {}) {
    const faculty = await university.db('org_units').where({ code: 'F1' }).first();
    const to = await university.person('teacher03');
    const wish = { ...dean, orgUnitId: faculty!.id, toPersonId: to.id, ground: '№ 12 бұйрық', ...more };
    await giveDelegation(university.engine, await university.person('dean1'), wish);
  }

  it('a delegate finds the case in the inbox, decides, and log and screen say for whom and by what right', async () => {
    const caseId = await draftSchedule(university);
    await delegate();
    expect(await kinds('teacher03')).to.deep.equal(['delegationGiven']);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    expect((await kinds('teacher03')).at(-1)).to.equal('decisionAwaited');
    const { items } = await listInbox(
      university.db,
      await university.person('teacher03'),
      { tab: 'waiting', page: 1, pageSize: 20 },
      university.clock.at,
    );
    expect(items.map((item) => [item.id, item.seat?.actingFor?.name.ru])).to.deep.equal([
      [caseId, (await university.person('dean1')).name.ru],
    ]);
    const agreed = await act('teacher03', caseId, 'agree');
    const visa = agreed.decisions.at(-1)!;
    expect(visa.person?.name.ru).to.equal('Ковалева Ирина Сергеевна');
    expect(visa).to.deep.include({ role: 'dean' });
    expect(visa.actingFor?.ground).to.equal('№ 12 бұйрық');
    expect(visa.actingFor?.person.id).to.equal((await university.person('dean1')).id);
    await logIsWhole(caseId);
    await university.db('decisions').where({ case_id: caseId, seq: visa.seq }).update({ acting_ground: 'forged' });
    const row = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const log = await createCaseStore(university.db, university.engine.now).listLog(caseId);
    expect(firstBrokenEntry(log, { length: row.log_length, hash: row.log_hash })).to.equal(visa.seq);
  });

  it('a delegation ends with its last day, with its revocation, and with the post of its giver', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    await delegate();
    const may = async () =>
      (await presentCase(university.engine, await university.person('teacher03'), caseId)).allowedActions.includes(
        'agree',
      );
    expect(await may()).to.equal(true);
    const start = university.clock.at;
    university.clock.at = localToInstant('2026-10-20', '23:59');
    expect(await may()).to.equal(true);
    university.clock.at = localToInstant('2026-10-21', '00:00');
    expect(await may()).to.equal(false);
    university.clock.at = start;
    const giver = await university.person('dean1');
    await university.db('person_roles').where({ person_id: giver.id }).update({ valid_to_on: '2026-10-07' });
    expect(await may()).to.equal(false);
    await university.db('person_roles').where({ person_id: giver.id }).update({ valid_to_on: null });
    await university.db('delegations').update({ revoked_at: start });
    expect(await may()).to.equal(false);
  });

  it('a delegation for one document opens no other, and is not given to who prepared it', async () => {
    const caseId = await draftSchedule(university);
    const other = await draftSchedule(university, [
      line({ teacherCode: 'T05', weekday: 6, firstSlot: 9, lastSlot: 9 }),
    ]);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    await act('dispatcher1', other, 'submit');
    await act('teacher05', other, 'agree');
    const author = await university.person('dispatcher1');
    expect((await refusal(delegate({ caseId, toPersonId: author.id }))).code).to.equal('delegateIsAuthor');
    await delegate({ caseId });
    expect((await refusal(act('teacher03', other, 'agree'))).code).to.equal('notAllowed');
    expect((await act('teacher03', caseId, 'agree')).decisions.at(-1)?.action).to.equal('agree');
  });

  it('of two people acting at once one wins, the other is told who and when, and only one decision exists', async () => {
    const caseId = await draftSchedule(university);
    const { version } = await act('dispatcher1', caseId, 'submit');
    const outcomes = await Promise.allSettled([
      act('teacher01', caseId, 'agree', { version }),
      act('teacher05', caseId, 'return', { version, remarks: [{ lineKey: null, text: 'x' }] }),
    ]);
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as AppError] : []));
    expect(lost).to.have.length(1);
    expect(lost[0]!.code).to.equal('conflict');
    expect(lost[0]!.facts.decidedBy?.name.ru).to.be.oneOf(['Сейткали Айгуль Бауыржановна', 'Омаров Даурен Серикович']);
    expect(lost[0]!.facts.decidedAt).to.equal(new Date(university.clock.at).toISOString());
    expect(await count('decisions')).to.equal(2);
  });

  it('a second click of the same person does nothing more and is not an error', async () => {
    const caseId = await draftSchedule(university);
    const { version } = await act('dispatcher1', caseId, 'submit');
    await act('teacher01', caseId, 'agree', { version });
    const again = await act('teacher01', caseId, 'agree', { version });
    expect(again.decisions).to.have.length(2);
    expect(await count('decisions')).to.equal(2);
  });

  it('a failure in the middle leaves nothing behind', async () => {
    const caseId = await draftSchedule(university);
    await university.db.schema.renameTable('effects', 'effects_away');
    await act('dispatcher1', caseId, 'submit').then(
      () => expect.fail('should have failed'),
      () => undefined,
    );
    expect([
      await count('editions'),
      await count('seats'),
      await count('decisions'),
      await count('notices'),
    ]).to.deep.equal([0, 0, 0, 0]);
    expect((await createCaseStore(university.db, university.engine.now).getCase(caseId)).state).to.equal('draft');
  });

  it('what is approved stays in force while a revision is drafted, and the revision takes the route again', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    await approve(caseId);
    const revised = await act('dispatcher1', caseId, 'revise');
    expect(revised).to.include({ state: 'draft', approvedEdition: 1 });
    const lines = await listLines(university.db, caseId);
    await replaceLines(university.db, caseId, lines.slice(1));
    expect((await act('dispatcher1', caseId, 'submit')).editionNo).to.equal(2);
  });

  it('strangers do not learn that a draft exists, teachers may read what was submitted', async () => {
    const caseId = await draftSchedule(university);
    const teacher = await university.person('teacher09');
    expect((await refusal(presentCase(university.engine, teacher, caseId))).code).to.equal('notFound');
    await act('dispatcher1', caseId, 'submit');
    expect((await presentCase(university.engine, teacher, caseId)).allowedActions).to.deep.equal([]);
  });

  it('the log of the whole journey is an unbroken chain whose head stands in the case', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    await agreeKafedras(caseId);
    await approve(caseId);
    const store = createCaseStore(university.db, university.engine.now);
    const row = await store.getCase(caseId);
    const log = await store.listLog(caseId);
    expect(firstBrokenEntry(log, { length: row.log_length, hash: row.log_hash })).to.equal(undefined);
    await university.db('decisions').where({ case_id: caseId, seq: 3 }).update({ comment: 'forged' });
    expect(firstBrokenEntry(await store.listLog(caseId), { length: row.log_length, hash: row.log_hash })).to.equal(3);
  });

  async function logIsWhole(caseId: number) {
    const store = createCaseStore(university.db, university.engine.now);
    const row = await store.getCase(caseId);
    const head = { length: row.log_length, hash: row.log_hash };
    expect(firstBrokenEntry(await store.listLog(caseId), head)).to.equal(undefined);
  }

  async function count(table: 'decisions' | 'notices' | 'editions' | 'seats'): Promise<number> {
    return Number((await university.db(table).count({ total: '*' }).first())!['total']);
  }

  describe('after a return for what the department alone checks', () => {
    const withLink = (link: string) =>
      demoLines(firstFacultyGroups).map((each, at) => ({ ...each, key: keys[at]!, link: at === 0 ? link : null }));
    const keys = demoLines(firstFacultyGroups).map(({ key }) => key);

    async function returned(correct: () => ReturnType<typeof withLink>): Promise<number> {
      const caseId = await draftSchedule(university, withLink('https://old.test/room'));
      await act('dispatcher1', caseId, 'submit');
      await agreeKafedras(caseId);
      await act('dean1', caseId, 'agree');
      await act('dldhead', caseId, 'return', { remarks: [{ lineKey: keys[0]!, text: 'the room does not open' }] });
      await replaceLines(university.db, caseId, correct());
      await act('dispatcher1', caseId, 'submit');
      return caseId;
    }
    const told = async (login: string) => {
      const { id } = await university.person(login);
      return (await university.db('notices').where({ person_id: id }).orderBy('id')).map(({ kind }) => kind);
    };

    it('its head is told, resumes with a reason, and is asked next; the earlier visas stand', async () => {
      const caseId = await returned(() => withLink('https://new.test/room'));
      expect(await told('dldhead')).to.include('resumptionPossible');
      const seen = await presentCase(university.engine, await university.person('dldhead'), caseId);
      expect(seen.allowedActions).to.deep.equal(['resume']);
      const view = await act('dldhead', caseId, 'resume', { comment: 'only the address of a room' });
      expect(view.seats.map((seat) => [seat.role, seat.state, seat.agreedInEdition])).to.deep.equal([
        ['chairHead', 'skipped', 1],
        ['chairHead', 'skipped', 1],
        ['dean', 'skipped', 1],
        ['dldHead', 'active', null],
        ['viceRectorAcademic', 'waiting', null],
      ]);
      expect(view.decisions.at(-1)).to.include({
        action: 'resume',
        comment: 'only the address of a room',
        role: 'dldHead',
      });
      expect(await told('dispatcher1')).to.include('agreementResumed');
      expect((await told('teacher01')).at(-1)).to.equal('agreementResumed');
      expect((await audit(university.db)).broken).to.deep.equal([]);
      await act('dldhead', caseId, 'agree');
      expect(await act('vicerector', caseId, 'approve')).to.include({ state: 'approved' });
      expect((await audit(university.db)).broken).to.deep.equal([]);
    });

    it('the sheet says by which entry of the log the visas stand, and why', async () => {
      const caseId = await returned(() => withLink('https://new.test/room'));
      await act('dldhead', caseId, 'resume', { comment: 'only the address of a room' });
      const store = createCaseStore(university.db, university.engine.now);
      const sheet = agreementSheet(await loadSheetFacts(university.engine, university.db, await store.getCase(caseId)));
      const { seq } = (await store.listLog(caseId)).at(-1)!;
      // The lines of the second kafedra did not change at all.
      expect(sheet.rows.slice(0, 3).map(({ outcome }) => 'resumedAt' in outcome && outcome.resumedAt)).to.have.members([
        seq,
        null,
        seq,
      ]);
      expect(sheet.resumptions.map(({ reason, mark }) => [reason, mark.seq])).to.deep.equal([
        ['only the address of a room', seq],
      ]);
      expect(sheet.result).to.deep.equal({ kind: 'inProgress', given: 3, asked: 5 });
    });

    it('a sheet without that entry believes none of the changed ones', async () => {
      const caseId = await returned(() => withLink('https://new.test/room'));
      await act('dldhead', caseId, 'resume', { comment: 'only the address of a room' });
      const caseRow = await createCaseStore(university.db, university.engine.now).getCase(caseId);
      const facts = await loadSheetFacts(university.engine, university.db, caseRow);
      const sheet = agreementSheet({ ...facts, log: facts.log.filter(({ action }) => action !== 'resume') });
      expect(sheet.rows.slice(0, 3).filter(({ outcome }) => outcome.kind === 'notInLog')).to.have.length(2);
      expect(sheet.fault).to.include({ kind: 'logBroken' });
    });

    describe('the deputy whom an order names', () => {
      async function deputise(login: string, more: { caseId?: number; byOrder?: boolean } = {}): Promise<void> {
        const { db } = university;
        const head = await university.person('dldhead');
        const on = localDate(university.clock.at);
        await db('delegations').insert({
          from_person_id: head.id,
          to_person_id: (await university.person(login)).id,
          role: 'dldHead',
          org_unit_id: head.roles.find(({ role }) => role === 'dldHead')!.orgUnitId,
          case_id: more.caseId ?? null,
          valid_from_on: on,
          valid_to_on: addDays(on, 10),
          ground: 'демалыс',
          created_at: 0,
          revoked_at: null,
          ...(more.byOrder === false ? {} : { order_no: '77-қ', order_on: on }),
        });
      }
      const order = () => ({ no: '77-қ', on: localDate(university.clock.at) });

      it('is told, resumes in the place of the head, and log and sheet say for whom and by which order', async () => {
        await deputise('methodist');
        const caseId = await returned(() => withLink('https://new.test/room'));
        expect(await told('methodist')).to.include('resumptionPossible');
        const view = await act('methodist', caseId, 'resume', { comment: 'only the address of a room' });
        const head = await university.person('dldhead');
        const entry = view.decisions.at(-1)!;
        expect(entry.person!.id).to.equal((await university.person('methodist')).id);
        expect([entry.role, entry.actingFor?.person.id, entry.actingFor?.order]).to.deep.equal([
          'dldHead',
          head.id,
          order(),
        ]);
        const { db, engine } = university;
        const store = createCaseStore(db, engine.now);
        const facts = await loadSheetFacts(engine, db, await store.getCase(caseId));
        expect(
          agreementSheet(facts).resumptions.map(({ actingFor }) => [actingFor?.person.ru, actingFor?.order]),
        ).to.deep.equal([[head.name.ru, order()]]);
        expect((await audit(db)).broken).to.deep.equal([]);
      });

      it('is told that a withdrawal is asked for, and allows or declines it in the place of the head', async () => {
        await deputise('methodist');
        const caseId = await draftSchedule(university);
        await act('dispatcher1', caseId, 'submit');
        await agreeKafedras(caseId);
        for (const [answer, state] of [
          ['declineWithdrawal', 'inAgreement'],
          ['allowWithdrawal', 'withdrawn'],
        ] as const) {
          await act('dispatcher1', caseId, 'askWithdrawal', { comment: 'a wrong file' });
          expect((await told('methodist')).at(-1)).to.equal('withdrawalAsked');
          const view = await act('methodist', caseId, answer, { comment: 'for a reason' });
          expect(view.state).to.equal(state);
          expect(view.decisions.at(-1)!.actingFor?.order).to.deep.equal(order());
        }
        expect((await audit(university.db)).broken).to.deep.equal([]);
      });

      it('for one document may do so there only, and whom the head chose without an order nowhere', async () => {
        const ours = await returned(() => withLink('https://new.test/room'));
        await deputise('methodist', { caseId: await draftSchedule(university) });
        await deputise('technician', { byOrder: false });
        for (const login of ['methodist', 'technician'])
          expect((await refusal(act(login, ours, 'resume', { comment: 'please' }))).code, login).to.equal('notAllowed');
        await deputise('methodist', { caseId: ours });
        await act('methodist', ours, 'resume', { comment: 'links' });
      });

      it('never speaks for the head about a document of their own', async () => {
        await deputise('dispatcher1');
        const caseId = await returned(() => withLink('https://new.test/room'));
        expect((await refusal(act('dispatcher1', caseId, 'resume', { comment: 'mine' }))).code).to.equal(
          'notMyOwnDocument',
        );
        expect(await told('dispatcher1')).to.not.include('resumptionPossible');
      });
    });

    it('nobody else may resume, and nobody twice', async () => {
      const caseId = await returned(() => withLink('https://new.test/room'));
      for (const login of ['dispatcher1', 'dean1', 'vicerector', 'methodist', 'auditor'])
        expect((await refusal(act(login, caseId, 'resume', { comment: 'please' }))).code, login).to.equal('notAllowed');
      expect((await refusal(act('dldhead', caseId, 'resume'))).code).to.equal('decisionNeedsReason');
      await act('dldhead', caseId, 'resume', { comment: 'links' });
      expect((await refusal(act('dldhead', caseId, 'resume', { comment: 'links' }))).code).to.equal(
        'actionNotPossible',
      );
    });

    it('a correction of a lesson leaves nothing to resume: everybody concerned is asked', async () => {
      const moved = () =>
        withLink('https://new.test/room').map((each, at) =>
          at === 0 ? { ...each, firstSlot: 11, lastSlot: 12 } : each,
        );
      const caseId = await returned(moved);
      expect(await told('dldhead')).to.not.include('resumptionPossible');
      const refused = await refusal(act('dldhead', caseId, 'resume', { comment: 'in a hurry' }));
      expect(refused.code).to.equal('actionNotPossible');
    });
  });

  it('the answer of a decision is the case as anybody reads it afterwards', async () => {
    const caseId = await draftSchedule(university);
    for (const [login, action] of [
      ['dispatcher1', 'submit'],
      ['teacher01', 'agree'],
      ['teacher05', 'agree'],
      ['dean1', 'agree'],
      ['dldhead', 'agree'],
      ['vicerector', 'approve'],
    ] as const) {
      const actor = await university.person(login);
      const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
      const decided = await takeAction(university.engine, actor, caseId, {
        action,
        version,
        comment: 'so',
        remarks: [],
      });
      const answer = await presentCase(university.engine, actor, caseId, decided);
      expect(answer, action).to.deep.equal(await presentCase(university.engine, actor, caseId));
    }
  });

  it('the answer to a decision is the case as it left it, and not half of what somebody else decided meanwhile', async () => {
    const caseId = await draftSchedule(university);
    await act('dispatcher1', caseId, 'submit');
    const actor = await university.person('teacher01');
    const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const decided = await takeAction(university.engine, actor, caseId, {
      action: 'agree',
      version,
      comment: '',
      remarks: [],
    });
    const asItWas = await presentCase(university.engine, actor, caseId);
    await act('teacher05', caseId, 'agree');
    expect(await presentCase(university.engine, actor, caseId, decided)).to.deep.equal(asItWas);
  });
});
