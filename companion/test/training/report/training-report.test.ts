/** The report as people get it: the page, who may see what, the files, and the journal of reads. */
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { locales, type Report } from '@qashyq/shared-types';
import { readXlsx } from '../../../src/documents/read-xlsx.js';
import { packageTexts, paragraphsIn } from '../../support/docx.js';
import { startWholeService, type RunningService } from '../../support/running-service.js';
import { approvePlan, draftPlan, planLine } from '../plan/plan-fixture.js';
import { credit, heldTraining, seat } from './report-fixture.js';

const canRead = spawnSync('pdftotext', ['-v']).status === 0;
const period = { from: '2026-09-01', to: '2027-08-31' };

describe('the report on training', function () {
  this.timeout(60_000);
  let service: RunningService;
  let planId: number;
  const lines = [
    planLine({ startsOn: '2026-10-05', endsOn: '2026-10-30', seats: 4, hours: 72 }),
    planLine({
      startsOn: '2026-11-09',
      endsOn: '2026-11-20',
      title: { kk: 'Өткізілмеген оқыту', ru: 'Непроведённое обучение', en: 'Never held' },
    }),
  ];

  before(async () => {
    service = await startWholeService();
    const { university } = service;
    planId = await draftPlan(university, lines);
    await approvePlan(university, planId);
    await explain('methodist', 'Оқытушы табылмады');
    await heldTraining(
      university,
      '2026-10-30',
      { teacher02: 'certified', teacher03: 'certified', teacher05: 'attended', teacher08: 'missed' },
      { plan_case_id: planId, plan_line_key: lines[0]!.key },
    );
    await heldTraining(
      university,
      '2026-11-12',
      { teacher02: 'certified', teacher09: 'completed', teacher10: 'declined' },
      {
        category: 'testItems',
        form: 'online',
        hours: 36,
        title_kk: 'Platonus үшін тест тапсырмаларын әзірлеу',
        title_ru: 'Разработка тестовых заданий для Platonus',
        title_en: 'Writing test items',
      },
    );
    await heldTraining(university, '2026-08-31', { teacher02: 'certified' });
    // A certificate from elsewhere, and a part of it taken back.
    const accountant = await university.person('teacher09');
    await credit(university.db, accountant.id, 40, '2026-11-12');
    await credit(university.db, accountant.id, -4, '2026-11-12');
    await heldTraining(university, '2026-10-30', { teacher12: 'confirmed' }, { state: 'cancelled' });
  });
  after(() => service.stop());

  const explain = (login: string, reason: string, lineKey = lines[1]!.key) =>
    service.call(login, 'explainPlanLine', { params: { caseId: planId, lineKey }, body: { reason } });
  const ask = async (login: string, query: Record<string, string | number> = {}) => {
    const answer = await service.call(login, 'trainingReport', { query: { ...period, ...query } });
    return { status: answer.status, report: answer.body as unknown as Report };
  };
  const unitId = async (code: string) => (await service.university.db('org_units').where({ code }).first())!.id;

  it('counts people, completions, hours, rates and deviations of the period', async () => {
    const { report } = await ask('dldhead');
    expect(report.tiles).to.deep.equal({ trained: 3, hours: 72 + 72 + 36 + 40 - 4, completion: 67, deviations: 2 });
    expect(report.attendance).to.equal(83);
    expect(
      report.units.map(({ orgUnit, trained, completions, hours }) => [orgUnit.code, trained, completions, hours]),
    ).to.deep.equal([
      ['F1', 2, 3, 180],
      ['C11', 2, 3, 180],
      ['F2', 1, 1, 36],
      ['C22', 1, 1, 36],
    ]);
    expect(
      report.categories.map(({ category, form, trainings, hours }) => [category, form, trainings, hours]),
    ).to.deep.equal([
      ['learningPlatform', 'blended', 1, 144],
      ['testItems', 'online', 1, 36],
    ]);
  });

  it('without a period is of the present academic year', async () => {
    const { body } = await service.call('dldhead', 'trainingReport');
    expect([body['from'], body['to']]).to.deep.equal(['2026-09-01', '2027-08-31']);
  });

  it('every number leads to its rows', async () => {
    const rowsOf = async (show: string) => (await ask('dldhead', { show })).report.rows;
    const trained = await rowsOf('trained');
    expect(trained.total).to.equal(4);
    if (trained.show !== 'trained') throw new Error('other rows');
    expect(new Set(trained.items.map(({ person }) => person!.id)).size).to.equal(3);
    const hours = await rowsOf('hours');
    if (hours.show !== 'hours') throw new Error('other rows');
    expect(hours.items.reduce((sum, row) => sum + row.hours, 0)).to.equal(216);
    const completion = await rowsOf('completion');
    if (completion.show !== 'completion') throw new Error('other rows');
    expect(completion.items.map(({ participants, came, completed }) => [participants, came, completed])).to.deep.equal([
      [4, 3, 2],
      [2, 2, 2],
    ]);
    const plan = await rowsOf('deviations');
    if (plan.show !== 'deviations') throw new Error('other rows');
    expect(plan.items.map(({ outcome }) => outcome)).to.deep.equal(['unplanned', 'notMade', 'asPlanned']);
  });

  it('can be of one unit and one category; plan and fact stay those of the house', async () => {
    const { report } = await ask('dldhead', { unitId: await unitId('C11'), category: 'testItems' });
    expect([report.tiles.trained, report.tiles.hours, report.tiles.completion]).to.deep.equal([1, 36, 100]);
    expect(report.rows.total).to.equal(1);
  });

  it('rows come in pages', async () => {
    const { report } = await ask('dldhead', { page: 2, pageSize: 3 });
    expect([report.rows.items.length, report.rows.total]).to.deep.equal([1, 4]);
  });

  it('a dean sees the own faculty, a head the own kafedra, teachers nothing', async () => {
    expect((await ask('dean1')).report.tiles.trained).to.equal(2);
    expect((await ask('dean1')).report.choices.map(({ code }) => code)).to.deep.equal(['F1', 'C11', 'C12']);
    expect((await ask('dean3')).report.tiles.trained).to.equal(0);
    expect((await ask('teacher08')).report.units.map(({ orgUnit }) => orgUnit.code)).to.deep.equal(['F2', 'C22']);
    expect((await ask('teacher02')).status).to.equal(403);
    expect((await ask('dean1', { unitId: await unitId('F2') })).status).to.equal(403);
  });

  it('who sees numbers only gets rows without names, and files without lists of people', async () => {
    const { db } = service.university;
    const person = await service.university.person('technician');
    await db('person_roles').insert({
      person_id: person.id,
      role: 'directorateHead',
      org_unit_id: await unitId('DLAE'),
      valid_from_on: '2026-01-01',
      valid_to_on: null,
    });
    const { report } = await ask('technician');
    expect(report.tiles.trained).to.equal(3);
    if (report.rows.show !== 'trained') throw new Error('other rows');
    expect(report.rows.items.map(({ person: who }) => who)).to.deep.equal([null, null, null, null]);
    const { bytes } = await service.call('technician', 'trainingReportXlsx', { query: { ...period, locale: 'ru' } });
    const texts = [...(await packageTexts(bytes)).values()].join();
    expect(texts).to.include('Проектирование курса в Moodle');
    expect(texts).to.not.include('Жумабеков');
  });

  it('every reader of names is in the journal, page by page and file by file', async () => {
    const { db } = service.university;
    await db('read_journal').delete();
    await ask('hrhead', { pageSize: 2 });
    const via = (name: string) => db('read_journal').where({ via: name }).pluck('subject_id');
    expect(await via('trainingReport')).to.have.length(2);
    await ask('hrhead', { show: 'completion' });
    expect(await via('trainingReport')).to.have.length(2);
    await service.call('hrhead', 'trainingReportDocx', { query: period });
    expect(await via('trainingReportDocx')).to.have.length(3);
    const [entry] = await db('read_journal').where({ via: 'trainingReportDocx' });
    expect([entry!.data_class, entry!.matter, entry!.role]).to.deep.equal(['P2', 'trainingHistory', 'hrHead']);
  });

  it('a period that ends before it begins is refused', async () => {
    expect((await ask('dldhead', { from: '2027-01-01', to: '2026-01-01' })).status).to.equal(422);
  });

  it('the department writes why a line turned out otherwise, and takes it back', async () => {
    expect((await explain('methodist', 'Оқытушы табылмады')).status).to.equal(204);
    expect((await explain('dean1', 'x')).status).to.equal(403);
    expect((await explain('methodist', 'x', planLine().key)).status).to.equal(404);
    const reasons = async () => {
      const { rows } = (await ask('dean1', { show: 'deviations' })).report;
      if (rows.show !== 'deviations') throw new Error('other rows');
      return rows.items.map(({ reason }) => reason).filter((reason) => reason !== '');
    };
    expect(await reasons()).to.deep.equal(['Оқытушы табылмады']);
    await explain('methodist', '');
    expect(await reasons()).to.deep.equal([]);
    await explain('methodist', 'Оқытушы табылмады');
  });

  describe('as files', () => {
    const words = { kk: 'Оқыған қызметкер', ru: 'Обучено работников', en: 'People trained' } as const;
    for (const locale of locales) {
      it(`the workbook has the numbers of the page and a row for each row: ${locale}`, async () => {
        const { report } = await ask('dldhead');
        const { bytes } = await service.call('dldhead', 'trainingReportXlsx', { query: { ...period, locale } });
        const table = await readXlsx(bytes);
        const numbers = new Map(table.rows.map(({ cells }) => [cells[0]!.text, cells[1]?.text]));
        expect(numbers.get(words[locale])).to.equal(String(report.tiles.trained));
        const texts = await packageTexts(bytes);
        const sheets = [...texts].filter(([name]) => name.startsWith('xl/worksheets/sheet'));
        expect(sheets).to.have.length(7);
        const rowsIn = (sheet: string) => sheet.match(/<row /g)?.length ?? 0;
        // Numbers, units, categories, trainings, plan, people, credits; each with its headings.
        expect(sheets.map(([, sheet]) => rowsIn(sheet))).to.deep.equal([9, 5, 3, 3, 4, 5, 6]);
      });

      it(`Word has them too, with heads that repeat and the place to sign: ${locale}`, async () => {
        const { bytes } = await service.call('dldhead', 'trainingReportDocx', { query: { ...period, locale } });
        const document = (await packageTexts(bytes)).get('word/document.xml')!;
        const paragraphs = paragraphsIn(document);
        expect(paragraphs).to.include.members([words[locale], '3', '216', '67 %']);
        expect(document.match(/<w:tblHeader\/>/g)).to.have.length(14);
        expect(
          paragraphs.some((text) =>
            text.startsWith(
              locale === 'kk' ? 'Досмағамбет С. Е.' : locale === 'ru' ? 'Досмагамбет С. Е.' : 'Dosmagambet S.',
            ),
          ),
        ).to.equal(true);
      });

      it(`PDF has them too, in its own letters${canRead ? '' : ' (skipped: no pdftotext)'}: ${locale}`, async function () {
        if (!canRead) this.skip();
        const { bytes, headers } = await service.call('dldhead', 'trainingReportPdf', {
          query: { ...period, locale },
        });
        expect(headers.get('content-type')).to.equal('application/pdf');
        const { stdout } = spawnSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], {
          input: bytes,
          encoding: 'utf8',
        });
        const text = stdout.replaceAll('\u00a0', ' ');
        expect(text).to.include(words[locale]).and.to.include('216').and.to.include('67 %');
        if (locale === 'kk')
          expect(text)
            .to.include('Біліктілікті арттыру туралы есеп')
            .and.to.include('Өткізілмеген оқыту')
            .and.to.include('Оқытушы табылмады');
        expect(text).to.match(/25\.11\.2026|24\.11\.2026|\d\d\.\d\d\.20\d\d \d\d:\d\d/);
      });
    }
  });

  describe('when it is large', () => {
    it('a report of thousands of rows is made in another process, and the service answers meanwhile', async function () {
      this.timeout(180_000);
      const { db } = service.university;
      const trainingId = await heldTraining(service.university, '2026-11-18', {}, { seats: 1000, hours: 8 });
      const kafedra = await unitId('C31');
      const people = Array.from({ length: 1100 }, (_, index) => ({
        login: `many${index}`,
        staff_code: null,
        position: 'teacher' as const,
        name_kk: `Әбілқасым Жанар ${index}`,
        name_ru: `Абилкасым Жанар ${index}`,
        name_en: `Abilkassym Zhanar ${index}`,
        email: null,
        locale: 'kk' as const,
        moodle_user_id: null,
        org_unit_id: kafedra,
        created_at: 0,
      }));
      await db.batchInsert('persons', people, 100);
      const ids = await db('persons').where('login', 'like', 'many%').pluck<number[]>('id');
      let arrival = 100;
      for (const id of ids) await seat(db, trainingId, id, 'certified', ++arrival);
      const { report } = await ask('dldhead', { unitId: kafedra });
      expect([report.tiles.trained, report.tiles.hours]).to.deep.equal([1100, 8800]);
      for (const name of ['trainingReportXlsx', 'trainingReportDocx', 'trainingReportPdf'] as const) {
        const making = service.call('dldhead', name, { query: { ...period, unitId: kafedra, locale: 'kk' } });
        let done = false;
        void making.then(() => (done = true));
        while (!done) {
          expect((await fetch(`${service.url}/healthz`)).status).to.equal(200);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        const { status, bytes } = await making;
        expect([name, status]).to.deep.equal([name, 200]);
        expect(bytes.length).to.be.greaterThan(20_000);
      }
    });
  });
});
