/** Lessons as the calendar shows them. */
import type { Knex } from 'knex';
import type { Locale, ScheduleLine } from '@qashyq/shared-types';
import { findTerm, listTimeSlots, loadWorkCalendar } from '../../calendar/calendar-store.js';
import { teachingDaysOf } from '../../calendar/working-days.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import type { CalendarEntry } from '../../workflow/case-feature.js';
import { occurrencesOf } from './occurrences.js';
import { heldLines } from './replacements/held-lines.js';
import { plannedWords, replacedTitle } from './replacements/replaced-words.js';
import { listReplacements } from './replacements/replacement-store.js';
import { contentOf } from './schedule-content.js';
import { loadNames } from './schedule-names.js';

/** Every lesson of a frozen schedule on its date, one for each line and teaching week. */
export async function lessonEntries(db: Knex, catalogue: Catalogue, contentJson: string): Promise<CalendarEntry[]> {
  const { header, lines } = contentOf(contentJson);
  const term = (await findTerm(db, header.academicYear, header.term))!;
  const calendar = {
    week1On: term.week1_on,
    slots: await listTimeSlots(db),
    isTeachingDay: teachingDaysOf({ startsOn: term.starts_on, endsOn: term.ends_on }, await loadWorkCalendar(db)),
  };
  const held = heldLines(lines, await listReplacements(db, header), term.week1_on);
  const { describe, localeOf, names } = await describer(
    db,
    catalogue,
    held.flatMap(({ line, replaced }) => (replaced === null ? [line] : [line, replaced.line])),
  );
  return held.flatMap(({ line, replaced }) => {
    const words = describe(line);
    if (replaced !== null) {
      // Learners read it, so it tells how the lesson was planned and not why it is not held so.
      const locale = localeOf(line);
      const planned = plannedWords(replaced, { names, slots: calendar.slots }, catalogue, locale);
      words.name = replacedTitle(words.name, replaced, catalogue, locale).slice(0, 255);
      words.description = `${words.description}\n${planned}`;
    }
    return occurrencesOf(line, calendar).map(({ week, startsAtMs, durationSeconds }) => ({
      // A replaced lesson keeps the event of the planned one.
      lineKey: replaced?.lineKey ?? line.key,
      week: replaced?.week ?? week,
      startsAtMs,
      durationSeconds,
      words,
    }));
  });
}

/**
 * The words of an event. A calendar entry has one language for everybody: the line's own, else that of its first group.
 */
async function describer(db: Knex, catalogue: Catalogue, lines: readonly ScheduleLine[]) {
  const names = await loadNames(db, lines);
  const courses = new Map(
    (await db('disciplines').select('code', 'moodle_course')).map((row) => [row.code, row.moodle_course]),
  );
  const languages = new Map(
    (await db('study_groups').select('code', 'language')).map((row) => [row.code, row.language]),
  );
  const localeOf = (line: ScheduleLine): Locale => line.language ?? languages.get(line.groupCodes[0]!) ?? 'kk';
  const describe = (line: ScheduleLine): CalendarEntry['words'] => {
    const locale = localeOf(line);
    const discipline = names.disciplines[line.disciplineCode]?.[locale] ?? line.disciplineCode;
    const teacher = names.teachers[line.teacherCode]?.[locale] ?? line.teacherCode;
    const lessonType = catalogue.text(locale, `lessontype_${line.lessonType.toLowerCase()}`);
    const place = line.roomCode ?? catalogue.text(locale, `mode_${line.mode.toLowerCase()}`);
    return {
      course: courses.get(line.disciplineCode) ?? line.disciplineCode,
      groups: line.groupCodes,
      name: `${discipline} · ${lessonType}`.slice(0, 255),
      description: [teacher, line.groupCodes.join(', '), line.link, line.remark]
        .filter((part) => part !== null)
        .join('\n'),
      location: line.link ?? place,
    };
  };
  return { describe, localeOf, names };
}
