import { expect } from 'chai';
import type { Knex } from 'knex';
import { audit } from '../../src/audit/audit.js';
import { insertNotices } from '../../src/effects/notices.js';
import type { CaseRow } from '../../src/db/tables.js';
import { features } from '../../src/features/index.js';
import type { CaseFeatures } from '../../src/workflow/case-feature.js';
import { presentCase } from '../../src/workflow/case-presenter.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { draftSchedule, line, openTestUniversity, type TestUniversity } from '../support/university.js';

describe('the audit', () => {
  let university: TestUniversity;
  let db: Knex;
  let caseId: number;

  /** Submits, and has the first `decisions` seats decide, in the order of the route. */
  async function go(decisions: number) {
    const act = async (login: string, action: 'submit' | 'agree' | 'approve') => {
      const { version } = (await db('cases').where({ id: caseId }).first())!;
      await takeAction(university.engine, await university.person(login), caseId, {
        action,
        version,
        comment: '',
        remarks: [],
      });
    };
    await act('dispatcher1', 'submit');
    const deciders = [
      ['teacher01', 'agree'],
      ['dean1', 'agree'],
      ['dldhead', 'agree'],
      ['vicerector', 'approve'],
    ] as const;
    for (const [login, action] of deciders.slice(0, decisions)) await act(login, action);
  }

  before(async () => {
    university = await openTestUniversity();
    ({ db } = university);
  });
  /** Each test has a case of its own, at a time when nothing else happens. */
  let hour = 0;
  const draft = () => {
    hour += 1;
    return draftSchedule(university, [line({ weeks: [1 + (hour % 15)], weekday: 1 + Math.floor(hour / 15) })]);
  };
  beforeEach(async () => {
    caseId = await draft();
  });

  const ofMyCase = async () => (await audit(db)).broken.filter((one) => one.caseId === caseId);

  for (const decisions of [0, 1, 2, 3, 4])
    it(`finds nothing wrong after a submission and ${decisions} decisions`, async () => {
      await go(decisions);
      expect(await ofMyCase()).to.deep.equal([]);
    });

  it('asks no publication of a kind that has none: it stays approved', async () => {
    const quiet: CaseFeatures = {
      ...features,
      lessonSchedule: {
        ...features.lessonSchedule,
        workflow: { ...features.lessonSchedule.workflow, effectsOnApproval: [] },
      },
    };
    const loud = university.engine;
    university.engine = { ...loud, features: quiet };
    try {
      await go(4);
      expect(await presentCase(university.engine, await university.person('dispatcher1'), caseId)).to.include({
        state: 'approved',
        approvedEdition: 1,
        publishes: false,
      });
    } finally {
      university.engine = loud;
    }
    expect(await db('effects').where({ case_id: caseId, kind: 'publish-calendar' })).to.deep.equal([]);
    expect((await audit(db, [caseId], quiet)).broken).to.deep.equal([]);
    expect((await audit(db, [caseId])).broken.map(({ invariant }) => invariant)).to.deep.equal(['approvalIsWhole']);
  });

  it('changes nothing', async () => {
    await go(2);
    const whole = async () => JSON.stringify([await db('cases'), await db('seats'), await db('effects')]);
    const before = await whole();
    await audit(db);
    expect(await whole()).to.equal(before);
  });

  const newest = async (table: 'seats' | 'decisions'): Promise<{ id: number }> =>
    (await db(table).where({ case_id: caseId }).orderBy('id', 'desc').first())!;
  const effect = async () => (await db('effects').where({ case_id: caseId, kind: 'deliver-notice' }).first())!;
  const setCase = (change: Partial<CaseRow>) => db('cases').where({ id: caseId }).update(change);

  /** Each breaks one thing by hand, after `decisions` decisions. */
  const damages: [name: string, decisions: number, found: string[], damage: () => PromiseLike<unknown>][] = [
    [
      'a changed comment',
      1,
      ['logIsWhole'],
      async () =>
        db('decisions')
          .where({ id: (await newest('decisions')).id })
          .update({ comment: 'other' }),
    ],
    [
      'a lost decision',
      1,
      ['logIsWhole', 'everySeatIsDecidedOnce'],
      async () =>
        db('decisions')
          .where({ id: (await newest('decisions')).id })
          .delete(),
    ],
    [
      'a second decision at a seat',
      2,
      ['logIsWhole', 'everySeatIsDecidedOnce'],
      async () => {
        const { id: _id, ...row } = (await db('decisions').where({ case_id: caseId }).orderBy('id', 'desc').first())!;
        await db('decisions').insert({ ...row, seq: row.seq + 1 });
      },
    ],
    [
      'a seat that is open although it was decided',
      4,
      ['everySeatIsDecidedOnce', 'openSeatsFitTheState', 'approvalIsWhole'],
      async () =>
        db('seats')
          .where({ id: (await newest('seats')).id })
          .update({ state: 'active' }),
    ],
    [
      'a changed content',
      0,
      ['everyEditionIsFrozenOnce'],
      () => db('editions').where({ case_id: caseId }).update({ content_json: '{}' }),
    ],
    ['a lost edition', 0, ['everyEditionIsFrozenOnce'], () => db('editions').where({ case_id: caseId }).delete()],
    [
      'a case that waits for nobody',
      0,
      ['openSeatsFitTheState'],
      () => db('seats').where({ case_id: caseId }).update({ state: 'waiting' }),
    ],
    ['seats open in a draft', 1, ['openSeatsFitTheState'], () => setCase({ state: 'draft' })],
    [
      'a state ahead of its approval',
      0,
      ['openSeatsFitTheState', 'approvalIsWhole'],
      () => setCase({ state: 'approved' }),
    ],
    [
      'a visa that is missing from what is in force',
      4,
      ['approvalIsWhole'],
      async () => {
        const { id: _id, ...seat } = (await db('seats').where({ case_id: caseId }).first())!;
        await db('seats').insert({ ...seat, step_no: 9, state: 'expired' });
      },
    ],
    ['an approval nobody gave', 3, ['approvalIsWhole'], () => setCase({ approved_edition_no: 1 })],
    ['a publication nobody logged', 4, ['approvalIsWhole'], () => setCase({ published_edition_no: 1 })],
    [
      'a publication that was not queued',
      4,
      ['approvalIsWhole'],
      () => db('effects').where({ kind: 'publish-calendar', case_id: caseId }).delete(),
    ],
    [
      'a notice that nobody delivers',
      1,
      ['everyNoticeIsDelivered'],
      async () =>
        db('effects')
          .where({ id: (await effect()).id })
          .delete(),
    ],
    [
      'two events of one lesson',
      4,
      ['everyLessonHasOneEvent'],
      () =>
        db('calendar_events').insert(
          ['a', 'b'].map((id) => ({
            external_id: `twice-${id}`,
            case_id: caseId,
            line_key: 'l',
            week: 7,
            obsolete: 0,
          })),
        ),
    ],
    [
      'a lease without its key',
      0,
      ['everyLeaseIsHeld'],
      async () =>
        db('effects')
          .where({ id: (await effect()).id })
          .update({ state: 'leased' }),
    ],
    [
      'a key without its lease',
      0,
      ['everyLeaseIsHeld'],
      async () =>
        db('effects')
          .where({ id: (await effect()).id })
          .update({ running_key: 'nobody' }),
    ],
  ];

  for (const [name, decisions, found, damage] of damages)
    it(`finds ${name}`, async () => {
      await go(decisions);
      await damage();
      const broken = await ofMyCase();
      expect(new Set(broken.map((one) => one.invariant))).to.deep.equal(new Set(found));
      expect(broken.every((one) => one.what !== '')).to.equal(true);
    });

  it('takes an event that is to be removed for none', async () => {
    await db('calendar_events').insert(
      [0, 1].map((obsolete) => ({ external_id: `${obsolete}`, case_id: caseId, line_key: 'l', week: 7, obsolete })),
    );
    expect(await ofMyCase()).to.deep.equal([]);
  });

  it('names the case that is broken, and says how many it looked at', async () => {
    const broken = (await audit(db)).broken.length;
    const { id: personId } = await university.person('dispatcher1');
    const facts = { editionNo: 1, byPersonId: null, role: null, orgUnitId: null };
    await insertNotices(db, [{ personId, caseId, kind: 'caseApproved', facts }], 0);
    await db('effects').where({ case_id: caseId }).delete();
    const report = await audit(db);
    expect(report.cases).to.equal((await db('cases')).length);
    expect(report.broken.length).to.equal(broken + 1);
    expect(await ofMyCase()).to.have.length(1);
  });
});
