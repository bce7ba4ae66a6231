/** Step three of an import: the checked lines become the draft, whole or not at all. */
import type { Knex } from 'knex';
import type { Named } from '@qashyq/shared-types';
import { inTransaction } from '../../../db/transaction.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore, StaleCaseError, type CaseStore } from '../../../workflow/case-store.js';
import type { CheckedImport } from './check-import.js';
import { dated, lessons } from './importing.js';
import { assertMayPrepare, unitOf } from './may-prepare.js';
import { checkedImport, getOwnImport, lockOwnImport, markApplied } from './import-store.js';

/**
 * Returns the case whose draft it became. A second click returns the same case and changes nothing.
 * @throws AppError `importHasFaults`; `importStale` when the schedule was changed or submitted since the check; `notAllowed`
 */
export async function applyImport(engine: CaseEngine, person: CurrentPerson, importId: number): Promise<number> {
  const { db, features, now } = engine;
  try {
    return await inTransaction(db, async (trx) => {
      const row = await lockOwnImport(trx, importId, person.id);
      if (row.applied_case_id !== null) return row.applied_case_id;
      const checked = checkedImport(row);
      if (checked.faults.length > 0) throw new AppError('importHasFaults');
      const store = createCaseStore(trx, now);
      const caseId = row.case_id ?? (await createSchedule(engine, store, trx, person, checked));
      if (row.case_id !== null) {
        const caseRow = await store.getCase(caseId);
        assertMayPrepare(features[checked.kind].workflow, person, caseRow);
        if (caseRow.version !== row.case_version) throw new AppError('importStale');
        await store.advanceCase(caseRow, {});
      }
      await fill(trx, caseId, checked);
      // Another click was faster: undo this one and answer with what that one made.
      if (!(await markApplied(trx, importId, caseId))) throw new StaleCaseError();
      return caseId;
    });
  } catch (error) {
    if (!(error instanceof StaleCaseError)) throw error;
    const row = await getOwnImport(db, importId, person.id);
    if (row.applied_case_id === null) throw new AppError('importStale');
    return row.applied_case_id;
  }
}

/** The whole draft of a schedule, as the file says it. */
async function fill(trx: Knex, caseId: number, checked: CheckedImport): Promise<void> {
  if (checked.kind === 'lessonSchedule')
    await lessons.replaceLines(
      trx,
      caseId,
      checked.rows.flatMap(({ line }) => line ?? []),
    );
  else
    await dated(checked.kind).replaceLines(
      trx,
      caseId,
      checked.rows.flatMap(({ line }) => line ?? []),
    );
}

async function createSchedule(
  engine: CaseEngine,
  store: CaseStore,
  trx: Knex,
  person: CurrentPerson,
  checked: CheckedImport,
): Promise<number> {
  const { kind, header } = checked;
  const unit = await unitOf(trx, checked);
  assertMayPrepare(engine.features[kind].workflow, person, { org_unit_id: unit.id, state: 'draft' });
  const title: Named = engine.catalogue.named(`title_${kind.toLowerCase()}`, (locale) => ({
    unit: unit[`name_${locale}`],
    year: header.academicYear,
    term: header.term,
    label: header.label === '' ? '' : ` · ${header.label}`,
  }));
  const short = (text: string) => text.slice(0, 300);
  const caseId = await store.createCase({
    kind,
    title: { kk: short(title.kk), ru: short(title.ru), en: short(title.en) },
    authorId: person.id,
    orgUnitId: unit.id,
  });
  if (checked.kind === 'lessonSchedule') await lessons.insert(trx, caseId, checked.header);
  else await dated(checked.kind).insert(trx, caseId, checked.header);
  return caseId;
}
