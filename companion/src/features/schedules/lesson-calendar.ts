/** Lessons as the calendar shows them. */
import type { Knex } from 'knex';
import type { Locale, ScheduleLine } from '@qashyq/shared-types';
import { findTerm, listTimeSlots, loadWorkCalendar } from '../../calendar/calendar-store.js';
import { teachingDaysOf } from '../../calendar/working-days.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import type { CalendarEntry } from '../../workflow/case-feature.js';
import { occurrencesOf } from './occurrences.js';
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
  const describe = await describer(db, catalogue, lines);
  return lines.flatMap((line) => {
    const words = describe(line);
    return occurrencesOf(line, calendar).map(({ week, startsAtMs, durationSeconds }) => ({
      lineKey: line.key,
      week,
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
  return (line: ScheduleLine): CalendarEntry['words'] => {
    const locale: Locale = line.language ?? languages.get(line.groupCodes[0]!) ?? 'kk';
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
}
