/** The inbox: what waits for me, what is mine, what I decided. Pages on the server; each tab is one indexed query and its count. */
import type { Knex } from 'knex';
import type { InboxItem, Page, PersonBrief, QueryOf } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import type { CaseRow, SeatRow } from '../db/tables.js';
import { actingAt, coversSeat, type CurrentPerson } from '../identity/current-person.js';
import { caseSummary, due, instant, loadBriefs } from './case-presenter.js';

/** Open seats this person may sit at, except on documents they prepared themselves. */
function openSeats(db: Knex, person: CurrentPerson) {
  return db('seats')
    .join('cases', 'cases.id', 'seats.case_id')
    .where('seats.state', 'active')
    .whereNot('cases.author_id', person.id)
    .where((mine) => {
      for (const { role, covers } of person.roles)
        void mine.orWhere((one) => one.where('seats.role', role).whereIn('seats.org_unit_id', covers));
      for (const { role, covers, caseId } of person.actsFor)
        void mine.orWhere((one) => {
          void one.where('seats.role', role).whereIn('seats.org_unit_id', covers);
          if (caseId !== null) void one.where('seats.case_id', caseId);
        });
      if (person.roles.length + person.actsFor.length === 0) void mine.whereRaw('1 = 0');
    });
}

export async function countWaiting(db: Knex, person: CurrentPerson): Promise<number> {
  const row = await openSeats(db, person).countDistinct({ total: 'seats.case_id' }).first();
  return Number(row?.['total'] ?? 0);
}

export async function listInbox(
  db: Knex,
  person: CurrentPerson,
  query: QueryOf<'inbox'>,
  now: number,
): Promise<Page<InboxItem>> {
  const { page, pageSize } = query;
  const { rows, total } = await found(db, person, query, now);
  const briefs = await loadBriefs(
    db,
    [...rows.map(({ caseRow }) => caseRow.author_id), ...person.actsFor.map(({ personId }) => personId)],
    rows.flatMap(({ caseRow, seat }) => [caseRow.org_unit_id, ...(seat === undefined ? [] : [seat.org_unit_id])]),
  );
  const calendar = await loadWorkCalendar(db);
  const items = rows.map(({ caseRow, seat }): InboxItem => ({
    ...caseSummary(caseRow, briefs.orgUnit(caseRow.org_unit_id), briefs.person(caseRow.author_id)),
    seat:
      seat === undefined
        ? null
        : {
            role: seat.role,
            orgUnit: briefs.orgUnit(seat.org_unit_id),
            actingFor: forWhom(person, seat, briefs.person),
            openedAt: instant(seat.opened_at!),
            due: due(seat.due_at!, calendar, now),
          },
  }));
  return { items, page, pageSize, total };
}

/** The holder in whose place this person would decide there, unless they sit there in their own right. */
function forWhom(person: CurrentPerson, row: SeatRow, brief: (id: number) => PersonBrief): PersonBrief | null {
  const seat = { role: row.role, orgUnitId: row.org_unit_id };
  if (coversSeat(person, seat.role, seat.orgUnitId)) return null;
  const acting = actingAt(person, seat, row.case_id);
  return acting === undefined ? null : brief(acting.personId);
}

interface Found {
  rows: { caseRow: CaseRow; seat?: SeatRow }[];
  total: number;
}

function found(
  db: Knex,
  person: CurrentPerson,
  { tab, page, pageSize }: QueryOf<'inbox'>,
  now: number,
): Promise<Found> {
  switch (tab) {
    case 'waiting':
      return waiting(() => openSeats(db, person), db, page, pageSize);
    case 'overdue':
      return waiting(() => openSeats(db, person).where('seats.due_at', '<', now), db, page, pageSize);
    case 'mine':
      return mine(db, person, page, pageSize);
    case 'decided':
      return decided(db, person, page, pageSize);
  }
}

async function waiting(
  open: () => ReturnType<typeof openSeats>,
  db: Knex,
  page: number,
  pageSize: number,
): Promise<Found> {
  const seats: SeatRow[] = await open()
    .orderBy(['seats.due_at', 'seats.id'])
    .select('seats.*')
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const count = await open().count({ total: '*' }).first();
  const cases = await db('cases').whereIn('id', [...new Set(seats.map((seat) => seat.case_id))]);
  const caseById = new Map(cases.map((row) => [row.id, row]));
  return {
    rows: seats.map((seat) => ({ caseRow: caseById.get(seat.case_id)!, seat })),
    total: Number(count?.['total'] ?? 0),
  };
}

async function mine(db: Knex, person: CurrentPerson, page: number, pageSize: number): Promise<Found> {
  const own = () => db('cases').where('author_id', person.id);
  return pageOfCases(own, 'updated_at', page, pageSize);
}

async function decided(db: Knex, person: CurrentPerson, page: number, pageSize: number): Promise<Found> {
  const own = () =>
    db('cases').whereIn(
      'id',
      db('decisions')
        .select('case_id')
        .where('person_id', person.id)
        .whereIn('action', ['agree', 'agreeWithRemarks', 'approve', 'return', 'reject']),
    );
  return pageOfCases(own, 'updated_at', page, pageSize);
}

async function pageOfCases(
  query: () => Knex.QueryBuilder,
  newest: string,
  page: number,
  pageSize: number,
): Promise<Found> {
  const rows = (await query()
    .orderBy([
      { column: newest, order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(pageSize)
    .offset((page - 1) * pageSize)) as CaseRow[];
  const count = (await query().count({ total: '*' }).first()) as { total: number } | undefined;
  return { rows: rows.map((caseRow) => ({ caseRow })), total: Number(count?.total ?? 0) };
}
