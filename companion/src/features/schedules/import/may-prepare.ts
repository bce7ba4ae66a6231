import type { CaseState } from '@qashyq/shared-types';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { isPreparer } from '../../../workflow/permission.js';
import { isEditable } from '../../../workflow/define-workflow.js';
import { lessonScheduleWorkflow } from '../schedule-workflow.js';

export function mayPrepare(person: CurrentPerson, target: { org_unit_id: number; state: CaseState }): boolean {
  return isPreparer(lessonScheduleWorkflow, { orgUnitId: target.org_unit_id }, person) && isEditable(target.state);
}

/** Only preparers of the unit change its draft, and only while it is one. */
export function assertMayPrepare(person: CurrentPerson, target: { org_unit_id: number; state: CaseState }): void {
  if (!isPreparer(lessonScheduleWorkflow, { orgUnitId: target.org_unit_id }, person)) throw new AppError('notAllowed');
  if (!isEditable(target.state)) throw new AppError('actionNotPossible');
}
