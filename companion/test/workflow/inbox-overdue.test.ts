import { expect } from 'chai';
import { takeActionSchema } from '@qashyq/shared-types';
import { holidays } from '../../src/calendar/holidays.js';
import { localToInstant } from '../../src/calendar/working-days.js';
import { due } from '../../src/workflow/case-presenter.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { listInbox } from '../../src/workflow/inbox.js';
import { listDeciders } from '../../src/workflow/seat-holders.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { demoLines, draftSchedule, openTestUniversity, type TestUniversity } from '../support/university.js';

describe('what is overdue', () => {
  let university: TestUniversity;
  let caseId: number;

  /** Sent to the head of C11 on Thursday 8 October 2026; due on Tuesday the 13th. */
  before(async () => {
    university = await openTestUniversity();
    caseId = await draftSchedule(
      university,
      demoLines(['АЖ-24-11']).filter((line) => line.teacherCode === 'T01'),
    );
    const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const author = await university.person('dispatcher1');
    await takeAction(university.engine, author, caseId, takeActionSchema.parse({ action: 'submit', version }));
  });

  it('stands in the inbox under its own filter from the first minute after the deadline, and still among what waits', async () => {
    const head = await university.person('teacher01');
    const inbox = async (tab: 'waiting' | 'overdue', time: number) => {
      const page = await listInbox(university.db, head, { tab, page: 1, pageSize: 20 }, time);
      return [page.total, ...page.items.map((item) => item.seat?.due.workingDaysLeft)];
    };
    const lastMinute = localToInstant('2026-10-13', '23:59');
    expect([await inbox('overdue', lastMinute), await inbox('waiting', lastMinute)]).to.deep.equal([[0], [1, 0]]);
    const after = localToInstant('2026-10-14', '00:00');
    expect([await inbox('overdue', after), await inbox('waiting', after)]).to.deep.equal([
      [1, -1],
      [1, -1],
    ]);
    expect(await inbox('overdue', localToInstant('2026-10-19', '10:00'))).to.deep.equal([1, -4]);
  });

  it('is said to be over on the weekend after the deadline too, when no working day has passed yet', () => {
    const calendar = { daysOff: new Set(holidays.map(({ date }) => date)) };
    const friday = localToInstant('2026-10-16', '23:59');
    const left = (date: string) => due(friday, calendar, localToInstant(date, '10:00')).workingDaysLeft;
    expect(
      ['2026-10-15', '2026-10-16', '2026-10-17', '2026-10-18', '2026-10-19', '2026-10-20'].map(left),
    ).to.deep.equal([1, 0, -1, -1, -1, -2]);
  });

  it('reminds whoever decides in the place of the holder as well', async () => {
    const { db, engine } = university;
    const [seat] = await db('seats').where({ case_id: caseId, state: 'active' });
    const head = await university.person('teacher01');
    const deputy = await university.person('teacher02');
    await db('delegations').insert({
      from_person_id: head.id,
      to_person_id: deputy.id,
      role: 'chairHead',
      org_unit_id: seat!.org_unit_id,
      case_id: null,
      valid_from_on: '2026-10-01',
      valid_to_on: '2026-10-20',
      ground: 'leave',
      created_at: 0,
      revoked_at: null,
    });
    expect((await listDeciders(db, seat!, engine.now())).map(({ login }) => login)).to.have.members([
      'teacher01',
      'teacher02',
    ]);
  });
});
