/** What one can learn. */
import type { Knex } from 'knex';
import type { CatalogueItem, Page, QueryOf } from '@qashyq/shared-types';
import { localToInstant } from '../../../calendar/local-time.js';
import { endOfLocalDate } from '../../../calendar/local-time.js';
import type { TrainingRow } from '../../../db/tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { instant } from '../../../workflow/case-presenter.js';
import { titleHolds } from '../office/title-search.js';
import { trainingBrief } from '../present-training.js';
import { factsFor } from './eligibility-facts.js';
import { openTo } from './open-to.js';
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
  const facts = factsFor(engine, person);
  const isOpen = query.open === undefined ? undefined : await openTo(engine, facts, own, now);
  const found = () => {
    const trainings = filtered(db, query, now);
    return isOpen === undefined ? trainings : trainings.where(isOpen);
  };
  const rows: TrainingRow[] = await found()
    .orderBy(['starts_at', 'id'])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const count = await found().count({ total: '*' }).first();
  const standings = await loadStandings(engine, rows, own, facts.of);
  return {
    items: rows.map((row) => catalogueItem(row, standings.get(row.id)!)),
    page,
    pageSize,
    total: Number(count?.['total'] ?? 0),
  };
}

function filtered(db: Knex, { category, form, language, from, to, search }: QueryOf<'trainings'>, now: number) {
  const query = db('trainings').where('trainings.state', 'announced').where('ends_at', '>', now);
  if (category !== undefined) void query.where({ category });
  if (form !== undefined) void query.where({ form });
  if (language !== undefined) void query.where({ language });
  if (from !== undefined) void query.where('ends_at', '>=', localToInstant(from, '00:00'));
  if (to !== undefined) void query.where('starts_at', '<=', endOfLocalDate(to));
  if (search !== undefined && search !== '') void query.where(titleHolds(search));
  return query;
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
