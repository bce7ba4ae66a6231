/** Who applied for a training, in the order of arrival, for the department. */
import { applicationStates, type ApplicantView, type Applicants, type QueryOf } from '@qashyq/shared-types';
import type { TrainingApplicationRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { instant, loadBriefs } from '../../../workflow/case-presenter.js';
import { takesSeat } from '../applications/application-steps.js';
import { trainingBrief } from '../present-training.js';
import { instantOrNull } from './catalogue.js';
import { loadLastChanges } from './history.js';
import { possibleActions } from './present-training-page.js';
import type { SeatEngine } from './seat-engine.js';
import { queueClosesAt } from './seat-rules.js';
import { numberOrNull, placeOfArrival } from './seat-store.js';

/** @throws AppError `notFound` */
export async function listApplicants(
  { db, now }: Pick<SeatEngine, 'db' | 'now'>,
  person: CurrentPerson,
  trainingId: number,
  { page, pageSize, state }: QueryOf<'applicants'>,
): Promise<Applicants> {
  const training = await db('trainings').where({ id: trainingId }).first();
  if (training === undefined) throw new AppError('notFound');
  const applications = () =>
    db('training_applications').where({ training_id: trainingId, ...(state === undefined ? {} : { state }) });
  const rows: TrainingApplicationRow[] = await applications()
    .orderBy('arrival_no')
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const counted = (await db('training_applications')
    .where({ training_id: trainingId })
    .groupBy('state')
    .select('state')
    .count({ total: '*' })) as unknown as { state: string; total: number }[];
  const counts = Object.fromEntries(
    applicationStates.map((each) => [each, Number(counted.find((row) => row.state === each)?.total ?? 0)]),
  ) as Applicants['counts'];
  const all = applicationStates.reduce((sum, each) => sum + counts[each], 0);
  const taken = applicationStates.filter(takesSeat).reduce((sum, each) => sum + counts[each], 0);

  const people = await db('persons').whereIn(
    'id',
    rows.map(({ person_id }) => person_id),
  );
  const changes = await loadLastChanges(db, rows);
  const briefs = await loadBriefs(
    db,
    [...people.map(({ id }) => id), ...[...changes.values()].flatMap(({ person_id }) => person_id ?? [])],
    people.flatMap(({ org_unit_id }) => org_unit_id ?? []),
  );
  const items: ApplicantView[] = [];
  for (const row of rows) {
    const applicant = people.find(({ id }) => id === row.person_id)!;
    const change = changes.get(row.id)!;
    items.push({
      id: row.id,
      person: briefs.person(row.person_id),
      orgUnit: applicant.org_unit_id === null ? null : briefs.orgUnit(applicant.org_unit_id),
      position: applicant.position,
      motive: row.motive,
      appliedAt: instant(row.created_at),
      state: row.state,
      arrivalNo: row.arrival_no,
      place: row.state === 'waitlisted' ? await placeOfArrival(db, trainingId, row.arrival_no) : null,
      offerUntil: instantOrNull(row.offer_until_at),
      changedAt: instant(change.changed_at),
      reason: change.reason,
      note: change.note,
      by: change.person_id === null ? null : briefs.person(change.person_id),
      actions: possibleActions(person, row, training, now()),
    });
  }
  return {
    items,
    page,
    pageSize,
    total: state === undefined ? all : counts[state],
    counts,
    training: {
      ...trainingBrief(training),
      version: training.version,
      seats: training.seats,
      taken,
      waiting: counts.waitlisted,
      startsAt: instantOrNull(training.starts_at),
      queueClosesAt: instantOrNull(queueClosesAt(numberOrNull(training.starts_at))),
      offerHours: training.offer_hours,
    },
  };
}
