import { expect } from 'chai';
import {
  rolesSchema,
  type GiveRoleInput,
  type Page,
  type RoleChange,
  type Roles,
  type Locale,
  type NoticeView,
} from '@qashyq/shared-types';
import { localDate } from '../../src/calendar/local-time.js';
import { addDays, dateText } from '../../src/calendar/plain-dates.js';
import { noticeTexts } from '../../src/effects/notice-texts.js';
import { startWholeService, type RunningService } from '../support/running-service.js';

describe('the page of roles', () => {
  let service: RunningService;
  let today: string;
  const person = new Map<string, number>();
  const unit = new Map<string, number>();

  beforeEach(async () => {
    service = await startWholeService();
    today = localDate(service.university.clock.at);
    for (const row of await service.university.db('persons')) person.set(row.login, row.id);
    for (const row of await service.university.db('org_units')) unit.set(row.code, row.id);
  });
  afterEach(() => service.stop());

  const roles = async (query: Record<string, string | number> = {}, login = 'dldhead'): Promise<Roles> => {
    const { status, body } = await service.call(login, 'roles', { query });
    expect(status, JSON.stringify(body)).to.equal(200);
    return rolesSchema.parse(body);
  };
  const give = (login: string, to: string, role: string, code: string, more: Partial<GiveRoleInput> = {}) =>
    service.call(login, 'giveRole', {
      body: { personId: person.get(to), role, orgUnitId: unit.get(code), validFromOn: today, ...more },
    });
  const end = (login: string, roleId: number, validToOn: string) =>
    service.call(login, 'endRole', { params: { roleId }, body: { validToOn } });
  const roleOf = async (login: string, role: string) =>
    (await service.university
      .db('person_roles')
      .where({ person_id: person.get(login)!, role: role as 'dean' })
      .first())!;

  it('finds people by name, role and unit, and pages', async () => {
    expect((await roles({ search: 'сейтқали' })).items.map(({ role }) => role)).to.deep.equal(['teacher', 'chairHead']);
    expect((await roles({ role: 'dean' })).items.map(({ orgUnit }) => orgUnit.code)).to.have.members([
      'F1',
      'F2',
      'F3',
    ]);
    const faculty = await roles({ orgUnitId: unit.get('F3')!, pageSize: 100 });
    expect(new Set(faculty.items.map(({ orgUnit }) => orgUnit.code))).to.deep.equal(new Set(['F3', 'C31', 'C32']));
    const first = await roles({ pageSize: 5 });
    const second = await roles({ pageSize: 5, page: 2 });
    expect(first.total).to.be.greaterThan(20);
    expect(first.items.map(({ id }) => id)).to.not.include(second.items[0]!.id);
    const ids = (await roles({ pageSize: 100 })).items.map((item) => item.person.id);
    const runs = ids.filter((id, index) => id !== ids[index - 1]);
    expect(runs, 'the roles of a person stand together').to.have.length(new Set(ids).size);
  });

  it('shows first what routes need and nobody holds, and forgets it once it is held', async () => {
    expect((await roles()).vacancies).to.deep.equal([]);
    const dean = await roleOf('dean2', 'dean');
    expect((await end('hrhead', dean.id, addDays(today, -1))).status).to.equal(204);
    const { vacancies } = await roles();
    expect(
      vacancies.map((place) => [place.role, place.orgUnit.code, place.kinds.includes('lessonSchedule')]),
    ).to.deep.equal([['dean', 'F2', true]]);
    expect((await give('hrhead', 'teacher09', 'dean', 'F2')).status).to.equal(204);
    expect((await roles()).vacancies).to.deep.equal([]);
  });

  it('a role given works at once, and ends at once', async () => {
    expect((await service.call('teacher04', 'routes')).status).to.equal(403);
    expect((await give('dldhead', 'teacher04', 'dldMethodist', 'DLD')).status).to.equal(204);
    expect((await service.call('teacher04', 'routes')).status).to.equal(200);
    const { id } = await roleOf('teacher04', 'dldMethodist');
    await end('dldhead', id, addDays(today, -1));
    expect((await service.call('teacher04', 'routes')).status).to.equal(403);
  });

  it('keeps every change with who, when, before and after, and deletes nothing', async () => {
    const count = async () => (await service.university.db('person_roles')).length;
    const before = await count();
    await give('dldhead', 'teacher04', 'expert', 'C11', { validToOn: addDays(today, 20) });
    const { id } = await roleOf('teacher04', 'expert');
    await end('dldhead', id, addDays(today, 5));
    const { body } = await service.call('auditor', 'roleChanges');
    const { items } = body as unknown as Page<RoleChange>;
    expect(
      items.map((item) => [item.action, item.by.id, item.person.id, item.role, item.before, item.after]),
    ).to.deep.equal([
      ['ended', person.get('dldhead'), person.get('teacher04'), 'expert', addDays(today, 20), addDays(today, 5)],
      ['given', person.get('dldhead'), person.get('teacher04'), 'expert', null, addDays(today, 20)],
    ]);
    expect(await count()).to.equal(before + 1);
    expect((await roles({ search: 'teacher04', show: 'all' })).total).to.equal(2);
  });

  describe('tells whom it concerns', () => {
    const told = async (login: string) =>
      ((await service.call(login, 'notices')).body as unknown as Page<NoticeView>).items.map(
        ({ kind, text, place }) => ({ kind, text, place }),
      );
    const rowsOf = (login: string) =>
      service.university
        .db('notices')
        .where({ person_id: person.get(login)! })
        .orderBy('id', 'desc');
    const toldIn = async (locale: Locale, login: string) => {
      const { db, engine } = service.university;
      const rows = await rowsOf(login);
      const texts = await noticeTexts(db, engine.catalogue, rows, locale);
      return rows.map(({ id }) => texts.get(id)!.text);
    };
    const day = (after: number) => dateText(addDays(today, after));

    it('what they may do now, since when and by whom, in their language, with its delivery queued', async () => {
      await give('dldhead', 'teacher04', 'dldMethodist', 'DLD', { validFromOn: addDays(today, 3) });
      expect(await told('teacher04')).to.deep.equal([
        {
          kind: 'roleGiven',
          text: `С ${day(3)} ваша роль: Методист ОДО (Отдел дистанционного обучения). С этого дня вы можете писать план обучения, проводить обучения, вести календарь. Решение: Досмагамбет Самат Ерболович.`,
          place: '#/my-data',
        },
      ]);
      expect((await toldIn('kk', 'teacher04'))[0])
        .to.include('ҚОБ әдіскері')
        .and.to.include('құқылысыз');
      const [notice] = await rowsOf('teacher04');
      const effects = await service.university.db('effects').where({ dedupe_key: `notice:${notice!.id}` });
      expect(effects.map(({ kind }) => kind)).to.deep.equal(['deliver-notice']);
    });

    it('until when a role is given, that its end was set, and that one was taken back before it began', async () => {
      await give('dldhead', 'teacher04', 'expert', 'C11', { validToOn: addDays(today, 20) });
      const { id } = await roleOf('teacher04', 'expert');
      await end('dldhead', id, addDays(today, 5));
      await give('dldhead', 'teacher04', 'proctor', 'C11', { validFromOn: addDays(today, 7) });
      await end('dldhead', (await roleOf('teacher04', 'proctor')).id, today);
      const texts = await toldIn('en', 'teacher04');
      expect((await told('teacher04')).map(({ kind }) => kind)).to.deep.equal([
        'roleCancelled',
        'roleGiven',
        'roleEnded',
        'roleGivenUntil',
      ]);
      expect(texts[0]).to.include(`that was to begin on ${day(7)} is not given`);
      expect(texts[2]).to.include(`the last day of your role is ${day(5)}`);
      expect(texts[3]).to.include(`From ${day(0)} to ${day(20)} your role is: Expert`);
    });

    it('once, also when the same is asked several times, and not at all when it is refused', async () => {
      await Promise.all([1, 2, 3].map(() => give('dldhead', 'teacher04', 'expert', 'C11')));
      const { id } = await roleOf('teacher04', 'expert');
      await Promise.all([1, 2, 3].map(() => end('dldhead', id, addDays(today, 5))));
      await give('methodist', 'teacher04', 'expert', 'C12');
      await end('methodist', id, addDays(today, 4));
      expect((await told('teacher04')).map(({ kind }) => kind)).to.deep.equal(['roleEnded', 'roleGiven']);
      expect(await told('dldhead'), 'who decided knows it').to.deep.equal([]);
    });
  });

  it('the same click twice gives one role', async () => {
    const answers = await Promise.all([1, 2].map(() => give('dldhead', 'teacher04', 'expert', 'C11')));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([204, 409]);
    expect(await service.university.db('person_roles').where({ role: 'expert' })).to.have.length(1);
  });

  it('nobody else gives or ends, and nobody raises themselves', async () => {
    const { id } = await roleOf('teacher01', 'chairHead');
    for (const login of ['methodist', 'auditor', 'vicerector', 'dean1', 'teacher01', 'technician', 'somebody-new']) {
      expect((await give(login, 'teacher04', 'dldMethodist', 'DLD')).body.error?.code, login).to.equal('notAllowed');
      expect((await end(login, id, today)).body.error?.code, login).to.equal('notAllowed');
    }
    expect((await give('dldhead', 'dldhead', 'dldMethodist', 'DLD')).body.error?.code).to.equal('notYourOwnRole');
    expect((await give('dldhead', 'teacher04', 'dldHead', 'DLD')).body.error?.code).to.equal('notAllowed');
    expect((await give('hrhead', 'hrhead', 'auditor', 'KRU')).body.error?.code).to.equal('notYourOwnRole');
    expect((await service.call('methodist', 'roles')).body.error?.code).to.equal('notAllowed');
    expect(await service.university.db('role_changes')).to.deep.equal([]);
  });

  it('an acting head keeps no roles', async () => {
    const { db } = service.university;
    await db('delegations').insert({
      from_person_id: person.get('dldhead')!,
      to_person_id: person.get('methodist')!,
      role: 'dldHead',
      org_unit_id: unit.get('DLD')!,
      case_id: null,
      valid_from_on: today,
      valid_to_on: today,
      ground: 'order 1',
      created_at: 0,
      revoked_at: null,
    });
    expect((await give('methodist', 'teacher04', 'expert', 'C11')).body.error?.code).to.equal('notAllowed');
  });

  it('answers somebody or something unknown as such', async () => {
    expect((await service.call('dldhead', 'giveRole', { body: { personId: 1 } })).status).to.equal(422);
    const unknown = { personId: 999_999, role: 'expert', orgUnitId: unit.get('C11'), validFromOn: today };
    expect((await service.call('dldhead', 'giveRole', { body: unknown })).status).to.equal(404);
    expect((await end('dldhead', 999_999, today)).status).to.equal(404);
  });

  it('tells which may be ended by whom, and offers only what is possible', async () => {
    const ofHead = await roles({ pageSize: 100 });
    expect(new Set(ofHead.items.filter(({ mayEnd }) => mayEnd).map(({ role }) => role))).to.deep.equal(
      new Set(['scheduler', 'dldMethodist', 'dldTechnician', 'dldTestOfficer']),
    );
    const looking = await roles({}, 'auditor');
    expect([looking.givable, looking.items.some(({ mayEnd }) => mayEnd)]).to.deep.equal([[], false]);
    const department = ofHead.givable.find(({ role }) => role === 'dldMethodist')!;
    expect(department.orgUnitIds).to.deep.equal([unit.get('DLD')]);
  });
});
