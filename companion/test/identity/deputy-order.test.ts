import { expect } from 'chai';
import fc from 'fast-check';
import { roles as everyRole, type DeputyOrders, type EnterDeputyOrderInput, type Role } from '@qashyq/shared-types';
import { localDate } from '../../src/calendar/local-time.js';
import { addDays } from '../../src/calendar/plain-dates.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { deputisedRoles, whyNotOrder, type OrderFacts, type OrderWish } from '../../src/identity/deputy-order.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { firstBrokenEntry } from '../../src/workflow/decision-log.js';
import { act } from '../support/approval.js';
import { packageTexts, paragraphsIn } from '../support/docx.js';
import { startWholeService, type RunningService } from '../support/running-service.js';
import { draftSchedule } from '../support/university.js';

const keeper = (role: Role): CurrentPerson => ({
  id: 1,
  name: { kk: '', ru: '', en: '' },
  locale: 'kk',
  roles: [{ role, orgUnitId: 4, covers: [4], coversBelow: [4] }],
  actsFor: [],
});
const wish = (values: Partial<OrderWish> = {}): OrderWish => ({
  holderId: 5,
  role: 'dean',
  orgUnitId: 2,
  toPersonId: 9,
  caseId: null,
  validFromOn: '2026-10-12',
  validToOn: '2026-10-20',
  orderNo: '12',
  orderOn: '2026-10-10',
  ...values,
});
const facts: OrderFacts = { today: '2026-10-12', isHeld: true, deputyWorksHere: true, preparedBy: [], orders: [] };

describe('an order that names a deputy', () => {
  it('is entered by the head of the department or of personnel, and by nobody else', () => {
    for (const role of everyRole)
      expect(whyNotOrder(keeper(role), wish(), facts), role).to.equal(
        role === 'dldHead' || role === 'hrHead' ? undefined : 'notAllowed',
      );
  });

  it('never names who enters it, nor the holder', () => {
    expect(whyNotOrder(keeper('hrHead'), wish({ toPersonId: 1 }), facts)).to.equal('deputyIsYourself');
    expect(whyNotOrder(keeper('hrHead'), wish({ toPersonId: 5 }), facts)).to.equal('deputyNotStaff');
    expect(whyNotOrder(keeper('hrHead'), wish(), { ...facts, deputyWorksHere: false })).to.equal('deputyNotStaff');
  });

  it('is for a post that is held and that decides for a unit; the Rector’s among them', () => {
    expect(deputisedRoles).to.include('rector');
    for (const role of everyRole.filter((one) => !deputisedRoles.includes(one)))
      expect(whyNotOrder(keeper('hrHead'), wish({ role }), facts), role).to.equal('postNotDeputised');
    expect(whyNotOrder(keeper('hrHead'), wish(), { ...facts, isHeld: false })).to.equal('postNotDeputised');
  });

  it('for one document names nobody who prepared it', () => {
    const refused = whyNotOrder(keeper('hrHead'), wish({ caseId: 3 }), { ...facts, preparedBy: [9] });
    expect(refused).to.equal('delegateIsAuthor');
  });

  it('lasts thirty days at most, unless it is for one document', () => {
    const days = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(days, fc.boolean(), (length, isForOne) => {
        const ordered = wish({ validToOn: addDays('2026-10-12', length), caseId: isForOne ? 3 : null });
        expect(whyNotOrder(keeper('hrHead'), ordered, facts)).to.equal(
          isForOne || length < 30 ? undefined : 'delegationTooLong',
        );
      }),
    );
  });

  it('does not end before it begins or before today, and is not dated ahead', () => {
    for (const wrong of [
      { validFromOn: '2026-10-20', validToOn: '2026-10-19' },
      { validFromOn: '2026-10-01', validToOn: '2026-10-11' },
      { orderOn: '2026-10-13' },
    ])
      expect(whyNotOrder(keeper('hrHead'), wish(wrong), facts)).to.equal('delegationDatesWrong');
    expect(whyNotOrder(keeper('hrHead'), wish({ validFromOn: '2026-10-01' }), facts)).to.equal(undefined);
  });

  it('does not overlap another for the same post and scope', () => {
    expect(whyNotOrder(keeper('hrHead'), wish(), { ...facts, orders: [wish()] })).to.equal('delegationOverlaps');
    expect(whyNotOrder(keeper('hrHead'), wish(), { ...facts, orders: [wish({ caseId: 3 })] })).to.equal(undefined);
  });
});

describe('a deputy by order', () => {
  let service: RunningService;
  let today: string;
  let caseId: number;
  const ids = new Map<string, number>();
  const units = new Map<string, number>();

  beforeEach(async () => {
    service = await startWholeService();
    const { db, clock } = service.university;
    today = localDate(clock.at);
    for (const row of await db('persons')) ids.set(row.login, row.id);
    for (const row of await db('org_units')) units.set(row.code, row.id);
    caseId = await draftSchedule(service.university);
    await act(service.university, 'dispatcher1', caseId, 'submit');
    await act(service.university, 'teacher01', caseId, 'agree');
    await act(service.university, 'teacher05', caseId, 'agree');
  });
  afterEach(() => service.stop());

  /** Of another faculty than the dean. */
  const enter = (login = 'hrhead', more: Partial<EnterDeputyOrderInput> = {}) =>
    service.call(login, 'enterDeputyOrder', {
      body: {
        holderId: ids.get('dean1')!,
        role: 'dean',
        orgUnitId: units.get('F1')!,
        toPersonId: ids.get('dean2')!,
        validFromOn: today,
        validToOn: addDays(today, 5),
        orderNo: '77-қ',
        orderOn: today,
        ...more,
      },
    });
  const orders = async (login = 'hrhead') =>
    (await service.call(login, 'deputyOrders')).body as unknown as DeputyOrders;
  const agree = async (login: string) => {
    const { version } = await createCaseStore(service.university.db, Date.now).getCase(caseId);
    return service.call(login, 'takeAction', { params: { caseId }, body: { action: 'agree', version } });
  };

  it('of another unit decides while the holder has handed nothing over, and the log says by which order', async () => {
    expect((await agree('dean2')).body.error?.code).to.equal('notAllowed');
    expect((await enter()).status).to.equal(204);
    expect((await agree('dean2')).status).to.equal(200);
    const store = createCaseStore(service.university.db, Date.now);
    const log = await store.listLog(caseId);
    expect(log.at(-1)!.actingFor).to.deep.equal({
      personId: ids.get('dean1'),
      ground: '',
      order: { no: '77-қ', on: today },
    });
    const caseRow = await store.getCase(caseId);
    const head = { length: caseRow.log_length, hash: caseRow.log_hash };
    expect(firstBrokenEntry(log, head)).to.equal(undefined);
    // The order is under the hash.
    await service.university
      .db('decisions')
      .where({ case_id: caseId, seq: log.length })
      .update({ acting_order_no: '78' });
    expect(firstBrokenEntry(await store.listLog(caseId), head)).to.equal(log.length);
  });

  it('stands on the sheet as «A for B, order No»', async () => {
    await enter();
    await agree('dean2');
    const { bytes } = await service.call('dldhead', 'agreementSheetDocx', {
      params: { caseId },
      query: { locale: 'ru' },
    });
    const text = paragraphsIn((await packageTexts(bytes)).get('word/document.xml')!).join('\n');
    expect(text).to.include('приказ № 77-қ от');
  });

  it('and the holder are told, and see it among their delegations, where nobody can revoke it', async () => {
    await enter();
    const kinds = async (login: string) =>
      (await service.university.db('notices').where({ person_id: ids.get(login)! })).map(({ kind }) => kind);
    expect(await kinds('dean2')).to.include('deputyNamed');
    expect(await kinds('dean1')).to.include('deputyOfYours');
    const mine = (await service.call('dean1', 'delegations')).body as unknown as {
      given: { id: number; order?: unknown }[];
    };
    expect(mine.given[0]!.order).to.deep.equal({ no: '77-қ', on: today });
    const params = { delegationId: mine.given[0]!.id };
    expect((await service.call('dean1', 'revokeDelegation', { params })).status).to.equal(404);
    expect((await agree('dean2')).status).to.equal(200);
  });

  it('decides nothing after it was revoked, on other days, or when the holder left the post', async () => {
    await enter();
    const [order] = (await orders()).items;
    const params = { delegationId: order!.id };
    expect((await service.call('hrhead', 'revokeDeputyOrder', { params })).status).to.equal(204);
    expect((await service.call('hrhead', 'revokeDeputyOrder', { params })).status).to.equal(204);
    expect((await agree('dean2')).body.error?.code).to.equal('notAllowed');
    expect((await service.university.db('notices').where({ kind: 'deputyRevoked' })).length).to.equal(2);

    await enter('hrhead', { validFromOn: addDays(today, 1) });
    expect((await agree('dean2')).body.error?.code).to.equal('notAllowed');
    await enter('hrhead', { validToOn: today });
    await service.university
      .db('person_roles')
      .where({ person_id: ids.get('dean1')! })
      .update({ valid_to_on: '2026-08-02' });
    expect((await agree('dean2')).body.error?.code).to.equal('notAllowed');
  });

  it('hands nothing on and gains nothing else of the post', async () => {
    await enter();
    const today1 = { validFromOn: today, validToOn: today };
    const given = await service.call('dean2', 'giveDelegation', {
      body: { toPersonId: ids.get('teacher03'), role: 'dean', orgUnitId: units.get('F1'), ground: 'x', ...today1 },
    });
    expect(given.body.error?.code).to.equal('notAllowed');
  });

  it('the holder may still delegate to a colleague beside an order', async () => {
    await enter();
    const given = await service.call('dean1', 'giveDelegation', {
      body: {
        toPersonId: ids.get('teacher03'),
        role: 'dean',
        orgUnitId: units.get('F1'),
        ground: 'leave',
        validFromOn: today,
        validToOn: today,
      },
    });
    expect(given.status).to.equal(200);
  });

  it('is named by nobody else, not by the deputy and not by the holder', async () => {
    for (const login of ['dean1', 'dean2', 'vicerector', 'methodist', 'auditor', 'dispatcher1', 'somebody-new'])
      expect((await enter(login)).body.error?.code, login).to.equal('notAllowed');
    expect((await enter('dldhead', { toPersonId: ids.get('dldhead')! })).body.error?.code).to.equal('deputyIsYourself');
    await enter();
    const params = { delegationId: (await orders()).items[0]!.id };
    for (const login of ['dean1', 'dean2', 'methodist', 'auditor'])
      expect((await service.call(login, 'revokeDeputyOrder', { params })).body.error?.code, login).to.equal(
        'notAllowed',
      );
    expect((await orders('auditor')).posts).to.deep.equal([]);
  });

  it('the same click twice enters one order', async () => {
    const answers = await Promise.all([enter(), enter()]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([204, 409]);
    expect((await orders()).total).to.equal(1);
  });

  it('for one document decides on that one only', async () => {
    const other = await draftSchedule(service.university, []);
    await enter('hrhead', { caseId: other });
    expect((await agree('dean2')).body.error?.code).to.equal('notAllowed');
    await enter('hrhead', { caseId });
    expect((await agree('dean2')).status).to.equal(200);
  });
});
