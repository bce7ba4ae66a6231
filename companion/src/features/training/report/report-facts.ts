/** What the report is made of, as rows of the database. */
import type { Knex } from 'knex';
import {
  seatTakingStates,
  type ApplicationState,
  type Named,
  type PlanLine,
  type Position,
  type TrainingCategory,
  type TrainingForm,
  type TrainingState,
} from '@qashyq/shared-types';
import { endOfLocalDate, localDate, localToInstant } from '../../../calendar/local-time.js';
import type { TrainingRow } from '../../../db/tables.js';
import { closedFeedback, type FeedbackMean } from '../feedback/feedback-means.js';
import { planOf } from '../plan/plan-content.js';
import { trainingTitle } from '../present-training.js';
import { listCredits, type Credit } from '../hours/list-credits.js';

/** A seat that is only offered is nobody's yet. */
const participatingStates = seatTakingStates.filter((state) => state !== 'offered');

export interface ReportFilter {
  from: string;
  to: string;
  /** Units whose people are counted; null: everybody's. */
  unitIds: readonly number[] | null;
  category: TrainingCategory | null;
}

export interface ReportTrainingFact {
  id: number;
  title: Named;
  state: TrainingState;
  category: TrainingCategory;
  form: TrainingForm;
  hours: number;
  seats: number;
  endsOn: string | null;
  planCaseId: number | null;
  planLineKey: string | null;
  cancelReason: string;
  /** Everybody who had a seat, whichever unit is chosen. */
  participants: number;
  /** Academic hours credited to everybody for it. */
  credited: number;
}

/** Somebody who had a seat in a training that ended in the period. */
export interface Participation {
  trainingId: number;
  personId: number;
  orgUnitId: number | null;
  position: Position | null;
  state: ApplicationState;
}

export interface PlannedLine {
  caseId: number;
  line: PlanLine;
  /** What somebody wrote about it for the report. */
  reason: string;
}

export interface ReportFacts {
  today: string;
  /** Trainings that ended in the period, or fulfil a planned line. */
  trainings: readonly ReportTrainingFact[];
  participations: readonly Participation[];
  credits: readonly Credit[];
  planned: readonly PlannedLine[];
  feedback: ReadonlyMap<number, FeedbackMean>;
}

export async function loadReportFacts(db: Knex, filter: ReportFilter, now: number): Promise<ReportFacts> {
  const planned = await listPlannedLines(db, filter);
  const trainings = await listTrainings(db, filter, planned);
  return {
    today: localDate(now),
    trainings,
    participations: await listParticipations(db, filter),
    credits: await listCredits(db, filter),
    planned,
    feedback: await closedFeedback(
      db,
      trainings.map(({ id }) => id),
      now,
    ),
  };
}

/** The first and the last instant of the period in Almaty. */
const span = ({ from, to }: Pick<ReportFilter, 'from' | 'to'>): [number, number] => [
  localToInstant(from, '00:00'),
  endOfLocalDate(to),
];

async function listParticipations(db: Knex, filter: ReportFilter): Promise<Participation[]> {
  const query = db('training_applications')
    .join('trainings', 'trainings.id', 'training_applications.training_id')
    .join('persons', 'persons.id', 'training_applications.person_id')
    .whereBetween('trainings.ends_at', span(filter))
    .whereNot('trainings.state', 'cancelled')
    .whereIn('training_applications.state', participatingStates)
    .orderBy(['trainings.ends_at', 'trainings.id', 'persons.name_kk', 'persons.id']);
  if (filter.unitIds !== null) void query.whereIn('persons.org_unit_id', [...filter.unitIds]);
  if (filter.category !== null) void query.where('trainings.category', filter.category);
  return query.select({
    trainingId: 'trainings.id',
    personId: 'persons.id',
    orgUnitId: 'persons.org_unit_id',
    position: 'persons.position',
    state: 'training_applications.state',
  });
}

/** Lines of plans in force whose last planned day is in the period. There are a few hundred at most: they are read out of their editions. */
async function listPlannedLines(db: Knex, { from, to, category }: ReportFilter): Promise<PlannedLine[]> {
  const editions = await db('cases')
    .join('editions', (on) => {
      on.on('editions.case_id', 'cases.id').andOn('editions.edition_no', 'cases.approved_edition_no');
    })
    .where('cases.kind', 'trainingPlan')
    .orderBy('cases.id')
    .select<{ caseId: number; contentJson: string }[]>({ caseId: 'cases.id', contentJson: 'editions.content_json' });
  const reasons = await db('training_plan_reasons').select('case_id', 'line_key', 'reason');
  const reasonOf = new Map(reasons.map((row) => [`${row.case_id} ${row.line_key}`, row.reason]));
  return editions.flatMap(({ caseId, contentJson }) =>
    planOf(contentJson)
      .lines.filter(
        ({ endsOn, category: of }) =>
          endsOn !== null && endsOn >= from && endsOn <= to && (category === null || of === category),
      )
      .map((line) => ({ caseId, line, reason: reasonOf.get(`${caseId} ${line.key}`) ?? '' })),
  );
}

async function listTrainings(
  db: Knex,
  filter: ReportFilter,
  planned: readonly PlannedLine[],
): Promise<ReportTrainingFact[]> {
  const planIds = [...new Set(planned.map(({ caseId }) => caseId))];
  const rows: TrainingRow[] = await db('trainings')
    .where((wanted) => {
      void wanted.whereBetween('ends_at', span(filter));
      if (planIds.length > 0) void wanted.orWhereIn('plan_case_id', planIds);
    })
    .where((ofCategory) => {
      if (filter.category !== null) void ofCategory.where('category', filter.category);
    })
    .orderBy(['ends_at', 'id']);
  const ids = rows.map(({ id }) => id);
  const taken = (await db('training_applications')
    .whereIn('training_id', ids)
    .whereIn('state', participatingStates)
    .groupBy('training_id')
    .select('training_id')
    .count({ total: '*' })) as unknown as { training_id: number; total: number | string }[];
  const participants = new Map(taken.map((row) => [row.training_id, Number(row.total)]));
  const credits = await listCredits(db, { trainingIds: ids });
  const credited = new Map<number, number>();
  for (const { trainingId, hours } of credits)
    if (trainingId !== null) credited.set(trainingId, (credited.get(trainingId) ?? 0) + hours);
  return rows.map((row) => ({
    id: row.id,
    title: trainingTitle(row),
    state: row.state,
    category: row.category,
    form: row.form,
    hours: row.hours,
    seats: row.seats,
    endsOn: row.ends_at === null ? null : localDate(Number(row.ends_at)),
    planCaseId: row.plan_case_id,
    planLineKey: row.plan_line_key,
    cancelReason: row.cancel_reason ?? '',
    participants: participants.get(row.id) ?? 0,
    credited: credited.get(row.id) ?? 0,
  }));
}
