/** The report as one reader may see it, whole: the page shows a part of its rows, the files show all. */
import type { Knex } from 'knex';
import type { OrgUnitBrief, QueryOf } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { OrgUnitRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { loadOrgTree } from '../../../identity/org-tree.js';
import { orgUnitBrief } from '../../../workflow/case-presenter.js';
import { academicYearBy, periodOf } from '../plan/plan-period.js';
import { buildReport, type UnitPlace, type WholeReport } from './build-report.js';
import { loadReportFacts, type ReportFilter } from './report-facts.js';
import { reportScope, type ReportScope } from './report-scope.js';

export interface LoadedReport {
  scope: ReportScope;
  filter: ReportFilter;
  /** The chosen unit; null: all that the reader may see. */
  unit: OrgUnitBrief | null;
  report: WholeReport;
  unitById: ReadonlyMap<number, OrgUnitBrief>;
  /** Units this reader may choose, in the order of the tree. */
  choices: OrgUnitBrief[];
}

type Asked = Pick<QueryOf<'trainingReport'>, 'from' | 'to' | 'unitId' | 'category'>;

/** @throws AppError `notAllowed`, also for a unit that is not the reader's; `invalidInput` for a period that ends before it begins */
export async function loadReport(db: Knex, reader: CurrentPerson, asked: Asked, now: number): Promise<LoadedReport> {
  const scope = reportScope(reader);
  if (scope === undefined) throw new AppError('notAllowed');
  const { unitId } = asked;
  if (unitId !== undefined && scope.unitIds !== null && !scope.unitIds.includes(unitId))
    throw new AppError('notAllowed');
  const tree = await loadOrgTree(db);
  const rows: OrgUnitRow[] = await db('org_units').orderBy('code');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const period = { ...presentYear(now), ...given(asked) };
  if (period.to < period.from) throw new AppError('invalidInput');
  const filter: ReportFilter = {
    ...period,
    unitIds: unitId === undefined ? scope.unitIds : tree.downwards(unitId),
    category: asked.category ?? null,
  };
  const facts = await loadReportFacts(db, filter, now);
  const unitById = new Map(rows.map((row) => [row.id, orgUnitBrief(row)]));
  return {
    scope,
    filter,
    unit: unitId === undefined ? null : (unitById.get(unitId) ?? null),
    report: buildReport(facts, (id) => placeOf(id, byId, tree.upwards(id))),
    unitById,
    choices: inTreeOrder(rows)
      .filter(({ id }) => scope.unitIds === null || scope.unitIds.includes(id))
      .map(orgUnitBrief),
  };
}

function given({ from, to }: Asked): Partial<Pick<ReportFilter, 'from' | 'to'>> {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** From September to August, around today. */
function presentYear(now: number): { from: string; to: string } {
  const [year, month] = localDate(now).split('-').map(Number) as [number, number];
  const academicYear = academicYearBy(`${month >= 9 ? year : year - 1}/00`, 0);
  const { startsOn, endsOn } = periodOf({ academicYear, term: null }, []);
  return { from: startsOn, to: endsOn };
}

/** A kafedra stands inside its faculty; every other unit for itself. */
function placeOf(id: number, byId: ReadonlyMap<number, OrgUnitRow>, upwards: readonly number[]): UnitPlace | undefined {
  const unit = byId.get(id);
  if (unit === undefined) return undefined;
  const faculty = upwards.find((above) => byId.get(above)?.type === 'faculty');
  return unit.type === 'kafedra' && faculty !== undefined
    ? { topId: faculty, kafedraId: id }
    : { topId: id, kafedraId: null };
}

function inTreeOrder(rows: readonly OrgUnitRow[], parentId: number | null = null): OrgUnitRow[] {
  return rows.filter((row) => row.parent_id === parentId).flatMap((row) => [row, ...inTreeOrder(rows, row.id)]);
}
