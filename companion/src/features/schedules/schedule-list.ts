import type { Knex } from 'knex';
import type { Page, QueryOf, ScheduleListItem, ScheduleOptions } from '@qashyq/shared-types';
import { listTerms } from '../../calendar/calendar-store.js';
import type { CaseRow, ScheduleRow } from '../../db/tables.js';
import { holdsRole, type CurrentPerson } from '../../identity/current-person.js';
import { canReadSchedules } from '../../identity/policies.js';
import { caseSummary, loadBriefs, orgUnitBrief } from '../../workflow/case-presenter.js';
import { header } from './schedule-store.js';

/** Schedules this person may read (the same rule as `scheduleFeature.mayRead`, asked of the database), newest change first. */
export async function listSchedules(
  db: Knex,
  person: CurrentPerson,
  { state, page, pageSize }: QueryOf<'schedules'>,
): Promise<Page<ScheduleListItem>> {
  const ownUnits = person.roles.filter((held) => held.role === 'scheduler').flatMap((held) => held.coversBelow);
  const readable = () => {
    const query = db('cases').where('kind', 'lessonSchedule');
    if (state !== undefined) void query.where({ state });
    return query.where((mayRead) => {
      void mayRead.where((draft) => draft.where('edition_no', 0).whereIn('org_unit_id', ownUnits));
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
  const lineCounts = (await db('schedule_lines')
    .whereIn('case_id', ids)
    .groupBy('case_id')
    .select('case_id')
    .count({ total: '*' })) as unknown as {
    case_id: number;
    total: number;
  }[];
  const linesOf = new Map(lineCounts.map((row) => [row.case_id, Number(row.total)]));
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
  };
}

/** Terms, and the faculties this person may prepare a schedule for. */
export async function scheduleOptions(db: Knex, person: CurrentPerson): Promise<ScheduleOptions> {
  const mayPrepare = person.roles.filter((held) => held.role === 'scheduler').flatMap((held) => held.coversBelow);
  const faculties = await db('org_units').where({ type: 'faculty' }).whereIn('id', mayPrepare).orderBy('code');
  return {
    terms: (await listTerms(db)).map((row) => ({
      academicYear: row.academic_year,
      term: row.term,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
    })),
    faculties: faculties.map(orgUnitBrief),
    canCreate: holdsRole(person, 'scheduler') && faculties.length > 0,
  };
}
