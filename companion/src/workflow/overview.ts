/**
 * The department's overview: what waits for whom since when, by unit. One grouped query gives the tiles of what waits, the chart, the
 * filters and the length of the list; the list itself is a page of an index.
 */
import type { Knex } from 'knex';
import type { Locale, Overview, OverviewItem, OverviewTile, QueryOf, Role } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import { localDate, localToInstant } from '../calendar/working-days.js';
import type { CaseRow, SeatRow } from '../db/tables.js';
import { barChart } from '../documents/bar-chart.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { listHoldersOfEach, personBrief } from '../identity/person-store.js';
import { caseSummary, due, instant, loadBriefs } from './case-presenter.js';

type Query = QueryOf<'overview'>;

/** Beyond these the bars say less than the table. */
const barsAtMost = 12;

export async function presentOverview(
  db: Knex,
  catalogue: Catalogue,
  query: Query,
  locale: Locale,
  now: number,
): Promise<Overview> {
  const [awaited, returned, published] = await Promise.all([
    countAwaited(db, now),
    count(db('cases').where('state', 'returned').count({ total: '*' })),
    count(publicationsSince(db, startOfMonth(now)).countDistinct({ total: 'case_id' })),
  ]);
  const tiles: Record<OverviewTile, number> = {
    waiting: sum(awaited, 'waiting'),
    overdue: sum(awaited, 'overdue'),
    returned,
    published,
  };
  const list = await (isOfSeats(query.show) ? listSeats(db, query, awaited, now) : listCases(db, query, now));

  const byUnit = new Map<number, Awaited>();
  for (const group of awaited) {
    const unit = byUnit.get(group.orgUnitId) ?? { ...group, waiting: 0, overdue: 0 };
    byUnit.set(group.orgUnitId, {
      ...unit,
      waiting: unit.waiting + group.waiting,
      overdue: unit.overdue + group.overdue,
    });
  }
  const briefs = await loadBriefs(db, [], byUnit.keys());
  const units = [...byUnit.values()]
    .sort((a, b) => b.waiting - a.waiting || a.orgUnitId - b.orgUnitId)
    .map(({ orgUnitId, waiting, overdue }) => ({ orgUnit: briefs.orgUnit(orgUnitId), waiting, overdue }));
  return {
    ...list,
    tiles,
    units,
    chart: units.length === 0 ? null : chartOf(units, catalogue, locale),
    roles: [...new Set(awaited.map(({ role }) => role))].sort(),
  };
}

interface Awaited {
  orgUnitId: number;
  role: Role;
  waiting: number;
  overdue: number;
}

const sum = (groups: readonly Awaited[], what: 'waiting' | 'overdue'): number =>
  groups.reduce((total, group) => total + group[what], 0);

async function countAwaited(db: Knex, now: number): Promise<Awaited[]> {
  const rows = await db('seats')
    .where('state', 'active')
    .groupBy('org_unit_id', 'role')
    .select<{ org_unit_id: number; role: Role; waiting: number | string; overdue: number | string }[]>(
      'org_unit_id',
      'role',
      db.raw('count(*) as waiting'),
      db.raw('sum(case when due_at < ? then 1 else 0 end) as overdue', [now]),
    );
  return rows.map((row) => ({
    orgUnitId: row.org_unit_id,
    role: row.role,
    waiting: Number(row.waiting),
    overdue: Number(row.overdue),
  }));
}

function publicationsSince(db: Knex, since: number): Knex.QueryBuilder {
  return db.from('decisions').where('action', 'publish').where('decided_at', '>=', since);
}

/** Cases published since, each once, with the last time as `publications.at`. */
function publishedSince(db: Knex, since: number): Knex.QueryBuilder {
  const publications = publicationsSince(db, since)
    .groupBy('case_id')
    .select('case_id', db.raw('max(decided_at) as at'));
  return db.from(publications.as('publications')).join('cases', 'cases.id', 'publications.case_id');
}

async function count(counting: Knex.QueryBuilder): Promise<number> {
  const [row] = (await counting) as { total: number | string }[];
  return Number(row?.total ?? 0);
}

/** The first instant of the month in Almaty. */
function startOfMonth(now: number): number {
  return localToInstant(`${localDate(now).slice(0, 7)}-01`, '00:00');
}

const isOfSeats = (show: OverviewTile): boolean => show === 'waiting' || show === 'overdue';

type Listed = Pick<Overview, 'items' | 'page' | 'pageSize' | 'total'>;

/** Awaited decisions, longest due first. */
async function listSeats(db: Knex, query: Query, awaited: readonly Awaited[], now: number): Promise<Listed> {
  const { show, orgUnitId, role, page, pageSize } = query;
  const overdue = show === 'overdue';
  const groups = awaited.filter(
    (group) =>
      (orgUnitId === undefined || group.orgUnitId === orgUnitId) && (role === undefined || group.role === role),
  );
  const wanted = db('seats').where('state', 'active');
  if (overdue) void wanted.where('due_at', '<', now);
  if (orgUnitId !== undefined) void wanted.where('org_unit_id', orgUnitId);
  if (role !== undefined) void wanted.where('role', role);
  // Ids first: skipping to a late page then reads the index alone.
  const ids = await wanted
    .orderBy(['due_at', 'id'])
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .pluck('id');
  const seats: SeatRow[] = await db('seats').whereIn('id', ids).orderBy(['due_at', 'id']);
  const cases: CaseRow[] = await db('cases').whereIn('id', [...new Set(seats.map((seat) => seat.case_id))]);
  const caseById = new Map(cases.map((row) => [row.id, row]));
  const briefs = await loadBriefs(
    db,
    cases.map((row) => row.author_id),
    [...cases.map((row) => row.org_unit_id), ...seats.map((seat) => seat.org_unit_id)],
  );
  const calendar = await loadWorkCalendar(db);
  const places = seats.map((seat) => ({ role: seat.role, orgUnitId: seat.org_unit_id }));
  const holders = await listHoldersOfEach(db, places, now);
  const items = seats.map((seat, at): OverviewItem => {
    const row = caseById.get(seat.case_id)!;
    return {
      ...caseSummary(row, briefs.orgUnit(row.org_unit_id), briefs.person(row.author_id)),
      since: instant(seat.opened_at!),
      seat: {
        role: seat.role,
        orgUnit: briefs.orgUnit(seat.org_unit_id),
        // Nobody agrees their own document.
        holders: holders[at]!.filter(({ id }) => id !== row.author_id).map(personBrief),
        due: due(seat.due_at!, calendar, now),
      },
    };
  });
  return { items, page, pageSize, total: sum(groups, overdue ? 'overdue' : 'waiting') };
}

/** Cases that were returned, longest first, or published, newest first. */
async function listCases(db: Knex, { show, orgUnitId, page, pageSize }: Query, now: number): Promise<Listed> {
  const wanted = (): Knex.QueryBuilder => {
    const cases =
      show === 'returned' ? db.from('cases').where('state', 'returned') : publishedSince(db, startOfMonth(now));
    return orgUnitId === undefined ? cases : cases.where('cases.org_unit_id', orgUnitId);
  };
  const returned = show === 'returned';
  const at = returned ? 'cases.updated_at' : 'publications.at';
  const rows = (await wanted()
    .orderBy([{ column: at, order: returned ? 'asc' : 'desc' }, { column: 'cases.id' }])
    .select(db.raw('cases.*, ?? as at', [at]))
    .limit(pageSize)
    .offset((page - 1) * pageSize)) as (CaseRow & { at: number | string })[];
  const briefs = await loadBriefs(
    db,
    rows.map((row) => row.author_id),
    rows.map((row) => row.org_unit_id),
  );
  return {
    items: rows.map((row) => ({
      ...caseSummary(row, briefs.orgUnit(row.org_unit_id), briefs.person(row.author_id)),
      since: instant(row.at),
      seat: null,
    })),
    page,
    pageSize,
    total: await count(wanted().count({ total: '*' })),
  };
}

function chartOf(units: Overview['units'], catalogue: Catalogue, locale: Locale): string {
  const words = ({ waiting, overdue }: { waiting: number; overdue: number }) =>
    overdue === 0 ? String(waiting) : catalogue.text(locale, 'overview_bar', { waiting, overdue });
  const bars = units.slice(0, barsAtMost).map(({ orgUnit, waiting, overdue }) => ({
    label: orgUnit.name[locale],
    value: waiting,
    marked: overdue,
    words: words({ waiting, overdue }),
  }));
  return barChart({
    title: catalogue.text(locale, 'overview_chart'),
    description: bars.map((bar) => `${bar.label}: ${bar.words}`).join('; '),
    bars,
  });
}
