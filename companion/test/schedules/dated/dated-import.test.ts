/** Files of exams, midterm control and final attestation: the words of three languages, every fault by row and column, and the way to the draft. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import {
  attestationTypes,
  datedKinds,
  examForms,
  locales,
  type DatedImport,
  type DatedKind,
} from '@qashyq/shared-types';
import { readTableFile } from '../../../src/documents/table-file.js';
import { listDatedLines } from '../../../src/features/schedules/dated/dated-store.js';
import { clockOf, minutesOfText } from '../../../src/features/schedules/import/cell-values.js';
import { columnOf } from '../../../src/features/schedules/import/columns.js';
import { datedForms } from '../../../src/features/schedules/import/dated-forms.js';
import { parseTable } from '../../../src/features/schedules/import/parse-lines.js';
import { templateWorkbook } from '../../../src/features/schedules/import/template.js';
import { attestationOfWord, examFormOfWord, yesOrNoOfWord } from '../../../src/features/schedules/import/vocabulary.js';
import { loadCatalogue } from '../../../src/i18n/catalogue.js';
import { startWholeService, type RunningService } from '../../support/running-service.js';
import { demoReference } from '../import/demo-file.js';
import { tableOf } from '../import/reference.js';

const catalogue = loadCatalogue();
const examples = fileURLToPath(new URL('../../../../docs/examples/', import.meta.url));
const example = (name: string) => readFileSync(`${examples}${name}`);

const rows: Record<DatedKind, Record<string, string>> = {
  midtermControlSchedule: {
    Дисциплина: 'D01',
    Группа: 'АЖ-25-11',
    'Форма контроля': 'тест',
    Платформа: 'Moodle',
    Дата: '14.10.2026',
    Начало: '10:00',
    Продолжительность: '50',
    Аудитория: '1-305',
    Экзаменатор: 'T02',
  },
  interimAttestationSchedule: {
    Дисциплина: 'Базы данных',
    Группы: 'АЖ-24-11, ИС-25-12',
    'Форма экзамена': 'письменно',
    Платформа: 'Platonus',
    'Дата консультации': '14.12.2026',
    'Время консультации': '15:00',
    'Дата экзамена': '15/12/26',
    'Время экзамена': '10:00-12:00',
    Аудитория: 'ауд. 1-305',
    Экзаменатор: 'Сейткали А.Б.',
    Проктор: 'T03',
    'Причина накладки': 'один поток',
  },
  finalAttestationSchedule: {
    'Вид аттестации': 'защита диплома',
    Дисциплина: 'D21',
    Группы: 'АЖ-24-11',
    'Дата защиты': '2027-06-08',
    Начало: '9.00',
    Продолжительность: '5 ч',
    Ссылка: 'https://meet.example.kz/d',
    Председатель: 'T01',
    Секретарь: 'T04',
    'Члены комиссии': 'Жумабеков Е.К.; T03, T01',
    'Приказ о допуске': '№ 118',
    Видеозапись: 'да',
  },
};

function read(kind: DatedKind, changes: Record<string, string> = {}) {
  const cells = { ...rows[kind], ...changes };
  return parseTable(tableOf(Object.keys(cells), Object.values(cells)), demoReference, datedForms[kind]);
}
const faultsOf = (kind: DatedKind, changes: Record<string, string>) =>
  read(kind, changes).faults.map(({ row, column, code }) => [row, column.replace(/^\w+ /, ''), code]);

describe('a file of exams', () => {
  it('says an exam with its consultation', () => {
    const { faults, notes, rows: found } = read('interimAttestationSchedule');
    expect([faults, notes]).to.deep.equal([[], []]);
    expect(found[0]!.line).to.deep.equal({
      attestation: null,
      disciplineCode: 'D02',
      groupCodes: ['АЖ-24-11', 'ИС-25-12'],
      form: 'written',
      platform: 'Platonus',
      consultationOn: '2026-12-14',
      consultationStarts: '15:00',
      consultationLink: null,
      date: '2026-12-15',
      starts: '10:00',
      durationMinutes: 120,
      roomCode: '1-305',
      examinerCode: 'T01',
      proctorCode: 'T03',
      chairCode: null,
      secretaryCode: null,
      memberCodes: [],
      link: null,
      learnersOrder: null,
      recording: null,
      remark: null,
      clashReason: 'один поток',
    });
  });

  it('says a defence with its commission, in which nobody stands twice', () => {
    expect(read('finalAttestationSchedule').rows[0]!.line).to.include({
      attestation: 'thesisDefence',
      form: null,
      starts: '09:00',
      durationMinutes: 300,
      roomCode: null,
      chairCode: 'T01',
      secretaryCode: 'T04',
      learnersOrder: '№ 118',
      recording: true,
    });
    expect(read('finalAttestationSchedule').rows[0]!.line!.memberCodes).to.deep.equal(['T02', 'T03']);
  });

  it('says a midterm control, which has no consultation: such a column is not read, and the check says so', () => {
    const { faults, notes, rows: found } = read('midtermControlSchedule', { 'Дата консультации': '13.10.2026' });
    expect(faults).to.deep.equal([]);
    expect(notes.map(({ code, found: text }) => [code, text])).to.deep.equal([
      ['note_column_ignored', 'Дата консультации'],
    ]);
    expect(found[0]!.line).to.include({ form: 'test', consultationOn: null, date: '2026-10-14', durationMinutes: 50 });
  });

  const wrong: [kind: DatedKind, column: string, value: string, code: string][] = [
    ['interimAttestationSchedule', 'Форма экзамена', 'викторина', 'exam_form_unknown'],
    ['interimAttestationSchedule', 'Форма экзамена', '', 'value_missing'],
    ['interimAttestationSchedule', 'Платформа', '', 'value_missing'],
    ['interimAttestationSchedule', 'Платформа', 'x'.repeat(61), 'too_long'],
    ['interimAttestationSchedule', 'Дата экзамена', 'скоро', 'date_unknown'],
    ['interimAttestationSchedule', 'Дата экзамена', '15.12.2062', 'date_outside_year'],
    ['interimAttestationSchedule', 'Время экзамена', '25:00', 'clock_unknown'],
    ['interimAttestationSchedule', 'Время экзамена', '12:00-10:00', 'clock_unknown'],
    ['interimAttestationSchedule', 'Время экзамена', '10:00', 'duration_missing'],
    ['interimAttestationSchedule', 'Время экзамена', '10:00-10:02', 'duration_out_of_range'],
    ['midtermControlSchedule', 'Продолжительность', 'долго', 'duration_unknown'],
    ['midtermControlSchedule', 'Продолжительность', '', 'duration_missing'],
    ['midtermControlSchedule', 'Продолжительность', '1000', 'duration_out_of_range'],
    ['midtermControlSchedule', 'Начало', '23:30', 'ends_after_midnight'],
    ['interimAttestationSchedule', 'Время консультации', '', 'consultation_incomplete'],
    ['interimAttestationSchedule', 'Дата консультации', '', 'consultation_incomplete'],
    ['interimAttestationSchedule', 'Аудитория', '9-999', 'room_unknown'],
    ['midtermControlSchedule', 'Аудитория', '', 'room_or_link_missing'],
    ['interimAttestationSchedule', 'Экзаменатор', 'T99', 'teacher_unknown'],
    ['interimAttestationSchedule', 'Проктор', 'T99', 'teacher_unknown'],
    ['interimAttestationSchedule', 'Группы', 'АЖ-99-99', 'group_unknown'],
    ['interimAttestationSchedule', 'Дисциплина', 'Алхимия', 'discipline_unknown'],
    ['finalAttestationSchedule', 'Вид аттестации', 'чай', 'attestation_unknown'],
    ['finalAttestationSchedule', 'Видеозапись', 'может быть', 'yes_or_no_unknown'],
    ['finalAttestationSchedule', 'Секретарь', 'T01', 'secretary_is_chair'],
    ['finalAttestationSchedule', 'Члены комиссии', '', 'value_missing'],
    ['finalAttestationSchedule', 'Члены комиссии', 'T02, T99', 'teacher_unknown'],
    ['finalAttestationSchedule', 'Члены комиссии', Array(21).fill('T02').join(','), 'too_many_members'],
    ['finalAttestationSchedule', 'Ссылка', 'meet', 'link_not_web'],
  ];
  for (const [kind, column, value, code] of wrong)
    it(`«${value.slice(0, 20)}» in «${column}» is the fault ${code}, and the row gives no line`, () => {
      expect(faultsOf(kind, { [column]: value })).to.deep.equal([[2, `«${column}»`, code]]);
      expect(read(kind, { [column]: value }).rows[0]!.line).to.equal(null);
    });

  it('a duration beside a time with its end must agree', () => {
    const both = (duration: string) => faultsOf('interimAttestationSchedule', { Продолжительность: duration });
    expect(both('120')).to.deep.equal([]);
    expect(both('90')).to.deep.equal([[2, '«Продолжительность»', 'duration_other_time']]);
  });

  it('the same exam in two rows is one too many', () => {
    const cells = rows.midtermControlSchedule;
    const table = tableOf(Object.keys(cells), Object.values(cells), Object.values(cells));
    expect(parseTable(table, demoReference, datedForms.midtermControlSchedule).faults).to.have.length(1);
  });

  it('a missing column is named once, and not for each row', () => {
    const { Экзаменатор: _left, ...cells } = rows.midtermControlSchedule;
    const table = tableOf(Object.keys(cells), Object.values(cells));
    const { faults } = parseTable(table, demoReference, datedForms.midtermControlSchedule);
    expect(faults.map(({ code, expected }) => [code, expected])).to.deep.equal([
      ['column_missing', [{ textKey: 'column_examiner' }]],
    ]);
  });

  it('times and lengths are read as people and spreadsheets write them', () => {
    expect(['9:00', '09.30', '10:00:00', '10:00 – 11:30'].map(clockOf)).to.deep.equal([
      { starts: '09:00', minutes: null },
      { starts: '09:30', minutes: null },
      { starts: '10:00', minutes: null },
      { starts: '10:00', minutes: 90 },
    ]);
    for (const text of ['', '24:00', '10', '10:75', 'утро']) expect(clockOf(text), text).to.equal(null);
    const lengths = ['120', '120 мин', '2 сағ.', '1,5 ч', '1:30', '02:00:00', '2 часа'].map(minutesOfText);
    expect(lengths).to.deep.equal([120, 120, 120, 90, 90, 120, 120]);
    for (const text of ['', 'час', '0,33 ч', '-5', '2 дня']) expect(minutesOfText(text), text).to.equal(null);
  });
});

for (const locale of locales)
  describe(`the service understands the exam words it shows itself (${locale})`, () => {
    const text = (key: string) => catalogue.text(locale, key);

    it('headings, forms, kinds of attestation, yes and no', () => {
      for (const kind of datedKinds)
        for (const id of datedForms[kind].columns.ids)
          expect(columnOf(datedForms[kind].columns, text(`column_${id}`)), `${kind} ${id}`).to.equal(id);
      for (const form of examForms) expect(examFormOfWord(text(`examform_${form}`)), form).to.equal(form);
      for (const type of attestationTypes)
        expect(attestationOfWord(text(`attestation_${type.toLowerCase()}`)), type).to.equal(type);
      expect([yesOrNoOfWord(text('recording_yes')), yesOrNoOfWord(text('recording_no'))]).to.deep.equal([true, false]);
    });

    for (const kind of datedKinds)
      it(`its template of ${kind} is read without fault, its example row left out`, async () => {
        const bytes = await templateWorkbook(locale, demoReference, catalogue, kind);
        const read = parseTable(await readTableFile(bytes), demoReference, datedForms[kind]);
        expect(read.faults.map(({ code }) => code)).to.deep.equal(['no_rows']);
        expect(read.notes.map(({ code }) => code)).to.deep.equal(['note_example_skipped']);
        const workbook = new ExcelJS.Workbook();
        await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
        const headings = (workbook.worksheets[0]!.getRow(1).values as string[]).filter(Boolean);
        expect(headings).to.deep.equal(datedForms[kind].columns.ids.map((id) => text(`column_${id}`)));
      });
  });

describe('the way of a file of exams to its draft', function () {
  this.timeout(60_000);
  let service: RunningService;
  before(async () => {
    service = await startWholeService();
  });
  after(() => service.stop());

  const target = { kind: 'interimAttestationSchedule', academicYear: '2026/27', term: 1, facultyCode: 'F1', label: '' };
  async function check(login: string, file: Buffer, query: Record<string, string | number> = target) {
    const { status, body } = await service.call(login, 'checkImport', {
      query: { fileName: 'e.csv', ...query },
      upload: file,
    });
    expect(status, body.error?.message).to.equal(200);
    return body as unknown as DatedImport;
  }
  const apply = async (login: string, importId: number) =>
    (await service.call(login, 'applyImport', { params: { importId } })).body['caseId'] as number;

  it('a corrected file keeps the keys of its lines, says what changed, and a second click changes nothing', async () => {
    const first = await check('registrar', example('exams-f1-corrected.csv'));
    expect([first.faults, first.clashes, first.rows.length]).to.deep.equal([[], [], 7]);
    const caseId = await apply('registrar', first.id);
    expect(await apply('registrar', first.id)).to.equal(caseId);
    const before = await listDatedLines(service.university.db, caseId);
    const moved = example('exams-f1-corrected.csv').toString('utf8').replace('18.12.2026;09:00', '19.12.2026;09:00');
    const second = await check('dispatcher1', Buffer.from(moved), { caseId });
    expect(second.kind).to.equal('interimAttestationSchedule');
    expect(
      second.rows.filter(({ change }) => change !== 'unchanged').map(({ row, change }) => [row, change]),
    ).to.deep.equal([[4, 'changed']]);
    expect(second.removed).to.deep.equal([]);
    await apply('dispatcher1', second.id);
    const after = await listDatedLines(service.university.db, caseId);
    expect(after.map(({ key }) => key)).to.deep.equal(before.map(({ key }) => key));
    expect(after[2]!.date).to.equal('2026-12-19');
  });

  it('the report of faults and clashes is a workbook with both sides in words', async () => {
    const checked = await check('dispatcher1', example('exams-f1.csv'));
    const { bytes, status } = await service.call('dispatcher1', 'importFaults', { params: { importId: checked.id } });
    expect(status).to.equal(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    expect(workbook.worksheets[0]!.rowCount).to.equal(checked.faults.length + 1);
    expect(workbook.worksheets[1]!.rowCount).to.equal(checked.clashes.length + 1);
    expect(JSON.stringify(workbook.worksheets[1]!.getSheetValues())).to.include('экзамен').and.not.include('[[');
  });

  it('final attestation is brought by the head of its kafedra, who names no faculty', async () => {
    const query = { kind: 'finalAttestationSchedule', academicYear: '2026/27', term: 2, kafedraCode: 'C11', label: '' };
    const checked = await check('teacher01', example('final-c11-corrected.csv'), query);
    expect([checked.faults, checked.clashes]).to.deep.equal([[], []]);
    expect(checked.header).to.include({ facultyCode: 'F1', kafedraCode: 'C11' });
    const caseId = await apply('teacher01', checked.id);
    const row = (await service.university.db('cases').where({ id: caseId }).first())!;
    expect(row.title_ru).to.include('Расписание итоговой аттестации').and.include('Программное обеспечение');
    expect((await service.university.db('org_units').where({ id: row.org_unit_id }).first())!.code).to.equal('C11');
  });

  it('nobody else may: a dispatcher no final attestation, a head of another kafedra, a registrar no lessons', async () => {
    const tries: [string, Record<string, string | number>, number][] = [
      ['dispatcher1', { ...target, kind: 'finalAttestationSchedule', kafedraCode: 'C11' }, 403],
      ['teacher05', { ...target, kind: 'finalAttestationSchedule', kafedraCode: 'C11' }, 403],
      ['registrar', { ...target, kind: 'lessonSchedule' }, 403],
      ['dispatcher1', { ...target, facultyCode: 'F2' }, 403],
      ['teacher01', { ...target, kind: 'finalAttestationSchedule' }, 404],
      ['dispatcher1', { ...target, kind: 'trainingPlan' }, 422],
    ];
    for (const [login, query, expected] of tries) {
      const { status } = await service.call(login, 'checkImport', {
        query: { fileName: 'e.csv', ...query },
        upload: example('exams-f1-corrected.csv'),
      });
      expect(status, `${login} ${JSON.stringify(query)}`).to.equal(expected);
    }
  });

  it('the templates of all kinds can be downloaded in each language', async () => {
    for (const kind of datedKinds)
      for (const locale of locales) {
        const { status, headers } = await service.call('dispatcher1', 'importTemplate', { query: { kind, locale } });
        expect(status, `${kind} ${locale}`).to.equal(200);
        expect(headers.get('content-type')).to.include('spreadsheet');
      }
  });
});
