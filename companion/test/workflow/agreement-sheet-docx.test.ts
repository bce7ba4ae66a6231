/** The agreement sheet for Word: through the whole service, read back out of the package. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { locales } from '@qashyq/shared-types';
import { renderDocx } from '../../src/documents/docx.js';
import type { Paper } from '../../src/documents/pdf.js';
import { approveCase } from '../support/approval.js';
import { packageTexts, paragraphsIn } from '../support/docx.js';
import { canConvert, convertToText } from '../support/libre-office.js';
import { richAnswer, richCase, richReason, richRemark } from '../support/rich-case.js';
import { startWholeService, type RunningService } from '../support/running-service.js';
import { draftSchedule } from '../support/university.js';

const paper: Paper = {
  language: 'kk',
  orientation: 'landscape',
  title: 'Парақ',
  subject: 'Тақырып',
  author: 'Университет',
  printedAt: 0,
  runningHead: 'Парақтың жалғасы',
  runningFoot: 'Таңба',
  pageLabel: '{page}-бет, барлығы {pages}',
  warning: null,
  styles: { strong: { bold: true, alignment: 'center' } },
  content: [],
};
async function documentOf(given: Partial<Paper>) {
  const texts = await packageTexts(await renderDocx({ ...paper, ...given }));
  return { xml: texts.get('word/document.xml')!, texts };
}

describe('papers for Word', () => {
  it('keep letters, marks of the markup and line ends as they are', async () => {
    const words = 'Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі «№» <b>&"';
    const { xml } = await documentOf({ content: [`${words}\nекінші жол`, 42] });
    expect(paragraphsIn(xml)).to.include.members([`${words}\nекінші жол`, '42']);
  });

  it('repeat the head of a table on every page, keep rows whole, and span a title over its columns', async () => {
    const { xml } = await documentOf({
      content: [
        {
          table: {
            headerRows: 2,
            dontBreakRows: true,
            widths: [50, '*'],
            body: [
              [{ text: 'Атауы', colSpan: 2 }, {}],
              ['A', 'B'],
              ['1', '2'],
              ['3', '4'],
            ],
          },
          layout: 'ruled',
        },
      ],
    });
    const rows = xml.match(/<w:tr>.*?<\/w:tr>/gs)!;
    expect(rows.map((row) => row.includes('<w:tblHeader/>'))).to.deep.equal([true, true, false, false]);
    expect(rows.every((row) => row.includes('<w:cantSplit/>'))).to.equal(true);
    expect(rows.map((row) => row.match(/<w:tc>/g)!.length)).to.deep.equal([1, 2, 2, 2]);
    expect(rows[0]).to.contain('<w:gridSpan w:val="2"/>');
    // A4 on its side, less the margins: 756.9 points.
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, twips]) => Number(twips));
    expect(widths[0]).to.equal(57 * 20);
    expect(widths[0]! + widths[1]!).to.be.closeTo(756.9 * 20, 2);
  });

  it('keep a table that must not be broken on one page, the place to sign for one', async () => {
    const sign = { table: { widths: ['*' as const], body: [['Қолы'], ['Күні']] } };
    const { xml } = await documentOf({ content: [{ unbreakable: true, stack: [sign] }] });
    const rows = xml.match(/<w:tr>.*?<\/w:tr>/gs)!;
    expect(rows.every((row) => row.includes('<w:cantSplit/>'))).to.equal(true);
    expect(rows.map((row) => row.includes('<w:keepNext/>'))).to.deep.equal([true, false]);
  });

  it('take the look of a style for everything within, and of a part for itself', async () => {
    const { xml } = await documentOf({
      content: [{ text: ['a', { text: 'b', bold: false, fontSize: 8 }], style: 'strong' }],
    });
    expect(xml).to.match(/<w:jc w:val="center"\/>/);
    const [first, second] = xml.match(/<w:r>.*?<\/w:r>/gs)!;
    expect(first).to.contain('<w:b/>').and.contain('>a<');
    expect(second).to.contain('<w:b w:val="false"/>').and.contain('<w:sz w:val="16"/>');
  });

  it('stand on the side, name their pages, and show a warning on every page', async () => {
    const { xml, texts } = await documentOf({ warning: 'Журнал бұзылған' });
    expect(xml).to.match(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/);
    const of = (part: RegExp) => [...texts].filter(([name]) => part.test(name)).map(([, text]) => text);
    const heads = of(/word\/header\d\.xml/);
    expect(heads).to.have.length(2);
    for (const head of heads) expect(paragraphsIn(head)).to.include('Журнал бұзылған');
    expect(heads.filter((head) => head.includes('Парақтың жалғасы'))).to.have.length(1);
    for (const foot of of(/word\/footer\d\.xml/)) {
      expect(foot).to.contain('Таңба').and.contain('-бет, барлығы ');
      expect(foot).to.match(/PAGE<.*NUMPAGES</s);
    }
  });

  it('keep tables apart that follow each other, which a text processor would make one', async () => {
    const one = { table: { widths: ['*'], body: [['1']] } };
    const { xml } = await documentOf({ content: [one, one, 'between', one] });
    expect(xml).to.not.match(/<\/w:tbl><w:tbl>/);
    expect(xml.match(/<w:tbl>/g)).to.have.length(3);
    expect(paragraphsIn(xml).filter((text) => text === '')).to.have.length(1);
  });

  it('refuse what they have no form for, instead of losing it', async () => {
    const refused = await renderDocx({ ...paper, content: [{ qr: 'x' }] }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(TypeError);
  });
});

describe('the agreement sheet for Word', function () {
  this.timeout(60_000);
  let service: RunningService;
  let caseId: number;

  before(async () => {
    service = await startWholeService();
    caseId = await draftSchedule(service.university);
    await approveCase(service.university, caseId);
  });
  after(() => service.stop());

  it('says in Kazakh, Russian and English who agreed and approved, as the paper does', async () => {
    const wanted = {
      kk: ['КЕЛІСІМ ПАРАҒЫ', 'Қуанышев М. Ә.', 'Бекітілді'],
      ru: ['ЛИСТ СОГЛАСОВАНИЯ', 'Утверждено'],
      en: ['AGREEMENT SHEET', 'Approved'],
    };
    for (const locale of locales) {
      const answer = await service.call('dean1', 'agreementSheetDocx', { params: { caseId }, query: { locale } });
      expect(answer.headers.get('content-type')).to.equal(
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      );
      expect(decodeURIComponent(answer.headers.get('content-disposition')!)).to.match(/\.docx$/);
      const texts = await packageTexts(answer.bytes);
      const lines = paragraphsIn(texts.get('word/document.xml')!);
      expect(lines, locale).to.include.members(wanted[locale]);
      expect(texts.get('word/document.xml')).to.contain('<w:tblHeader/>');
    }
  });
});

describe('the agreement sheet for Word, opened by LibreOffice', function () {
  this.timeout(60_000);
  let service: RunningService;
  let caseId: number;
  let folder: string;

  before(async function () {
    if (!canConvert) {
      this.test!.title = 'no LibreOffice here: nothing is opened';
      return this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), 'qashyq-sheet-'));
    service = await startWholeService();
    caseId = await richCase(service.university);
  });
  after(async () => {
    await service?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  it('keeps every paragraph in every language, Kazakh letters, remarks and reasons among them', async () => {
    const written = new Map<string, string[]>();
    for (const locale of locales) {
      const { bytes } = await service.call('dean1', 'agreementSheetDocx', { params: { caseId }, query: { locale } });
      writeFileSync(join(folder, `${locale}.docx`), bytes);
      written.set(locale, paragraphsIn((await packageTexts(bytes)).get('word/document.xml')!));
    }
    convertToText(
      folder,
      locales.map((locale) => `${locale}.docx`),
    );
    for (const [locale, paragraphs] of written) {
      const read = plain(readFileSync(join(folder, `${locale}.txt`), 'utf8'));
      expect(paragraphs.length, locale).to.be.greaterThan(80);
      expect(
        paragraphs.filter((paragraph) => !read.includes(plain(paragraph))),
        locale,
      ).to.deep.equal([]);
      for (const text of [richReason, richRemark, richAnswer]) expect(read).to.include(plain(text));
    }
  });
});

/** Without what only breaks lines. */
const plain = (text: string) => text.replace(/[\u200b\u00ad]/g, '').replace(/\s+/g, ' ');
