/** A replacement in force that is corrected: what its later edition keeps, drops or makes of another kind. */
import { expect } from 'chai';
import type { ReplacementInput } from '@qashyq/shared-types';
import { audit } from '../../../src/audit/audit.js';
import { saveReplacement } from '../../../src/features/schedules/replacements/replacement-editing.js';
import { insertSchedule, replaceLines } from '../../../src/features/schedules/schedule-store.js';
import { createCaseStore } from '../../../src/workflow/case-store.js';
import { approveCase } from '../../support/approval.js';
import { draftSchedule, header, line } from '../../support/university.js';
import {
  act,
  approved,
  asking,
  exchange,
  move,
  openReplacements,
  refusal,
  substitution,
  type ReplacementFixture,
} from './replacement-fixture.js';

describe('a replacement in force that is corrected', () => {
  let fixture: ReplacementFixture;
  const facts = () => fixture.university.db('lesson_replacements').orderBy('week').orderBy('planned_on');
  const told = async () => (await fixture.university.db('notices').where({ kind: 'lessonReplaced' })).length;

  async function save(caseId: number, input: ReplacementInput): Promise<void> {
    const { engine, db, person } = fixture.university;
    const { version } = await createCaseStore(db, engine.now).getCase(caseId);
    await saveReplacement(asking(fixture.university), await person('dispatcher1'), input, { caseId, version });
  }
  async function corrected(caseId: number, input: ReplacementInput): Promise<void> {
    await act(fixture, 'dispatcher1', caseId, 'revise');
    await save(caseId, input);
    await approveCase(fixture.university, caseId);
  }

  beforeEach(async () => {
    fixture = await openReplacements();
  });
  /** Whatever happened: nothing was lost or done twice. */
  afterEach(async () => {
    expect((await audit(fixture.university.db)).broken).to.deep.equal([]);
  });

  it('of a substitution made an exchange both lessons end with the line of either', async () => {
    const [first] = exchange(fixture).lessons;
    const caseId = await approved(fixture, substitution(fixture, first));
    await corrected(caseId, exchange(fixture));
    expect((await facts()).map(({ kind }) => kind)).to.deep.equal(['exchange', 'exchange']);

    const { university, scheduleCaseId, mine, theirs } = fixture;
    await act(fixture, 'dispatcher1', scheduleCaseId, 'revise');
    await replaceLines(university.db, scheduleCaseId, [{ ...mine, firstSlot: 5, lastSlot: 6 }, theirs]);
    await approveCase(university, scheduleCaseId);
    expect(await facts()).to.deep.equal([]);
  });

  it('tells the reason of its later edition, also of a lesson that it leaves as it was, and tells nobody twice', async () => {
    const caseId = await approved(fixture, substitution(fixture));
    const before = await told();
    await corrected(caseId, { ...substitution(fixture), reason: 'Конференция' });
    expect((await facts()).map(({ reason }) => reason)).to.deep.equal(['Конференция']);
    expect(await told()).to.equal(before);
  });

  it('cannot drop a lesson whose planned place another has taken since', async () => {
    const { theirs } = fixture;
    const [monday] = move(fixture, { toOn: '2026-10-14' }).lessons;
    const nextMonday = { ...monday!, week: 8, toOn: '2026-10-21' };
    const caseId = await approved(fixture, { ...move(fixture, {}), lessons: [monday!, nextMonday] });
    const there = { lineKey: theirs.key, teacherCode: 'T04', mode: 'campus', roomCode: '1-305' } as const;
    await approved(fixture, move(fixture, { ...there, toOn: '2026-10-12' }));

    await act(fixture, 'dispatcher1', caseId, 'revise');
    await save(caseId, { ...move(fixture, {}), lessons: [nextMonday] });
    const error = await refusal(act(fixture, 'dispatcher1', caseId, 'submit'));
    expect(error.facts.details?.map(({ field }) => field)).to.deep.equal(['replacement_placetaken']);
  });

  it('ends with a line of its pair only where its other lesson can go back to its place', async () => {
    const tuesday = line({ weekday: 2, teacherCode: 'T04', groupCodes: ['АЖ-24-11'], weeks: [7] });
    fixture = await openReplacements([tuesday]);
    const { university, scheduleCaseId, mine, theirs } = fixture;
    const friday = line({ weekday: 5, teacherCode: 'T04', groupCodes: ['АЖ-24-11'], weeks: [7] });
    await approveCase(university, await draftSchedule(university, [friday]));
    const [one] = move(fixture, { toOn: '2026-10-16' }).lessons;
    const other = { ...one!, lineKey: friday.key, teacherCode: 'T04', toOn: '2026-10-12' };
    const pair = { ...move(fixture, {}), kind: 'swap' as const, lessons: [one!, other] };
    const swapped = await approved(fixture, pair);
    const third = await approved(
      fixture,
      move(fixture, { lineKey: tuesday.key, teacherCode: 'T04', toOn: '2026-10-16' }),
    );

    await act(fixture, 'dispatcher1', scheduleCaseId, 'revise');
    await replaceLines(university.db, scheduleCaseId, [{ ...mine, teacherCode: 'T01' }, theirs, tuesday]);
    const error = await refusal(approveCase(university, scheduleCaseId));
    expect(error.facts.details?.map(({ field }) => field)).to.deep.equal(['replacedlessons']);
    expect((await facts()).filter(({ case_id }) => case_id === swapped)).to.have.length(2);
    await act(fixture, 'dispatcher1', third, 'withdraw');
    await approveCase(university, scheduleCaseId);
    expect(await facts()).to.deep.equal([]);
  });

  it('stays in its term', async () => {
    const { university } = fixture;
    const { db } = university;
    const spring = { term: 2, starts_on: '2027-01-18', ends_on: '2027-05-15', week1_on: '2027-01-18' };
    await db('academic_terms').where({ term: 2 }).delete();
    await db('academic_terms').insert({ academic_year: '2026/27', periods_json: null, ...spring });
    const later = line({ teacherCode: 'T03', groupCodes: ['ИС-25-12'], weeks: [7] });
    const dispatcher = await university.person('dispatcher1');
    const faculty = (await db('org_units').where({ code: 'F1' }).first())!;
    const title = { kk: 'Кесте', ru: 'Расписание', en: 'Schedule' };
    const otherId = await createCaseStore(db, university.engine.now).createCase({
      kind: 'lessonSchedule',
      title,
      authorId: dispatcher.id,
      orgUnitId: faculty.id,
    });
    await insertSchedule(db, otherId, { ...header('F1'), term: 2 });
    await replaceLines(db, otherId, [later]);
    await approveCase(university, otherId);

    const caseId = await approved(fixture, substitution(fixture));
    await act(fixture, 'dispatcher1', caseId, 'revise');
    const elsewhere = substitution(fixture, { lineKey: later.key, toOn: '2027-03-01' });
    const error = await refusal(save(caseId, { ...elsewhere, scheduleCaseId: otherId }));
    expect(error.code).to.equal('actionNotPossible');
  });

  it('may be withdrawn while its correction is a draft, and once the correction was taken back', async () => {
    for (const isTakenBack of [false, true]) {
      fixture = await openReplacements();
      const caseId = await approved(fixture, substitution(fixture));
      await act(fixture, 'dispatcher1', caseId, 'revise');
      if (isTakenBack) {
        await save(caseId, { ...substitution(fixture), reason: 'Конференция' });
        await act(fixture, 'dispatcher1', caseId, 'submit');
        await act(fixture, 'dispatcher1', caseId, 'withdraw');
      }
      expect(await facts()).to.have.length(1);
      await act(fixture, 'dispatcher1', caseId, 'withdraw');
      expect(await facts()).to.deep.equal([]);
      expect((await createCaseStore(fixture.university.db, Date.now).getCase(caseId)).approved_edition_no).to.equal(
        null,
      );
    }
  });
});
