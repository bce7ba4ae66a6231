import { expect } from 'chai';
import type { ScheduleHeader } from '@qashyq/shared-types';
import { type AppError } from '../../src/errors.js';
import { applyImport } from '../../src/features/schedules/import/apply-import.js';
import { checkImport } from '../../src/features/schedules/import/check-import.js';
import { insertImport } from '../../src/features/schedules/import/import-store.js';
import { listLines } from '../../src/features/schedules/schedule-store.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { draftSchedule, header, openTestUniversity, type TestUniversity } from '../support/university.js';

const heading = 'Апта күні;Сабақ уақыты;Апталар;Пән;Сабақ түрі;Топтар;Оқытушы;Орны';
const file = (...rows: string[]) => Buffer.from([heading, ...rows].join('\r\n'));
const monday = 'Дүйсенбі;5-6;1-15;D01;дәріс;АЖ-25-11;T02;онлайн';
const tuesday = 'Сейсенбі;1-2;1-15;D07;дәріс;АЖ-25-11, ИС-25-12;T06;онлайн';
const sameHour = 'Дүйсенбі;5-6;1-15;D02;дәріс;АЖ-24-11;T02;онлайн';

describe('importing a timetable', () => {
  let university: TestUniversity;
  let dispatcher: CurrentPerson;
  beforeEach(async () => {
    university = await openTestUniversity();
    dispatcher = await university.person('dispatcher1');
  });

  async function check(bytes: Buffer, caseId?: number, faculty: ScheduleHeader = header('F1')) {
    const { db, engine } = university;
    const caseRow = caseId === undefined ? undefined : await createCaseStore(db, engine.now).getCase(caseId);
    const checked = await checkImport(db, bytes, { kind: 'lessonSchedule', header: faculty }, caseRow);
    if (checked.kind !== 'lessonSchedule') throw new Error('not the kind that was asked for');
    const importId = await insertImport(
      db,
      {
        personId: dispatcher.id,
        caseId: caseId ?? null,
        caseVersion: caseRow?.version ?? null,
        fileName: 'week.csv',
        checked,
      },
      engine.now(),
    );
    return { checked, importId };
  }
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => expect.fail('should have been refused'),
      (error: unknown) => (error as AppError).code,
    );
  const count = async (table: 'cases' | 'schedule_lines' | 'schedules') =>
    Number((await university.db(table).count({ total: '*' }).first())!['total']);

  it('a check saves nothing to any schedule', async () => {
    await check(file(monday, tuesday));
    expect([await count('cases'), await count('schedules'), await count('schedule_lines')]).to.deep.equal([0, 0, 0]);
  });

  it('applying makes the schedule with its title in three languages and all its lines', async () => {
    const { importId } = await check(file(monday, tuesday));
    const caseId = await applyImport(university.engine, dispatcher, importId);
    const row = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    expect(row.title_kk).to.equal(
      'Оқу сабақтарының кестесі: Машина жасау, энергетика және ақпараттық технологиялар факультеті, 2026/27 оқу жылы, 1-академиялық кезең',
    );
    expect(row.title_ru).to.include('2026/27 учебный год, академический период 1');
    expect(
      (await listLines(university.db, caseId)).map((line) => [line.weekday, line.disciplineCode, line.groupCodes]),
    ).to.deep.equal([
      [1, 'D01', ['АЖ-25-11']],
      [2, 'D07', ['АЖ-25-11', 'ИС-25-12']],
    ]);
  });

  it('two clicks at once make one schedule', async () => {
    const { importId } = await check(file(monday));
    const cases = await Promise.all([
      applyImport(university.engine, dispatcher, importId),
      applyImport(university.engine, dispatcher, importId),
    ]);
    expect(cases[0]).to.equal(cases[1]);
    expect([await count('cases'), await count('schedule_lines')]).to.deep.equal([1, 1]);
  });

  it('a file with one faulty row is not applied at all', async () => {
    const { checked, importId } = await check(file(monday, tuesday.replace('T06', 'T96')));
    expect(checked.faults).to.have.length(1);
    expect(checked.faults[0]).to.include({ row: 3, code: 'teacher_unknown', found: 'T96' });
    expect(await refusal(applyImport(university.engine, dispatcher, importId))).to.equal('importHasFaults');
    expect(await count('cases')).to.equal(0);
  });

  it('a clash names both lines and what they share', async () => {
    const { checked } = await check(file(monday, sameHour));
    const [first, second] = checked.rows.map((row) => row.line!.key);
    expect(checked.clashes).to.have.length(1);
    expect(checked.clashes[0]).to.include({
      resource: 'teacher',
      resourceCode: 'T02',
      lineKey: first,
      otherLineKey: second,
      otherCaseId: null,
    });
  });

  it('a clash with another submitted schedule of the term names that schedule and its line', async () => {
    const other = await draftSchedule(university);
    await takeAction(university.engine, dispatcher, other, { action: 'submit', version: 0, comment: '', remarks: [] });
    const { checked } = await check(file(monday.replace('АЖ-25-11', 'ЕА-25-21').replace('1-15', '7')));
    expect(checked.clashes).to.have.length(1);
    expect(checked.clashes[0]).to.deep.include({ resource: 'teacher', otherCaseId: other });
    expect(checked.clashes[0]!.otherLine).to.include({ disciplineCode: 'D01', teacherCode: 'T02' });
  });

  it('a corrected file keeps the keys of the lines it continues and says what it changes', async () => {
    const first = await check(file(monday, tuesday));
    const caseId = await applyImport(university.engine, dispatcher, first.importId);
    const before = await listLines(university.db, caseId);
    const second = await check(
      file(tuesday.replace('1-2', '3-4'), monday, 'Сәрсенбі;1-2;1-15;D02;дәріс;АЖ-24-11;T01;онлайн'),
      caseId,
    );
    expect(second.checked.rows.map((row) => row.change)).to.deep.equal(['changed', 'unchanged', 'added']);
    await applyImport(university.engine, dispatcher, second.importId);
    const after = await listLines(university.db, caseId);
    expect(after.slice(0, 2).map((line) => line.key)).to.deep.equal([before[1]!.key, before[0]!.key]);
  });

  it('a line left out of the corrected file is shown as removed and goes', async () => {
    const caseId = await applyImport(university.engine, dispatcher, (await check(file(monday, tuesday))).importId);
    const second = await check(file(monday), caseId);
    expect(second.checked.removed.map((line) => line.disciplineCode)).to.deep.equal(['D07']);
    await applyImport(university.engine, dispatcher, second.importId);
    expect(await listLines(university.db, caseId)).to.have.length(1);
  });

  it('a check made before somebody else changed the draft is stale and changes nothing', async () => {
    const caseId = await applyImport(university.engine, dispatcher, (await check(file(monday))).importId);
    const mine = await check(file(tuesday), caseId);
    const theirs = await check(file(monday, tuesday), caseId);
    await applyImport(university.engine, dispatcher, theirs.importId);
    expect(await refusal(applyImport(university.engine, dispatcher, mine.importId))).to.equal('importStale');
    expect(await listLines(university.db, caseId)).to.have.length(2);
  });

  it('a schedule under agreement cannot be changed by a file', async () => {
    const caseId = await draftSchedule(university);
    const { importId } = await check(file(monday), caseId);
    await takeAction(university.engine, dispatcher, caseId, { action: 'submit', version: 0, comment: '', remarks: [] });
    expect(await refusal(applyImport(university.engine, dispatcher, importId))).to.equal('actionNotPossible');
  });

  it("nobody applies somebody else's check, and a dispatcher of another faculty makes no schedule here", async () => {
    const { importId } = await check(file(monday));
    const stranger = await university.person('dispatcher2');
    expect(await refusal(applyImport(university.engine, stranger, importId))).to.equal('notFound');
    const foreign = await check(file(monday), undefined, header('F2'));
    expect(await refusal(applyImport(university.engine, dispatcher, foreign.importId))).to.equal('notAllowed');
  });

  it('what is not a table is one fault of the whole file, not a crash', async () => {
    const { checked } = await check(Buffer.from('%PDF-1.7 not a table'));
    expect(checked.faults).to.have.length(1);
    expect(checked.faults[0]!.row).to.equal(0);
  });
});
