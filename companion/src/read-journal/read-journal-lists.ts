/** The journal of reads as it is shown: of one person's data to that person, the whole to the auditor. Newest first. */
import type { Knex } from 'knex';
import type { MyRead, Page, QueryOf, ReadEntry } from '@qashyq/shared-types';
import { localToInstant } from '../calendar/local-time.js';
import { addDays } from '../calendar/plain-dates.js';
import type { ReadJournalRow } from '../db/tables.js';
import { instant, loadBriefs } from '../workflow/case-presenter.js';

const newestFirst = [
  { column: 'read_at', order: 'desc' },
  { column: 'id', order: 'desc' },
] as const;

export async function listReads(
  db: Knex,
  { personId, side, fromOn, toOn, page, pageSize }: QueryOf<'readJournal'>,
): Promise<Page<ReadEntry>> {
  const found = () =>
    db('read_journal').where((wanted) => {
      if (personId !== undefined) void wanted.where(side === 'reader' ? 'reader_id' : 'subject_id', personId);
      if (fromOn !== undefined) void wanted.where('read_at', '>=', localToInstant(fromOn, '00:00'));
      if (toOn !== undefined) void wanted.where('read_at', '<', localToInstant(addDays(toOn, 1), '00:00'));
    });
  const rows = await found()
    .orderBy([...newestFirst])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { items: await presentReads(db, rows), page, pageSize, total: await countRows(found()) };
}

/** Who read data about this person. */
export async function listReadsOf(
  db: Knex,
  personId: number,
  { page, pageSize }: QueryOf<'myReads'>,
): Promise<Page<MyRead>> {
  const rows = await db('read_journal')
    .where({ subject_id: personId })
    .orderBy([...newestFirst])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const total = await countRows(db('read_journal').where({ subject_id: personId }));
  return { items: await presentReads(db, rows), page, pageSize, total };
}

export async function listEveryRead(db: Knex, personId: number): Promise<MyRead[]> {
  return presentReads(
    db,
    await db('read_journal')
      .where({ subject_id: personId })
      .orderBy([...newestFirst]),
  );
}

async function presentReads(db: Knex, rows: readonly ReadJournalRow[]): Promise<ReadEntry[]> {
  const persons = rows.flatMap((row) => [row.reader_id, row.acting_for_id ?? [], row.subject_id ?? []].flat());
  const { person } = await loadBriefs(db, persons, []);
  const personOrNull = (id: number | null) => (id === null ? null : person(id));
  return rows.map((row) => ({
    id: row.id,
    readAt: instant(row.read_at),
    reader: person(row.reader_id),
    role: row.role,
    actingFor: personOrNull(row.acting_for_id),
    subject: personOrNull(row.subject_id),
    object: row.object,
    dataClass: row.data_class,
    matter: row.matter,
    purpose: row.purpose,
    via: row.via,
  }));
}

async function countRows(rows: Knex.QueryBuilder): Promise<number> {
  const counted = (await rows.count({ total: '*' }).first()) as { total: number | string } | undefined;
  return Number(counted?.total ?? 0);
}
