/** What the agreement sheet says of a replacement besides its visas: each lesson as planned and as it will be held, and why. */
import type { Knex } from 'knex';
import type { Locale, Named, ReplacementContent, ScheduleLine } from '@qashyq/shared-types';
import { listTimeSlots } from '../../../calendar/calendar-store.js';
import { dateText } from '../../../calendar/plain-dates.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { SheetAnnex } from '../../../workflow/sheet-annex.js';
import { loadNames } from '../schedule-names.js';

export async function replacementAnnex(db: Knex, catalogue: Catalogue, contentJson: string): Promise<SheetAnnex> {
  const { kind, reason, lessons } = JSON.parse(contentJson) as ReplacementContent;
  const slots = new Map((await listTimeSlots(db)).map((slot) => [slot.no, slot]));
  const names = await loadNames(
    db,
    lessons.flatMap(({ line, teacherCode }) => [line, { ...line, teacherCode }]),
  );
  const inEach = (text: (locale: Locale) => string): Named => ({ kk: text('kk'), ru: text('ru'), en: text('en') });
  const held = (
    on: string,
    lesson: Pick<ScheduleLine, 'firstSlot' | 'lastSlot' | 'mode' | 'roomCode' | 'teacherCode'>,
  ): Named =>
    inEach((locale) =>
      [
        `${dateText(on)} ${slots.get(lesson.firstSlot)?.starts ?? ''}–${slots.get(lesson.lastSlot)?.ends ?? ''}`,
        lesson.roomCode ?? catalogue.text(locale, `mode_${lesson.mode.toLowerCase()}`),
        names.teachers[lesson.teacherCode]?.[locale] ?? lesson.teacherCode,
      ].join(', '),
    );
  return {
    title: catalogue.named(`replacement_kind_${kind}`),
    columns: [
      { heading: catalogue.named('sheet_column_no'), width: 18 },
      { heading: catalogue.named('replacement_lesson'), width: 150 },
      { heading: catalogue.named('replacement_planned'), width: '*' },
      { heading: catalogue.named('replacement_actual'), width: '*' },
      { heading: catalogue.named('replacement_reason'), width: 150 },
    ],
    rows: lessons.map(({ on, toOn, line, ...actual }, index) => [
      inEach(() => String(index + 1)),
      inEach((locale) =>
        [names.disciplines[line.disciplineCode]?.[locale] ?? line.disciplineCode, ...line.groupCodes].join(', '),
      ),
      held(on, line),
      held(toOn, actual),
      inEach(() => reason),
    ]),
  };
}
