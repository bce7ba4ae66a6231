import type { Knex } from 'knex';
import type { Named, ScheduleLine } from '@qashyq/shared-types';
import { listTimeSlots } from '../../calendar/calendar-store.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import { named } from '../../identity/person-store.js';

/**
 * Lines as people speak of them, by key: «Дүйсенбі 13:00–14:50, Деректер қоры, АЖ-24-11».
 * A slot or discipline that is no longer known stands for itself.
 */
export async function lineWords(
  db: Knex,
  catalogue: Catalogue,
  lines: readonly ScheduleLine[],
): Promise<ReadonlyMap<string, Named>> {
  const slots = new Map((await listTimeSlots(db)).map((slot) => [slot.no, slot]));
  const rows = await db('disciplines').whereIn('code', [...new Set(lines.map((line) => line.disciplineCode))]);
  const disciplines = new Map(rows.map((row) => [row.code, named(row)]));

  return new Map(
    lines.map((line) => {
      const day = catalogue.named(`weekday_${line.weekday}`);
      const starts = slots.get(line.firstSlot)?.starts ?? line.firstSlot;
      const ends = slots.get(line.lastSlot)?.ends ?? line.lastSlot;
      const words = (locale: keyof Named) =>
        [
          `${day[locale]} ${starts}–${ends}`,
          disciplines.get(line.disciplineCode)?.[locale] ?? line.disciplineCode,
          ...line.groupCodes,
        ].join(', ');
      return [line.key, { kk: words('kk'), ru: words('ru'), en: words('en') }];
    }),
  );
}
