import type { Knex } from 'knex';
import type { DatedLine, Named } from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import { named } from '../../../identity/person-store.js';
import { minutesOf, timeOf } from './appointments.js';

/** From when to when a line is held: `10:00–12:00`. */
export function spanText({ starts, durationMinutes }: Pick<DatedLine, 'starts' | 'durationMinutes'>): string {
  return `${starts}–${timeOf(minutesOf(starts) + durationMinutes)}`;
}

/** Lines as people speak of them, by key: «15.12.2026 10:00–12:00, Деректер қоры, АЖ-24-11». A discipline that is no longer known stands for itself. */
export async function datedLineWords(db: Knex, lines: readonly DatedLine[]): Promise<ReadonlyMap<string, Named>> {
  const rows = await db('disciplines').whereIn('code', [...new Set(lines.map((line) => line.disciplineCode))]);
  const disciplines = new Map(rows.map((row) => [row.code, named(row)]));
  return new Map(
    lines.map((line) => {
      const words = (locale: keyof Named) =>
        [
          `${dateText(line.date)} ${spanText(line)}`,
          disciplines.get(line.disciplineCode)?.[locale] ?? line.disciplineCode,
          ...line.groupCodes,
        ].join(', ');
      return [line.key, { kk: words('kk'), ru: words('ru'), en: words('en') }];
    }),
  );
}
