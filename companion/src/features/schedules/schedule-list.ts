import type { Knex } from 'knex';
import {
  scheduleKinds,
  type Page,
  type QueryOf,
  type ScheduleKind,
  type ScheduleListItem,
  type ScheduleOptions,
} from '@qashyq/shared-types';
import { listTerms } from '../../calendar/calendar-store.js';
import type { CaseRow, ScheduleRow } from '../../db/tables.js';
import type { CurrentPerson } from '../../identity/current-person.js';
import { canReadSchedules } from '../../identity/policies.js';
import type { CaseEngine } from '../../workflow/case-feature.js';
import { caseSummary, loadBriefs, orgUnitBrief } from '../../workflow/case-presenter.js';
import type { Workflow } from '../../workflow/define-workflow.js';
import { header } from './schedule-store.js';

/** Schedules this person may read (the same rule as `mayRead` of each kind, asked of the database), newest change first. */
export async function listSchedules(
  { db, features }: Pick<CaseEngine, 'db' | 'features'>,
  person: CurrentPerson,
  { kind, state, page, pageSize }: QueryOf<'schedules'>,
): Promise<Page<ScheduleListItem> & { mayPrepare: ScheduleKind[] }> {
  const kinds = kind === undefined ? scheduleKinds : [kind];
  const readable = () => {
    const query = db('cases').whereIn('kind', kinds);
    if (state !== undefined) void query.where({ state });
    return query.where((mayRead) => {
      for (const each of kinds) {
        const units = unitsPreparedFor(person, features[each].workflow);
        void mayRead.orWhere((draft) => draft.where({ kind: each, edition_no: 0 }).whereIn('org_unit_id', units));
      }
      if (canReadSchedules(person)) void mayRead.orWhere('edition_no', '>', 0);
    });
  };
  const rows: CaseRow[] = await readable()
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const count = await readable().count({ total: '*' }).first();

  const ids = rows.map((row) => row.id);
  const schedules: ScheduleRow[] = await db('schedules').whereIn('case_id', ids);
  const scheduleOf = new Map(schedules.map((row) => [row.case_id, row]));
  const linesOf = new Map([
    ...(await countLines(db, 'schedule_lines', ids)),
    ...(await countLines(db, 'dated_lines', ids)),
  ]);
  const briefs = await loadBriefs(
    db,
    rows.map((row) => row.author_id),
    rows.map((row) => row.org_unit_id),
  );
  return {
    items: rows.map((row) => ({
      ...caseSummary(row, briefs.orgUnit(row.org_unit_id), briefs.person(row.author_id)),
      header: header(scheduleOf.get(row.id)!),
      lineCount: linesOf.get(row.id) ?? 0,
      publishedEdition: row.published_edition_no,
    })),
    page,
    pageSize,
    total: Number(count?.['total'] ?? 0),
    mayPrepare: scheduleKinds.filter((each) =>
      person.roles.some(({ role }) => features[each].workflow.preparedBy.includes(role)),
    ),
  };
}

/** How many lines each of these schedules has in its draft; those with none are left out. */
async function countLines(
  db: Knex,
  table: 'schedule_lines' | 'dated_lines',
  caseIds: readonly number[],
): Promise<[caseId: number, lines: number][]> {
  const rows = (await db(table)
    .whereIn('case_id', caseIds)
    .groupBy('case_id')
    .select('case_id')
    .count({ total: '*' })) as unknown as { case_id: number; total: number }[];
  return rows.map((row) => [row.case_id, Number(row.total)]);
}

/** Units for which this person may prepare a case of the kind. */
function unitsPreparedFor(person: CurrentPerson, { preparedBy }: Workflow): number[] {
  return person.roles.filter(({ role }) => preparedBy.includes(role)).flatMap((held) => held.coversBelow);
}

/** Terms, and the kinds this person may prepare, each with the units for which they may. */
export async function scheduleOptions(
  { db, features }: Pick<CaseEngine, 'db' | 'features'>,
  person: CurrentPerson,
): Promise<ScheduleOptions> {
  const kinds: ScheduleOptions['kinds'] = [];
  for (const kind of scheduleKinds) {
    const type = kind === 'finalAttestationSchedule' ? 'kafedra' : 'faculty';
    const units = await db('org_units')
      .where({ type })
      .whereIn('id', unitsPreparedFor(person, features[kind].workflow))
      .orderBy('code');
    if (units.length > 0) kinds.push({ kind, units: units.map(orgUnitBrief) });
  }
  return {
    terms: (await listTerms(db)).map((row) => ({
      academicYear: row.academic_year,
      term: row.term,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
    })),
    kinds,
  };
}
