/** The history of an application for its applicant: each step with its reason, and nobody's name. */
import type { Knex } from 'knex';
import type { ApplicationStepView } from '@qashyq/shared-types';
import type { ApplicationChangeRow, TrainingApplicationRow } from '../../../db/tables.js';
import { instant } from '../../../workflow/case-presenter.js';

export type History = ApplicationStepView[];

export async function loadHistories(
  db: Knex,
  applications: readonly Pick<TrainingApplicationRow, 'id' | 'person_id'>[],
): Promise<Map<number, History>> {
  const changes = await db('training_application_changes')
    .whereIn(
      'application_id',
      applications.map(({ id }) => id),
    )
    .orderBy(['application_id', 'change_no']);
  return new Map(
    applications.map(({ id, person_id }) => [
      id,
      changes.filter(({ application_id }) => application_id === id).map((change) => stepView(change, person_id)),
    ]),
  );
}

function stepView(change: ApplicationChangeRow, applicantId: number): ApplicationStepView {
  return {
    at: instant(change.changed_at),
    to: change.to_state,
    reason: change.reason,
    note: change.note,
    by:
      change.person_id === null
        ? 'service'
        : change.person_id === applicantId
          ? 'applicant'
          : change.reason.startsWith('head')
            ? 'head'
            : 'department',
  };
}

/** The newest step of each application. */
export async function loadLastChanges(
  db: Knex,
  applications: readonly Pick<TrainingApplicationRow, 'id' | 'change_no'>[],
): Promise<Map<number, ApplicationChangeRow>> {
  const changes = await db('training_application_changes').whereIn(
    ['application_id', 'change_no'],
    applications.map(({ id, change_no }) => [id, change_no]),
  );
  return new Map(changes.map((change) => [change.application_id, change]));
}
