/**
 * A day of the journal of reads as a file, to be kept where the database's administrator cannot write: whoever rewrites the whole chain
 * afterwards no longer agrees with the files. One JSON object a line; the same day is always the same bytes.
 */
import type { Knex } from 'knex';
import { z } from 'zod';
import { localToInstant } from '../calendar/local-time.js';
import { addDays } from '../calendar/plain-dates.js';
import type { ReadJournalRow } from '../db/tables.js';

/** `at` is an instant in UTC; ids are those of the tables, `subject` null where it is about nobody. */
export const exportedReadSchema = z.object({
  no: z.int(),
  hash: z.string(),
  id: z.int(),
  at: z.iso.datetime(),
  reader: z.int(),
  role: z.string().nullable(),
  actingFor: z.int().nullable(),
  subject: z.int().nullable(),
  object: z.string().nullable(),
  dataClass: z.string(),
  matter: z.string(),
  purpose: z.string().nullable(),
  via: z.string(),
});
export type ExportedRead = z.infer<typeof exportedReadSchema>;

/** Why a day cannot be exported yet. */
export class ReadsStillWait extends Error {}

const exportedAtOnce = 2_000;

/**
 * Entries of a local day in the order of the chain, as lines.
 * @throws ReadsStillWait while the day is not over, or an entry of it has no place in the chain
 */
export async function* exportReads(db: Knex, day: string, now: number): AsyncGenerator<string> {
  const [from, to] = [localToInstant(day, '00:00'), localToInstant(addDays(day, 1), '00:00')];
  if (now < to) throw new ReadsStillWait(`${day} is not over yet.`);
  const ofDay = () => db('read_journal').where('read_at', '>=', from).where('read_at', '<', to);
  if ((await ofDay().whereNull('chain_no').first('id')) !== undefined)
    throw new ReadsStillWait(`Some entries of ${day} have no place in the chain yet: let the worker run for a minute.`);
  for (let after = 0; ;) {
    const rows = await ofDay().where('chain_no', '>', after).orderBy('chain_no').limit(exportedAtOnce);
    for (const row of rows) yield `${JSON.stringify(exported(row))}\n`;
    if (rows.length < exportedAtOnce) return;
    after = Number(rows.at(-1)!.chain_no);
  }
}

function exported(row: ReadJournalRow): ExportedRead {
  return {
    no: Number(row.chain_no),
    hash: row.chain_hash!,
    id: row.id,
    at: new Date(Number(row.read_at)).toISOString(),
    reader: row.reader_id,
    role: row.role,
    actingFor: row.acting_for_id,
    subject: row.subject_id,
    object: row.object,
    dataClass: row.data_class,
    matter: row.matter,
    purpose: row.purpose,
    via: row.via,
  };
}

/**
 * Compares exported lines with the journal.
 * @returns the place of the first line that the journal says otherwise; entries forgotten since are passed over
 */
export async function firstDifferentRead(db: Knex, lines: Iterable<string>): Promise<number | undefined> {
  const { forgotten_no: forgotten } = (await db('read_chain').where({ id: 1 }).first())!;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const read = exportedReadSchema.parse(JSON.parse(line));
    if (read.no <= Number(forgotten)) continue;
    const row = await db('read_journal').where({ chain_no: read.no }).first();
    if (row === undefined || JSON.stringify(exported(row)) !== JSON.stringify(read)) return read.no;
  }
  return undefined;
}
