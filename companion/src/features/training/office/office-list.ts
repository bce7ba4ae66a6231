/** The department's list of trainings, as pages, with seats, taken and waiting. */
import type { Knex } from 'knex';
import { seatTakingStates, trainingStates, type OfficeItem, type OfficeList, type QueryOf } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { TrainingRow } from '../../../db/tables.js';
import { instant } from '../../../workflow/case-presenter.js';
import { trainingBrief } from '../present-training.js';
import { titleHolds } from './title-search.js';

export async function listForOffice(db: Knex, query: QueryOf<'officeTrainings'>): Promise<OfficeList> {
  const { state, category, search, page, pageSize } = query;
  const found = () => {
    const rows = db('trainings');
    if (state !== undefined) void rows.where({ state });
    if (category !== undefined) void rows.where({ category });
    if (search !== undefined && search !== '') void rows.where(titleHolds(search));
    return rows;
  };
  // Drafts without dates come first: they wait to be written. Read apart, so that each part comes in the order of an index.
  const undated = () => found().whereNull('starts_at');
  const dated = () => found().whereNotNull('starts_at');
  const drafts = await countOf(undated());
  const first = (page - 1) * pageSize;
  const rows: TrainingRow[] = first < drafts ? await undated().orderBy('id', 'desc').limit(pageSize).offset(first) : [];
  if (rows.length < pageSize)
    rows.push(
      ...(await dated()
        .orderBy([
          { column: 'starts_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(pageSize - rows.length)
        .offset(Math.max(0, first - drafts))),
    );
  return {
    items: await officeItems(db, rows),
    page,
    pageSize,
    total: drafts + (await countOf(dated())),
    counts: await countsByState(db),
  };
}

async function countOf(rows: Knex.QueryBuilder): Promise<number> {
  const counted = (await rows.count({ total: '*' }).first()) as { total: number | string } | undefined;
  return Number(counted?.total ?? 0);
}

async function countsByState(db: Knex): Promise<OfficeList['counts']> {
  const counted = (await db('trainings').groupBy('state').select('state').count({ total: '*' })) as unknown as {
    state: TrainingRow['state'];
    total: number;
  }[];
  return Object.fromEntries(
    trainingStates.map((state) => [state, Number(counted.find((row) => row.state === state)?.total ?? 0)]),
  ) as OfficeList['counts'];
}

async function officeItems(db: Knex, rows: readonly TrainingRow[]): Promise<OfficeItem[]> {
  const seats = await countSeats(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...trainingBrief(row),
    startsOn: row.starts_at === null ? null : localDate(Number(row.starts_at)),
    endsOn: row.ends_at === null ? null : localDate(Number(row.ends_at)),
    seats: row.seats,
    ...seats(row.id),
    applyUntil: Number(row.apply_until_at) === 0 ? null : instant(row.apply_until_at),
  }));
}

export interface SeatCounts {
  taken: number;
  waiting: number;
  applied: number;
}

/** How many seats of each training are taken, how many people wait for one, how many for their head; one query. */
export async function countSeats(
  db: Knex,
  trainingIds: readonly number[],
): Promise<(trainingId: number) => SeatCounts> {
  const counted = (await db('training_applications')
    .whereIn('training_id', [...trainingIds])
    .whereNotNull('active_key')
    .groupBy('training_id', 'state')
    .select('training_id', 'state')
    .count({ total: '*' })) as unknown as { training_id: number; state: string; total: number }[];
  return (trainingId) => {
    const sum = (...states: readonly string[]) =>
      counted
        .filter((row) => row.training_id === trainingId && states.includes(row.state))
        .reduce((total, row) => total + Number(row.total), 0);
    return { taken: sum(...seatTakingStates), waiting: sum('waitlisted'), applied: sum('applied') };
  };
}
