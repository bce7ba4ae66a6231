/** Lists of training plans, as pages, and the choices for a new one. */
import type { Knex } from 'knex';
import type { Page, PlanHeader, PlanListItem, PlanOptions, QueryOf } from '@qashyq/shared-types';
import { listTerms } from '../../../calendar/calendar-store.js';
import { localDate } from '../../../calendar/local-time.js';
import type { CaseRow, TrainingPlanRow } from '../../../db/tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canReadTrainingPlans } from '../../../identity/policies.js';
import { caseSummary, loadBriefs } from '../../../workflow/case-presenter.js';
import { planningUnit } from './plan-drafts.js';
import { academicYearBy } from './plan-period.js';
import { periodKey, planHeader } from './plan-store.js';
import { trainingPlanWorkflow } from './training-plan-workflow.js';

/** The same rule as `trainingPlanFeature.mayRead`, asked of the database. */
function readable(db: Knex, person: CurrentPerson): Knex.QueryBuilder {
  const ownUnits = person.roles
    .filter(({ role }) => trainingPlanWorkflow.preparedBy.includes(role))
    .flatMap(({ coversBelow }) => coversBelow);
  const entrusted = person.actsFor.map(({ caseId }) => caseId);
  const readsAll = canReadTrainingPlans(person) || entrusted.includes(null);
  return db
    .from('cases')
    .where('kind', 'trainingPlan')
    .where((mayRead) => {
      void mayRead.where((draft) => draft.where('edition_no', 0).whereIn('org_unit_id', ownUnits));
      void mayRead.orWhere((submitted) => {
        void submitted.where('edition_no', '>', 0);
        if (!readsAll)
          void submitted.whereIn(
            'id',
            entrusted.filter((id) => id !== null),
          );
      });
    });
}

/** Newest change first. */
export async function listPlans(
  db: Knex,
  person: CurrentPerson,
  { state, page, pageSize }: QueryOf<'trainingPlans'>,
): Promise<Page<PlanListItem>> {
  const wanted = () => (state === undefined ? readable(db, person) : readable(db, person).where({ state }));
  const rows = (await wanted()
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(pageSize)
    .offset((page - 1) * pageSize)) as CaseRow[];
  const count = (await wanted().count({ total: '*' }).first()) as { total: number | string } | undefined;
  const ids = rows.map(({ id }) => id);
  const plans: TrainingPlanRow[] = await db('training_plans').whereIn('case_id', ids);
  const headers = new Map(plans.map((row) => [row.case_id, planHeader(row)]));
  const sums = await sumsOf(db, ids);
  const briefs = await loadBriefs(
    db,
    rows.map((row) => row.author_id),
    rows.map((row) => row.org_unit_id),
  );
  return {
    items: rows.map((row) => ({
      ...caseSummary(row, briefs.orgUnit(row.org_unit_id), briefs.person(row.author_id)),
      header: headers.get(row.id)!,
      ...(sums.get(row.id) ?? { lineCount: 0, hours: 0, seats: 0, cost: 0 }),
    })),
    page,
    pageSize,
    total: Number(count?.total ?? 0),
  };
}

type Sums = Pick<PlanListItem, 'lineCount' | 'hours' | 'seats' | 'cost'>;

async function sumsOf(db: Knex, caseIds: readonly number[]): Promise<Map<number, Sums>> {
  const rows = (await db('training_plan_lines')
    .whereIn('case_id', caseIds)
    .groupBy('case_id')
    .select('case_id')
    .count({ lineCount: '*' })
    .sum({ hours: 'hours', seats: 'seats', cost: 'cost' })) as unknown as ({ case_id: number } & Sums)[];
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        lineCount: Number(row.lineCount),
        hours: Number(row.hours ?? 0),
        seats: Number(row.seats ?? 0),
        cost: Number(row.cost ?? 0),
      },
    ]),
  );
}

/** The newest plans are enough to begin with. */
const mostSources = 20;

/** This academic year and the next, whole or by the terms that the calendar has, as far as they have no plan yet. */
export async function planOptions(db: Knex, person: CurrentPerson, now: number): Promise<PlanOptions> {
  if (planningUnit(person) === undefined) return { canCreate: false, periods: [], sources: [] };
  const [year, month] = localDate(now).split('-').map(Number) as [number, number];
  const present = academicYearBy(`${month >= 9 ? year : year - 1}/00`, 0);
  const years = [present, academicYearBy(present, 1)];
  const terms = await listTerms(db);
  const periods = years.flatMap((academicYear): PlanHeader[] => [
    { academicYear, term: null },
    ...terms.filter((row) => row.academic_year === academicYear).map(({ term }) => ({ academicYear, term })),
  ]);
  const taken = new Set(await db('training_plans').whereIn('period_key', periods.map(periodKey)).pluck('period_key'));
  const recent = await listPlans(db, person, { page: 1, pageSize: mostSources });
  return {
    canCreate: true,
    periods: periods.filter((header) => !taken.has(periodKey(header))),
    sources: recent.items
      .filter(({ lineCount }) => lineCount > 0)
      .map(({ id, header, lineCount }) => ({ caseId: id, header, lineCount })),
  };
}
