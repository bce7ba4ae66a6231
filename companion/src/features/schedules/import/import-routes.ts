import { scheduleHeaderSchema, type QueryOf, type ScheduleHeader } from '@qashyq/shared-types';
import type { CaseRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore } from '../../../workflow/case-store.js';
import { scheduleFeature } from '../schedule-feature.js';
import { getHeader } from '../schedule-store.js';
import { applyImport } from './apply-import.js';
import { checkImport } from './check-import.js';
import { loadImportReference } from './import-reference.js';
import { getOwnImport, insertImport } from './import-store.js';
import { presentFaults, presentImport } from './import-presenter.js';
import { assertMayPrepare } from './may-prepare.js';
import { templateWorkbook } from './template.js';

export function importRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, catalogue, now } = engine;

  // Before the address of a single import, which would take its name for an id.
  on('importTemplate', async ({ query, locale }) => {
    const language = query.locale ?? locale;
    const term = await db('academic_terms').orderBy(['academic_year', 'term']).first();
    if (term === undefined) throw new AppError('notFound');
    const reference = await loadImportReference(db, { academicYear: term.academic_year, term: term.term });
    return {
      fileName: catalogue.text(language, 'import_template_file'),
      content: Buffer.from(await templateWorkbook(language, reference, catalogue)),
    };
  });

  on('checkImport', async ({ person, query, upload, locale }) => {
    const { header, caseRow } = await target(person, query);
    const checked = await checkImport(db, upload, header, caseRow);
    const importId = await insertImport(
      db,
      {
        personId: person.id,
        caseId: caseRow?.id ?? null,
        caseVersion: caseRow?.version ?? null,
        fileName: query.fileName,
        checked,
      },
      now(),
    );
    return presentImport(db, catalogue, await getOwnImport(db, importId, person.id), locale);
  });

  on('importPreview', async ({ person, params, locale }) =>
    presentImport(db, catalogue, await getOwnImport(db, params.importId, person.id), locale),
  );

  on('importFaults', async ({ person, params, query, locale }) => {
    const row = await getOwnImport(db, params.importId, person.id);
    const language = query.locale ?? locale;
    return {
      fileName: catalogue.text(language, 'import_faults_file', row.file_name.replace(/\.[^.]*$/, '')),
      content: await presentFaults(db, catalogue, row, language),
    };
  });

  on('applyImport', async ({ person, params }) => ({ caseId: await applyImport(engine, person, params.importId) }));

  /** The draft the file is for: a case, whose header is settled, or a new schedule. */
  async function target(
    person: CurrentPerson,
    query: QueryOf<'checkImport'>,
  ): Promise<{ header: ScheduleHeader; caseRow?: CaseRow }> {
    if (query.caseId !== undefined) {
      const caseRow = await createCaseStore(db, now).getCase(query.caseId);
      if (!scheduleFeature.mayRead(person, caseRow)) throw new AppError('notFound');
      assertMayPrepare(person, caseRow);
      return { header: await getHeader(db, caseRow.id), caseRow };
    }
    const header = scheduleHeaderSchema.safeParse(query);
    if (!header.success)
      throw new AppError('invalidInput', {
        details: header.error.issues.map((issue) => ({
          field: `query.${issue.path.join('.')}`,
          message: issue.message,
        })),
      });
    const faculty = await db('org_units').where({ code: header.data.facultyCode, type: 'faculty' }).first();
    if (faculty === undefined) throw new AppError('notFound');
    assertMayPrepare(person, { org_unit_id: faculty.id, state: 'draft' });
    return { header: header.data };
  }
}
