import { expect } from 'chai';
import type { Overview } from '@qashyq/shared-types';
import { act, approveCase } from '../support/approval.js';
import { startWholeService, type CallOptions, type RunningService } from '../support/running-service.js';
import { draftSchedule, line } from '../support/university.js';

describe('the overview of the department', function () {
  this.timeout(60_000);
  let service: RunningService;
  let waiting: number;
  let late: number;
  let published: number;

  before(async () => {
    service = await startWholeService();
    const { university } = service;
    const { db, clock } = university;
    // Of the kafedras C11 (T02) and C12 (T05), so that two units are waited for.
    waiting = await draftSchedule(university, [
      line({ weekday: 1 }),
      line({ weekday: 2, teacherCode: 'T05', groupCodes: ['ИС-25-12'] }),
    ]);
    late = await draftSchedule(university, [line({ weekday: 3 })]);
    published = await draftSchedule(university, [line({ weekday: 4 })]);
    await draftSchedule(university, [line({ weekday: 5 })]);
    await act(university, 'dispatcher1', waiting, 'submit');
    await act(university, 'dispatcher1', late, 'submit');
    await db('seats')
      .where({ case_id: late })
      .update({ due_at: clock.at - 86_400_000 });
    await approveCase(university, published);
    // As the worker does once Moodle has taken the lessons; no Moodle takes any here.
    await db('cases').where({ id: published }).update({ state: 'published' });
    await db('decisions').where({ case_id: published, action: 'approve' }).update({ action: 'publish' });
  });
  after(() => service.stop());

  async function overview(query: CallOptions['query'] = {}, login = 'dldhead') {
    const { status, body } = await service.call(login, 'overview', { query });
    expect(status, body.error?.message).to.equal(200);
    return body as unknown as Overview;
  }
  const ids = ({ items }: Overview) => items.map(({ id }) => id);

  it('counts what is awaited, overdue, returned and published this month', async () => {
    expect((await overview()).tiles).to.deep.equal({ waiting: 3, overdue: 1, returned: 0, published: 1 });
  });

  it('shows the rows of each tile: what is overdue first, with who is waited for and since when', async () => {
    const all = await overview();
    expect([ids(all), all.total]).to.deep.equal([[late, waiting, waiting], 3]);
    const [first] = all.items;
    expect(first?.seat?.holders.map(({ name }) => name.kk)).to.deep.equal(['Сейтқали Айгүл Бауыржанқызы']);
    expect(first?.seat?.due.workingDaysLeft).to.be.below(0);
    expect(first?.since).to.equal(new Date(service.university.clock.at).toISOString());
    expect(ids(await overview({ show: 'overdue' }))).to.deep.equal([late]);
    expect(ids(await overview({ show: 'published' }))).to.deep.equal([published]);
    expect(ids(await overview({ show: 'returned' }))).to.deep.equal([]);
  });

  it('counts a returned case among the returned and no longer among the awaited', async () => {
    const { university } = service;
    const id = await draftSchedule(university, [line({ weekday: 6 })]);
    await act(university, 'dispatcher1', id, 'submit');
    await act(university, 'teacher01', id, 'return', 'Аудитория жоқ');
    const view = await overview({ show: 'returned' });
    expect([ids(view), view.total, view.items[0]?.seat]).to.deep.equal([[id], 1, null]);
    expect(view.tiles).to.include({ waiting: 3, returned: 1 });
  });

  it('is filtered by unit and by role, and pages with the right total', async () => {
    const { units, roles } = await overview();
    expect(units.map(({ waiting: count, overdue }) => [count, overdue])).to.deep.equal([
      [2, 1],
      [1, 0],
    ]);
    expect(roles).to.deep.equal(['chairHead']);
    const other = units[1]!.orgUnit.id;
    const filtered = await overview({ orgUnitId: other });
    expect([ids(filtered), filtered.total]).to.deep.equal([[waiting], 1]);
    expect((await overview({ orgUnitId: other, show: 'overdue' })).total).to.equal(0);
    expect((await overview({ role: 'dean' })).total).to.equal(0);
    const second = await overview({ page: 2, pageSize: 2 });
    expect([ids(second), second.total]).to.deep.equal([[waiting], 3]);
  });

  it('draws the table by unit as a chart in the reader’s language, with the same numbers', async () => {
    const { chart, units } = await overview();
    expect(chart)
      .to.match(/^<svg /)
      .and.contain('Ожидаемые решения по подразделениям');
    expect(chart).to.contain(units[0]!.orgUnit.name.ru).and.contain('2, из них просрочено 1');
  });

  it('is closed to who runs no department', async () => {
    for (const login of ['dispatcher1', 'teacher02', 'dean1', 'technician'])
      expect((await service.call(login, 'overview')).body.error?.code, login).to.equal('notAllowed');
    expect((await overview({}, 'vicerector')).tiles.waiting).to.equal(3);
  });
});
