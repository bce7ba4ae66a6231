import { datedHeaderSchema, scheduleHeaderSchema, scheduleKinds, type QueryOf } from '@qashyq/shared-types';
import type { CaseRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import { parsed } from '../../../http/invalid-values.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { loadOrgTree } from '../../../identity/org-tree.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore } from '../../../workflow/case-store.js';
import { applyImport } from './apply-import.js';
import { checkImport, type ImportTarget } from './check-import.js';
import { dated, lessons } from './importing.js';
import { loadImportReference } from './import-reference.js';
import { getOwnImport, insertImport } from './import-store.js';
import { presentFaults, presentImport } from './import-presenter.js';
import { assertMayPrepare, unitOf } from './may-prepare.js';
import { templateWorkbook } from './template.js';

export function importRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, features, catalogue, now } = engine;

  // Before the address of a single import, which would take its name for an id.
  on('importTemplate', async ({ query, locale }) => {
    const language = query.locale ?? locale;
    const term = await db('academic_terms').orderBy(['academic_year', 'term']).first();
    if (term === undefined) throw new AppError('notFound');
    const reference = await loadImportReference(db, { academicYear: term.academic_year, term: term.term });
    return {
      fileName: catalogue.text(language, `import_template_file_${query.kind.toLowerCase()}`),
      content: Buffer.from(await templateWorkbook(language, reference, catalogue, query.kind)),
    };
  });

  on('checkImport', async ({ person, query, upload, locale }) => {
    const { target, caseRow } = await targetOf(person, query);
    const checked = await checkImport(db, upload, target, caseRow);
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
  async function targetOf(
    person: CurrentPerson,
    query: QueryOf<'checkImport'>,
  ): Promise<{ target: ImportTarget; caseRow?: CaseRow }> {
    if (query.caseId !== undefined) {
      const caseRow = await createCaseStore(db, now).getCase(query.caseId);
      const { workflow, mayRead } = features[caseRow.kind];
      const kind = scheduleKinds.find((one) => one === caseRow.kind);
      if (kind === undefined || !mayRead(person, caseRow)) throw new AppError('notFound');
      assertMayPrepare(workflow, person, caseRow);
      const target: ImportTarget =
        kind === 'lessonSchedule'
          ? { kind, header: await lessons.getHeader(db, caseRow.id) }
          : { kind, header: await dated(kind).getHeader(db, caseRow.id) };
      return { target, caseRow };
    }
    const target = await newTarget(query);
    const unit = await unitOf(db, target);
    assertMayPrepare(features[target.kind].workflow, person, { org_unit_id: unit.id, state: 'draft' });
    return { target };
  }

  /** A schedule of final attestation names its kafedra, and the faculty follows from it. */
  async function newTarget({ kind, ...query }: QueryOf<'checkImport'>): Promise<ImportTarget> {
    if (kind === 'lessonSchedule') return { kind, header: parsed(scheduleHeaderSchema, query, 'query') };
    if (kind !== 'finalAttestationSchedule')
      return { kind, header: parsed(datedHeaderSchema, { ...query, kafedraCode: null }, 'query') };
    const kafedra = await db('org_units')
      .where({ code: query.kafedraCode ?? '', type: 'kafedra' })
      .first();
    if (kafedra === undefined) throw new AppError('notFound');
    const above = (await loadOrgTree(db)).upwards(kafedra.id);
    const faculty = await db('org_units').whereIn('id', above).where({ type: 'faculty' }).first();
    return { kind, header: parsed(datedHeaderSchema, { ...query, facultyCode: faculty?.code }, 'query') };
  }
}
