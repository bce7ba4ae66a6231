import type { Knex } from 'knex';
import type { CaseState } from '@qashyq/shared-types';
import type { OrgUnitRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { isEditable, type Workflow } from '../../../workflow/define-workflow.js';
import { isPreparer } from '../../../workflow/permission.js';
import type { ImportTarget } from './check-import.js';

export function mayPrepare(
  workflow: Workflow,
  person: CurrentPerson,
  target: { org_unit_id: number; state: CaseState },
): boolean {
  return isPreparer(workflow, { orgUnitId: target.org_unit_id }, person) && isEditable(target.state);
}

/** Only preparers of the unit change its draft, and only while it is one. */
export function assertMayPrepare(
  workflow: Workflow,
  person: CurrentPerson,
  target: { org_unit_id: number; state: CaseState },
): void {
  if (!isPreparer(workflow, { orgUnitId: target.org_unit_id }, person)) throw new AppError('notAllowed');
  if (!isEditable(target.state)) throw new AppError('actionNotPossible');
}

/**
 * The unit whose schedule it is: the graduating kafedra for final attestation, otherwise the faculty.
 * @throws AppError `notFound`
 */
export async function unitOf(
  db: Knex,
  target: Pick<ImportTarget, 'kind'> & { header: ImportTarget['header'] },
): Promise<OrgUnitRow> {
  const { kind, header } = target;
  const kafedra = 'kafedraCode' in header ? header.kafedraCode : null;
  const wanted =
    kind === 'finalAttestationSchedule'
      ? { code: kafedra ?? '', type: 'kafedra' }
      : { code: header.facultyCode, type: 'faculty' };
  const unit = await db('org_units').where(wanted).first();
  if (unit === undefined) throw new AppError('notFound');
  return unit;
}
