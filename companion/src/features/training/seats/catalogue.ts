/** What one can learn. */
import type { Knex } from 'knex';
import type { CatalogueItem, Page, QueryOf } from '@qashyq/shared-types';
import { localToInstant } from '../../../calendar/local-time.js';
import { endOfLocalDate } from '../../../calendar/local-time.js';
import type { TrainingRow } from '../../../db/training-tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { instant } from '../../../workflow/case-presenter.js';
import { trainingBrief } from '../present-training.js';
import { factsFor } from './eligibility-facts.js';
import type { SeatEngine } from './seat-engine.js';
import { loadOwn } from './seat-store.js';
import { loadStandings, type Standing } from './standing.js';

export const instantOrNull = (at: number | string | null): string | null => (at === null ? null : instant(at));

/** Trainings that are announced and not over, the next one first. */
export async function listCatalogue(
  engine: Pick<SeatEngine, 'db' | 'approved' | 'now'>,
  person: CurrentPerson,
  query: QueryOf<'trainings'>,
): Promise<Page<CatalogueItem>> {
  const { db } = engine;
  const { page, pageSize } = query;
  const now = engine.now();
  const own = await loadOwn(db, person.id, null);
  const factsOf = factsFor(engine, person);
  const announced = () => filtered(db, query, now);
  const first = (page - 1) * pageSize;
  if (query.open === undefined && (query.search ?? '') === '') {
    const rows: TrainingRow[] = await announced().orderBy(['starts_at', 'id']).limit(pageSize).offset(first);
    const count = await announced().count({ total: '*' }).first();
    const standings = await loadStandings(engine, rows, own, factsOf);
    const items = rows.map((row) => catalogueItem(row, standings.get(row.id)!));
    return { items, page, pageSize, total: Number(count?.['total'] ?? 0) };
  }
  // Words, and who may apply for what, the database cannot tell; what is announced at one time are some dozens.
  const rows: TrainingRow[] = (await announced().orderBy(['starts_at', 'id'])).filter((row) =>
    holds(row, query.search),
  );
  const standings = await loadStandings(
    engine,
    query.open === undefined ? rows.slice(first, first + pageSize) : rows,
    own,
    factsOf,
  );
  const found =
    query.open === undefined
      ? rows
      : rows.filter(({ id }) => standings.get(id)!.mine === null && standings.get(id)!.whyNot === null);
  const items = found.slice(first, first + pageSize).map((row) => catalogueItem(row, standings.get(row.id)!));
  return { items, page, pageSize, total: found.length };
}

function filtered(db: Knex, { category, form, language, from, to }: QueryOf<'trainings'>, now: number) {
  const query = db('trainings').where('state', 'announced').where('ends_at', '>', now);
  if (category !== undefined) void query.where({ category });
  if (form !== undefined) void query.where({ form });
  if (language !== undefined) void query.where({ language });
  if (from !== undefined) void query.where('ends_at', '>=', localToInstant(from, '00:00'));
  if (to !== undefined) void query.where('starts_at', '<=', endOfLocalDate(to));
  return query;
}

function holds(row: TrainingRow, search = ''): boolean {
  const titles = [row.title_kk, row.title_ru, row.title_en].join('\n').toLocaleLowerCase('kk');
  return search
    .toLocaleLowerCase('kk')
    .split(/\s+/)
    .every((word) => titles.includes(word));
}

export function catalogueItem(row: TrainingRow, { taken, waiting, mine, whyNot }: Standing): CatalogueItem {
  return {
    ...trainingBrief(row),
    startsAt: instantOrNull(row.starts_at),
    endsAt: instantOrNull(row.ends_at),
    applyFrom: instant(row.apply_from_at),
    applyUntil: instant(row.apply_until_at),
    seats: row.seats,
    taken,
    waiting,
    mine: mine && { id: mine.id, state: mine.state },
    whyNot,
  };
}
