/**
 * What of an approved edition Moodle's calendar shall show. The ids of our events are kept here, so that a corrected edition changes the
 * events whose lines changed and the others stay untouched.
 */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { AcademicTerm, CalendarEvent, Locale, ScheduleLine } from '@qashyq/shared-types';
import { findTerm, listTimeSlots, loadWorkCalendar } from '../../calendar/calendar-store.js';
import { teachingDaysOf } from '../../calendar/working-days.js';
import type { CalendarEventRow } from '../../db/tables.js';
import { inTransaction } from '../../db/transaction.js';
import { enqueue } from '../../effects/outbox.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import { createCaseStore } from '../../workflow/case-store.js';
import { publishEffect } from '../../workflow/take-action.js';
import { assignOccurrences, occurrencesOf } from './occurrences.js';
import { contentOf } from './schedule-feature.js';
import { loadNames } from './schedule-view.js';

export interface Publication {
  events: CalendarEvent[];
  /** Ids of events that no lesson needs any more; forget them here once Moodle has removed them. */
  removals: string[];
}

/**
 * Gives every lesson of the edition its event id, saves the ids before anything is sent (so a crash while sending loses none), and
 * returns what Moodle shall show. Undefined when another edition has been approved since: its own publication does the work.
 */
export async function planPublication(
  db: Knex,
  catalogue: Catalogue,
  caseId: number,
  editionNo: number,
  now: () => number,
): Promise<Publication | undefined> {
  return inTransaction(db, async (trx) => {
    const store = createCaseStore(trx, now);
    const caseRow = await store.getCase(caseId);
    if (caseRow.approved_edition_no !== editionNo) return undefined;
    const content = contentOf((await store.getEdition(caseId, editionNo)).content_json);
    const term = (await findTerm(trx, content.header.academicYear, content.header.term))!;
    const calendar = {
      week1On: term.week1_on,
      slots: await listTimeSlots(trx),
      isTeachingDay: teachingDaysOf({ startsOn: term.starts_on, endsOn: term.ends_on }, await loadWorkCalendar(trx)),
    };
    const wished = content.lines.flatMap((line) =>
      occurrencesOf(line, calendar).map((occurrence) => ({ ...occurrence, line, lineKey: line.key })),
    );
    const present: CalendarEventRow[] = await trx('calendar_events').where({ case_id: caseId });
    const previous = present.map((row) => ({ externalId: row.external_id, lineKey: row.line_key, week: row.week }));
    const { assigned, removed } = assignOccurrences(previous, wished, () => randomUUID());
    await saveAssignment(trx, caseId, present, assigned, removed);

    const describe = await describer(trx, catalogue, content.lines);
    return {
      events: assigned.map(({ externalId, line, startsAtMs, durationSeconds }) => ({
        externalid: externalId,
        ...describe(line),
        timestart: startsAtMs / 1000,
        timeduration: durationSeconds,
      })),
      removals: removed,
    };
  });
}

async function saveAssignment(
  trx: Knex,
  caseId: number,
  present: readonly CalendarEventRow[],
  assigned: readonly { externalId: string; lineKey: string; week: number; created: boolean }[],
  removed: readonly string[],
): Promise<void> {
  const presentById = new Map(present.map((row) => [row.external_id, row]));
  const created: CalendarEventRow[] = [];
  for (const { externalId, lineKey, week } of assigned) {
    const row = presentById.get(externalId);
    if (row === undefined)
      created.push({ external_id: externalId, case_id: caseId, line_key: lineKey, week, obsolete: 0 });
    else if (row.line_key !== lineKey || row.week !== week || row.obsolete !== 0)
      await trx('calendar_events').where({ external_id: externalId }).update({ line_key: lineKey, week, obsolete: 0 });
  }
  await trx.batchInsert('calendar_events', created, 500);
  for (let start = 0; start < removed.length; start += 500)
    await trx('calendar_events')
      .whereIn('external_id', removed.slice(start, start + 500))
      .update({ obsolete: 1 });
}

/**
 * Queues the published schedules of some terms once more: the days on which they are taught have changed. `cause` names the change;
 * a publication that is running is not disturbed, this one follows it.
 */
export async function publishTermsAgain(
  trx: Knex,
  terms: readonly Pick<AcademicTerm, 'academicYear' | 'term'>[],
  cause: string,
  now: number,
): Promise<void> {
  for (const { academicYear, term } of terms) {
    const published = await trx('cases')
      .whereIn('id', trx('schedules').select('case_id').where({ academic_year: academicYear, term }))
      .whereNotNull('published_edition_no');
    for (const { id, approved_edition_no } of published) {
      const effect = publishEffect(id, approved_edition_no!);
      await enqueue(trx, { ...effect, dedupeKey: `${effect.dedupeKey}:${cause}` }, now);
    }
  }
}

/** Forgets events that Moodle has removed. */
export async function forgetEvents(trx: Knex, externalIds: readonly string[]): Promise<void> {
  for (let start = 0; start < externalIds.length; start += 500)
    await trx('calendar_events')
      .whereIn('external_id', externalIds.slice(start, start + 500))
      .where({ obsolete: 1 })
      .delete();
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
  return (line: ScheduleLine): Pick<CalendarEvent, 'course' | 'groups' | 'name' | 'description' | 'location'> => {
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
