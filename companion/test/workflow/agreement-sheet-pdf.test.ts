/** The agreement sheet as people get it: from a case that went through the engine, read back out of the file by poppler's pdftotext. */
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import {
  locales,
  type CaseAction,
  type Locale,
  type Named,
  type Remark,
  type ScheduleLine,
} from '@qashyq/shared-types';
import { renderPdf } from '../../src/documents/pdf.js';
import type { AppError } from '../../src/errors.js';
import { replaceLines } from '../../src/features/schedules/schedule-store.js';
import { loadCatalogue } from '../../src/i18n/catalogue.js';
import { printAgreementSheet, sheetPaper } from '../../src/workflow/agreement-sheet-pdf.js';
import type { SheetContent, SheetRow } from '../../src/workflow/agreement-sheet-content.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { takeAction } from '../../src/workflow/take-action.js';
import {
  demoLines,
  draftSchedule,
  firstFacultyGroups,
  openTestUniversity,
  type TestUniversity,
} from '../support/university.js';

const canRead = spawnSync('pdftotext', ['-v']).status === 0;

/** The pages of a file as text, each on one line with single blanks. */
function pagesOf(file: Buffer): string[] {
  const { stdout, status } = spawnSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], { input: file, encoding: 'utf8' });
  expect(status).to.equal(0);
  return stdout
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s+/g, ' '));
}

const whySkipped = canRead ? '' : ' (skipped: pdftotext of poppler-utils is not installed)';

describe(`the agreement sheet as PDF${whySkipped}`, function () {
  this.timeout(120_000);
  let university: TestUniversity;
  let lines: ScheduleLine[];
  let caseId: number;

  before(function () {
    if (!canRead) this.skip();
  });
  beforeEach(async () => {
    university = await openTestUniversity();
    lines = demoLines(firstFacultyGroups);
    caseId = await draftSchedule(university, lines);
  });

  async function act(login: string, action: CaseAction, remarks: Remark[] = []) {
    university.clock.at += 60_000;
    const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    await takeAction(university.engine, await university.person(login), caseId, {
      action,
      version,
      comment: '',
      remarks,
    });
  }
  async function print(locale: Locale, login = 'dean1') {
    return printAgreementSheet(university.engine, await university.person(login), caseId, locale, 'pdf');
  }
  const textOf = async (locale: Locale) => pagesOf((await print(locale)).content).join(' ');

  async function returnAndApprove() {
    await act('dispatcher1', 'submit');
    await act('teacher05', 'agree');
    const remarked = lines.findIndex((line) => line.teacherCode === 'T03');
    await act('teacher01', 'return', [{ lineKey: lines[remarked]!.key, text: 'Зертхана бос емес' }]);
    await replaceLines(university.db, caseId, lines.with(remarked, { ...lines[remarked]!, roomCode: '1-307' }));
    await act('dispatcher1', 'submit');
    await act('teacher01', 'agree');
    await act('dean1', 'agree');
    await act('dldhead', 'agree');
    await act('vicerector', 'approve');
  }

  it('tells a whole agreement in Kazakh, Russian and English', async () => {
    await returnAndApprove();
    const wanted: Record<Locale, string[]> = {
      kk: [
        'Ахмет Байтұрсынұлы атындағы Қостанай өңірлік университеті',
        'КЕЛІСІМ ПАРАҒЫ',
        'Сейтқали А. Б.',
        'Қуанышев М. Ә.',
        'Қашықтықтан оқыту бөлімінің бастығы',
        '1-редакцияда келісілген',
        'Бекітілді',
        'келісілді және бекітілді, 08.10.2026 10:08.',
        'Бұрынғы редакциялар',
        'Дүйсенбі 15:00–16:50, Бағдарламалау негіздері, ИС-25-12: Зертхана бос емес',
        '(Ереженің 28-тармағы)',
      ],
      ru: [
        'Костанайский региональный университет имени Ахмет Байтұрсынұлы',
        'ЛИСТ СОГЛАСОВАНИЯ',
        'Сейткали А. Б.',
        'Согласовано в редакции 1',
        'согласовано и утверждено 08.10.2026 10:08.',
        'Предыдущие редакции',
        'Понедельник 15:00–16:50, Основы программирования, ИС-25-12: Зертхана бос емес',
        '(пункт 28 Положения)',
      ],
      en: [
        'Akhmet Baitursynuly Kostanay Regional University',
        'AGREEMENT SHEET',
        'Seitkali A.',
        'Agreed in edition 1',
        'agreed and approved on 08.10.2026 10:08.',
        'Earlier editions',
        'Monday 15:00–16:50, Programming Fundamentals, ИС-25-12: Зертхана бос емес',
        '(Regulation, paragraph 28)',
      ],
    };
    const log = await createCaseStore(university.db, university.engine.now).listLog(caseId);
    for (const locale of locales) {
      const text = await textOf(locale);
      for (const words of wanted[locale]) expect(text, locale).to.include(words);
      for (const entry of log.filter(({ action }) => action === 'agree' || action === 'approve' || action === 'return'))
        expect(text, `${locale} ${entry.seq}`).to.include(entry.hash.slice(0, 8));
      expect(text, locale).to.include(log.at(-1)!.editionHash).and.include(log.at(-1)!.hash);
      expect(text, `${locale}: a text without its value`).not.to.match(/\{|undefined|null|NaN/);
    }
  });

  it('the name of the file tells document and edition', async () => {
    await act('dispatcher1', 'submit');
    expect((await print('kk')).fileName).to.equal('Келісім парағы – Сабақ кестесі, 1-редакция.pdf');
    const title = 'Кесте: 2026/27 <оқу жылы> '.repeat(7);
    await university.db('cases').where({ id: caseId }).update({ title_kk: title });
    const { fileName } = await print('kk');
    expect(fileName).to.match(/^[^<>:"/\\|?*]+1-редакция\.pdf$/);
    expect(Buffer.byteLength(fileName)).to.be.lessThan(255);
  });

  it('says in plain words that the log was changed afterwards, on every page', async () => {
    await returnAndApprove();
    await university.db('decisions').where({ case_id: caseId, seq: 5 }).update({ comment: 'Басқаша' });
    const pages = pagesOf((await print('kk')).content);
    for (const page of pages)
      expect(page).to.include('шешімдер журналы өзгертілген, 5-жазбадан бастап оған сенуге болмайды');
    expect(pages.join(' ')).to.include('расталмаған').and.not.include('келісілді және бекітілді');
  });

  it('says in plain words that the stored content is not the one that was agreed', async () => {
    await returnAndApprove();
    const edition = await createCaseStore(university.db, university.engine.now).getEdition(caseId, 2);
    await university
      .db('editions')
      .where({ id: edition.id })
      .update({ content_json: edition.content_json.replace('T03', 'T04') });
    expect(await textOf('ru')).to.include(
      'сохранённое содержание документа отличается от отправленного на согласование',
    );
  });

  it('is not there before the first submission, and a stranger learns nothing of the case', async () => {
    const codeOf = (printing: Promise<unknown>) =>
      printing.then(
        () => 'printed',
        (error: unknown) => (error as AppError).code,
      );
    expect(await codeOf(print('kk', 'dispatcher1'))).to.equal('actionNotPossible');
    expect(await codeOf(print('kk', 'teacher02'))).to.equal('notFound');
    await act('dispatcher1', 'submit');
    expect(await codeOf(print('kk', 'hrhead'))).to.equal('notFound');
    expect(await codeOf(print('kk', 'teacher02'))).to.equal('printed');
  });

  describe('of many rows and long remarks', () => {
    const catalogue = loadCatalogue();
    const same = (text: string): Named => ({ kk: text, ru: text, en: text });
    const mark = { seq: 7, hash: 'abcdef0123456789'.repeat(4), at: Date.UTC(2026, 9, 12, 4), sound: true };
    const row = (no: number, remarks: string[] = []): SheetRow => ({
      no,
      role: 'chairHead',
      unit: same(`${no}-кафедра`),
      person: same('Сейтқали Айгүл Бауыржанқызы'),
      actingFor: null,
      receivedAt: mark.at,
      outcome: { kind: 'agree', mark },
      remarks: remarks.map((text) => ({ line: null, text, answer: null })),
    });
    const sheet = (rows: SheetRow[]): SheetContent => ({
      title: same('Сабақ кестесі'),
      university: same('Университет'),
      developer: { person: same('Оспанова Гүлмира Серікқызы'), post: null },
      edition: { no: 1, frozen: { hash: mark.hash, at: mark.at, by: null } },
      rows,
      resumptions: [],
      earlier: [],
      result: { kind: 'agreed', at: mark.at, publishedAt: null },
      fault: null,
      logLength: 7,
      logHash: mark.hash,
      annex: null,
      printedAt: mark.at,
    });
    const pages = async (rows: SheetRow[]) => pagesOf(await renderPdf(sheetPaper(sheet(rows), catalogue, 'kk')));

    it('names whose visa a delegate gave and by what right, and answers beside their remarks', async () => {
      const delegated: SheetRow = {
        ...row(1),
        actingFor: { person: same('Қуанышев Марат Әділұлы'), ground: '№ 12 бұйрық' },
        outcome: { kind: 'agreeWithRemarks', mark },
        remarks: [
          {
            line: null,
            text: 'Бос па?',
            answer: { text: 'Иә, бос', by: same('Оспанова Гүлмира Серікқызы'), at: mark.at },
          },
        ],
      };
      const page = (await pages([delegated])).join(' ').replace(/\s+/gu, ' ');
      expect(page).to.include('Сейтқали А. Б., Қуанышев М. Ә. орнына, негіздеме: № 12 бұйрық');
      expect(page).to.include('Ескертумен келісілді');
      expect(page).to.include('Бос па? Жауап (Оспанова Г. С., 12.10.2026): Иә, бос');
    });

    it('repeats the head of the table and numbers every page; no row is lost or cut in two', async () => {
      const found = await pages(Array.from({ length: 45 }, (_, index) => row(index + 1)));
      expect(found.length).to.be.greaterThan(2);
      for (const [index, page] of found.entries()) {
        expect(page).to.include(`${found.length} беттің ${index + 1}-беті`);
        if (page.includes('-кафедра')) expect(page).to.include('Лауазымы').and.include('Электрондық белгі');
        expect([...page.matchAll(/\d+-кафедра/g)]).to.have.length([...page.matchAll(/Сейтқали А. Б./g)].length);
        if (index > 0) expect(page).to.include('Келісім парағы · Сабақ кестесі · 1-редакция');
      }
      const units = found.flatMap((page) => page.match(/\d+-кафедра/g) ?? []);
      expect(units).to.deep.equal(Array.from({ length: 45 }, (_, index) => `${index + 1}-кафедра`));
    });

    it('loses no word of a remark that is longer than a page', async () => {
      const words = Array.from({ length: 900 }, (_, index) => `сөз${index}`);
      const text = (await pages([row(1, [words.join(' ')]), row(2)])).join(' ');
      for (const word of words) expect(text).to.include(word);
    });

    it('loses no letter of a word wider than its column', async () => {
      const word = Array.from({ length: 100 }, (_, index) => `ә${String(index).padStart(3, '0')}`).join('');
      const text = (await pages([row(1, [word])])).join('');
      // The cell with date and time stands beside the first lines of the word.
      expect(text.replace(/12\.10\.2026|09:00|\s/g, '')).to.include(word);
    });

    it('holds the Kazakh letters of both cases', async () => {
      const letters = 'ӘәҒғҚқҢңӨөҰұҮүҺһІі₸№«»';
      expect((await pages([row(1, [letters])])).join('')).to.include(letters);
    });
  });
});
