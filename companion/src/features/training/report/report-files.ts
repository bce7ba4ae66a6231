/** The report as a file: a workbook with all rows, Word, or PDF. */
import type { Locale } from '@qashyq/shared-types';
import { makeDocx, makeWorkbook } from '../../../documents/make-file.js';
import { renderPdf } from '../../../documents/pdf.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { listEveryHolder, named } from '../../../identity/person-store.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import type { LoadedReport } from './load-report.js';
import { namesOf } from './present-report.js';
import { reportPaper } from './report-paper.js';
import { reportSubject, reportTables } from './report-words.js';

export type ReportForm = 'xlsx' | 'docx' | 'pdf';

export async function reportFile(
  { db, catalogue, now }: Pick<CaseEngine, 'db' | 'catalogue' | 'now'>,
  reader: CurrentPerson,
  loaded: LoadedReport,
  locale: Locale,
  form: ReportForm,
): Promise<{ fileName: string; content: Buffer; subjectIds: number[] }> {
  const people = await namesOf(db, loaded, [...loaded.report.completions, ...loaded.report.credits]);
  const tables = reportTables(loaded, people, catalogue, locale);
  const subject = reportSubject(loaded, catalogue, locale);
  const { from, to } = loaded.filter;
  const fileName = `${catalogue.text(locale, 'trainingreport_file', { from, to })}.${form}`;
  const subjectIds = [...people.keys()];
  if (form === 'xlsx') {
    const sheets = tables.map(({ title, columns, rows }) => ({ name: title, columns, rows }));
    return { fileName, content: await makeWorkbook(sheets), subjectIds };
  }
  const root = await db('org_units').whereNull('parent_id').orderBy('id').first();
  const [head] = await listEveryHolder(db, 'dldHead', now());
  const paper = reportPaper(
    {
      university: root === undefined ? { kk: '', ru: '', en: '' } : named(root),
      signatory: head === undefined ? null : named(head),
      reader: reader.name,
      subject,
      tables,
      printedAt: now(),
    },
    catalogue,
    locale,
  );
  return { fileName, content: await (form === 'pdf' ? renderPdf(paper) : makeDocx(paper)), subjectIds };
}
