/** The agreement sheet on paper: in words of one language, laid out as an A4 page on its side. */
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Locale } from '@qashyq/shared-types';
import { inSnapshot } from '../db/transaction.js';
import { renderDocx } from '../documents/docx.js';
import { renderPdf, type Paper } from '../documents/pdf.js';
import { AppError } from '../errors.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { CurrentPerson } from '../identity/current-person.js';
import { surnameAndInitials } from '../identity/short-name.js';
import { agreementSheet } from './agreement-sheet.js';
import type {
  EarlierEdition,
  SheetContent,
  SheetPost,
  SheetRemark,
  SheetResumption,
  SheetRow,
} from './agreement-sheet-content.js';
import { loadSheetFacts } from './agreement-sheet-facts.js';
import {
  answererWords,
  date,
  dateAndTime,
  faultWords,
  markWords,
  outcomeWords,
  personWords,
  resultWords,
  roleKey,
  shortHash,
  wordsOf,
  type Words,
} from './agreement-sheet-words.js';
import type { CaseEngine } from './case-feature.js';
import { annexTable } from './sheet-annex.js';
import { createCaseStore } from './case-store.js';

const renderers = { pdf: renderPdf, docx: renderDocx };
/** As paper, and as a file that can be put into a letter. */
export type SheetForm = keyof typeof renderers;

/**
 * The agreement sheet of the newest edition.
 * @throws AppError `notFound`, also when the reader may not know that the case exists; `actionNotPossible` before the first submission
 */
export async function printAgreementSheet(
  engine: CaseEngine,
  reader: CurrentPerson,
  caseId: number,
  locale: Locale,
  form: SheetForm,
): Promise<{ fileName: string; content: Buffer }> {
  const facts = await inSnapshot(engine.db, async (trx) => {
    const caseRow = await createCaseStore(trx, engine.now).getCase(caseId);
    if (!engine.features[caseRow.kind].mayRead(reader, caseRow)) throw new AppError('notFound');
    if (caseRow.edition_no === 0) throw new AppError('actionNotPossible');
    return loadSheetFacts(engine, trx, caseRow);
  });
  const paper = sheetPaper(agreementSheet(facts), engine.catalogue, locale);
  return { fileName: `${fileNameOf(paper.title)}.${form}`, content: await renderers[form](paper) };
}

/** File names end before 255 bytes, and Cyrillic letters take two. The end of the title is kept: it tells the edition. */
function fileNameOf(title: string): string {
  const letters = [...title.replace(/[\p{Cc}<>:"/\\|?*]/gu, '-')];
  return letters.length <= 110 ? letters.join('') : `${letters.slice(0, 80).join('')}…${letters.slice(-28).join('')}`;
}

/** A sheet in words; `renderPdf` makes it a file. */
export function sheetPaper(sheet: SheetContent, catalogue: Catalogue, locale: Locale): Paper {
  const words = wordsOf(catalogue, locale);
  const { t } = words;
  const { no, frozen } = sheet.edition;
  const title = sheet.title[locale];
  return {
    language: locale,
    orientation: 'landscape',
    title: t('sheet_filename', { title, edition: no }),
    subject: t('sheet_heading'),
    author: sheet.university[locale],
    printedAt: sheet.printedAt,
    runningHead: t('sheet_runninghead', { title, edition: no }),
    runningFoot: frozen === null ? '' : t('sheet_runningfoot', { edition: no, hash: frozen.hash }),
    pageLabel: t('sheet_page', { page: '{page}', pages: '{pages}' }),
    warning: sheet.fault === null ? null : faultWords(sheet.fault, words),
    styles: {
      university: { fontSize: 10.5, alignment: 'center', margin: [0, 0, 0, 8] },
      heading: { fontSize: 15, bold: true, alignment: 'center', characterSpacing: 0.6, margin: [0, 0, 0, 10] },
      fields: { fontSize: 10, margin: [0, 0, 0, 10] },
      tableHead: { bold: true, alignment: 'center' },
      section: { fontSize: 10.5, bold: true, margin: [-3.5, 12, 0, 2] },
      result: { fontSize: 10.5, bold: true, margin: [0, 12, 0, 0] },
      origin: { fontSize: 8, color: '#444444', margin: [0, 10, 0, 0] },
    },
    content: [
      { text: sheet.university[locale], style: 'university' },
      { text: t('sheet_heading'), style: 'heading' },
      heading(sheet, words),
      visasTable(sheet.rows, words),
      ...sheet.resumptions.map((resumption) => resumptionLine(resumption, words)),
      ...(sheet.annex === null ? [] : [annexTable(sheet.annex, locale)]),
      // What the sheet amounts to stays in one piece.
      {
        unbreakable: true,
        stack: [
          { text: [`${t('sheet_result')}: `, resultWords(sheet.result, words)], style: 'result' },
          ...(sheet.earlier.length === 0 ? [originLine(sheet, words)] : []),
        ],
      },
      ...(sheet.earlier.length === 0 ? [] : [earlierTable(sheet.earlier, words), originLine(sheet, words)]),
    ],
  };
}

function heading(sheet: SheetContent, { t, name }: Words): Content {
  const { no, frozen } = sheet.edition;
  const { person, post } = sheet.developer;
  const postWords = post === null ? [] : [t(roleKey(post)), ...(post.unit === null ? [] : [name(post.unit)])];
  const edition =
    frozen === null
      ? `№ ${no}`
      : t('sheet_frozen', { edition: no, date: dateAndTime(frozen.at), fingerprint: shortHash(frozen.hash) });
  const fields: [string, string][] = [
    [t('sheet_document'), name(sheet.title)],
    [t('sheet_edition'), edition],
    [t('sheet_developer'), [...postWords, surnameAndInitials(name(person))].join(', ')],
  ];
  if (frozen?.by != null && name(frozen.by) !== name(person))
    fields.push([t('sheet_submittedby'), surnameAndInitials(name(frozen.by))]);
  return {
    style: 'fields',
    table: {
      widths: ['auto', '*'],
      body: fields.map(([label, value]) => [{ text: label, color: '#444444', marginRight: 14 }, value]),
    },
    layout: 'noBorders',
  };
}

function visasTable(rows: readonly SheetRow[], words: Words): Content {
  return {
    table: {
      headerRows: 1,
      ...wholeRows(
        rows.map((row) => row.remarks),
        words,
      ),
      widths: [18, 138, 84, 54, 86, '*', 54, 74],
      body: [
        headRow(['no', 'position', 'name', 'received', 'decision', 'remarks', 'decidedat', 'mark'], words),
        ...rows.map((row): TableCell[] => {
          const mark = 'mark' in row.outcome ? row.outcome.mark : null;
          return [
            { text: row.no, alignment: 'center' },
            postCell(row, words),
            personWords(row, words),
            row.receivedAt === null ? '' : date(row.receivedAt),
            outcomeWords(row, words),
            remarksCell(row.remarks, words),
            mark === null ? '' : dateAndTime(mark.at),
            mark === null ? '' : markWords(mark, words),
          ];
        }),
      ],
    },
    layout: 'ruled',
  };
}

function earlierTable(editions: readonly EarlierEdition[], words: Words): Content {
  const { t } = words;
  return {
    table: {
      // The heading of the section belongs to the head of the table, so that no page ends with it.
      headerRows: 2,
      ...wholeRows(
        editions.map(({ last }) => last?.remarks ?? []),
        words,
      ),
      widths: [50, 54, 112, 84, 72, '*', 54, 74],
      body: [
        [
          { text: t('sheet_earlier'), style: 'section', colSpan: 8, border: [false, false, false, false] },
          ...Array<TableCell>(7).fill({}),
        ],
        headRow(['edition', 'submitted', 'position', 'name', 'decision', 'remarks', 'decidedat', 'mark'], words),
        ...editions.map(({ editionNo, hash, submittedAt, last }): TableCell[] => [
          `№ ${editionNo}\n${shortHash(hash)}`,
          date(submittedAt),
          last?.role == null ? '' : postCell({ role: last.role, unit: last.unit }, words),
          last === null ? '' : personWords(last, words),
          last === null ? '' : t(`logaction_${last.kind.toLowerCase()}`),
          last === null ? '' : remarksCell(last.remarks, words),
          last === null ? '' : dateAndTime(last.mark.at),
          last === null ? '' : markWords(last.mark, words),
        ]),
      ],
    },
    layout: 'ruled',
  };
}

/** By whose word and why some were not asked again. */
function resumptionLine(resumption: SheetResumption, words: Words): Content {
  const { reason, mark } = resumption;
  const { t } = words;
  return {
    text: breakable(
      t('sheet_resumed', {
        entry: mark.seq,
        date: dateAndTime(mark.at),
        name: personWords(resumption, words),
        reason,
      }),
    ),
    margin: [0, 6, 0, 0],
  };
}

const headRow = (columns: readonly string[], { t }: Words): TableCell[] =>
  columns.map((column) => ({ text: t(`sheet_column_${column}`), style: 'tableHead' }));

/** Rows stay in one piece and with their head, unless one may be higher than a page: that must break, or its end would be lost. */
function wholeRows(remarksOfRows: readonly (readonly SheetRemark[])[], { name }: Words) {
  const lettersInLine = 25;
  const linesOnPage = 24;
  const height = ({ line, text, answer }: SheetRemark): number =>
    `${line === null ? '' : name(line)} ${text}\n${answer?.text ?? ''}`
      .split('\n')
      .reduce((lines, part) => lines + 1 + Math.floor(part.length / lettersInLine), 0);
  const whole = remarksOfRows.every(
    (remarks) => remarks.reduce((lines, remark) => lines + height(remark), 0) <= linesOnPage,
  );
  return whole ? { dontBreakRows: true, keepWithHeaderRows: 1 } : {};
}

/** Text whose words wider than a column, as addresses are, break anywhere instead of running over the edge. */
function breakable(text: string): Content[] {
  return text
    .split(/(\S{30,})/)
    .map((part, index) => (index % 2 === 1 ? { text: part, wordBreak: 'break-all' as const } : part))
    .filter((part) => part !== '');
}

function postCell(post: SheetPost, { t, name }: Words): TableCell {
  const unit = post.unit === null ? [] : [{ text: name(post.unit), fontSize: 8, color: '#444444' }];
  return { stack: [t(roleKey(post)), ...unit] };
}

function remarksCell(remarks: readonly SheetRemark[], words: Words): TableCell {
  const { t, name } = words;
  return {
    stack: remarks.map(({ line, text, answer }, index) => ({
      text: [
        ...(remarks.length > 1 ? [`${index + 1}) `] : []),
        ...(line === null ? [] : [{ text: `${name(line)}: `, bold: true }]),
        ...breakable(text),
        ...(answer === null
          ? []
          : [
              '\n',
              { text: `${t('sheet_answer', answererWords(answer, words))}: `, color: '#444444' },
              ...breakable(answer.text),
            ]),
      ],
      marginBottom: index < remarks.length - 1 ? 2 : 0,
    })),
  };
}

function originLine(sheet: SheetContent, { t }: Words): Content {
  const text = t('sheet_origin', {
    date: dateAndTime(sheet.printedAt),
    entries: sheet.logLength,
    hash: sheet.logHash,
  });
  return { text, style: 'origin' };
}
