/** Numbers of certificates: `ҚОБ-2026-0001`, from 1 in each calendar year. */
import type { Knex } from 'knex';

export function numberText(year: number, seq: number): string {
  return `ҚОБ-${year}-${String(seq).padStart(4, '0')}`;
}

/** As people type it: other capitals, blanks, Latin look-alikes and long dashes are forgiven. */
export function numberAsTyped(text: string): string {
  return text
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/[‐-―−]/g, '-')
    .replace(/^[ҚКKQ][ОO][БB]-/, 'ҚОБ-');
}

/**
 * Takes the next `count` numbers of a year. They are given in the transaction that uses them: undone with it, so no gap; the row is held
 * until its end, so no double.
 * @returns the first of them
 */
export async function takeNumbers(trx: Knex.Transaction, year: number, count: number): Promise<number> {
  await trx('certificate_numbers').insert({ year, last: 0 }).onConflict('year').ignore();
  await trx('certificate_numbers').where({ year }).increment('last', count);
  const { last } = (await trx('certificate_numbers').where({ year }).first())!;
  return last - count + 1;
}
