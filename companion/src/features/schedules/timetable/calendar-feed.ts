/** A teacher's own lessons, exams and sessions of trainings in the form that calendar programs read (iCalendar, RFC 5545). */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Knex } from 'knex';
import type { Locale, Names, ScheduleLine, TimeSlot } from '@qashyq/shared-types';
import { listTerms } from '../../../calendar/calendar-store.js';
import type { PersonRow } from '../../../db/tables.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { invitationUid } from '../../training/invitations/invitation-ical.js';
import { sessionsOfPerson } from '../../training/sessions-of-person.js';
import { occurrencesOf } from '../occurrences.js';
import { heldLines } from '../replacements/held-lines.js';
import { plannedWords, replacedTitle } from '../replacements/replaced-words.js';
import { listReplacements, type ReplacementInForce } from '../replacements/replacement-store.js';
import { loadNames } from '../schedule-names.js';
import { entriesOf } from '../dated/dated-calendar.js';
import type { ApprovedEdition, ListApprovedDated, ListApprovedEditions } from './approved-editions.js';
import { examConcerns } from './term-exams.js';
import { concerns, presentTerm, termCalendar, type Owner } from './term-lessons.js';

const dayMs = 86_400_000;
/** How often programs should ask, in seconds. */
const readAgainAfter = 3600;

/**
 * The lessons of the academic year of today and of later ones. An event is the same event in Moodle's calendar and here: its UID is the id
 * it was published under. SEQUENCE is the edition, so programs take the newer words for the same event. Equal lessons give equal bytes.
 */
export async function calendarFeed(
  deps: {
    db: Knex;
    catalogue: Catalogue;
    approved: ListApprovedEditions;
    approvedDated: ListApprovedDated;
    publicUrl: string;
  },
  person: PersonRow,
  now: number,
): Promise<string> {
  const { db, catalogue, approved, approvedDated, publicUrl } = deps;
  const host = new URL(publicUrl).hostname;
  const { locale } = person;
  const calendar = ical({
    name: catalogue.text(locale, 'timetable_calendar_name'),
    prodId: { company: 'Qashyq', product: 'Timetable', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: readAgainAfter,
  });
  const terms = await listTerms(db);
  const present = presentTerm(terms, now);
  const add = (edition: Pick<ApprovedEdition, 'editionNo' | 'frozenAt'>, event: FeedEvent) => {
    calendar.createEvent({
      id: `${event.id}@${host}`,
      sequence: edition.editionNo,
      stamp: new Date(edition.frozenAt),
      lastModified: new Date(edition.frozenAt),
      start: new Date(event.startsAtMs),
      end: new Date(event.startsAtMs + event.durationSeconds * 1000),
      ...(event.isCancelled === true ? { status: ICalEventStatus.CANCELLED } : {}),
      ...event.words,
    });
  };
  const owner: Owner | null = person.staff_code === null ? null : { owner: 'teacher', code: person.staff_code };
  for (const term of owner === null ? [] : terms.filter((each) => each.academic_year >= present!.academic_year)) {
    const days = await termCalendar(db, term);
    const replacements = await listReplacements(db, { academicYear: term.academic_year, term: term.term });
    for (const edition of await approved(db, { academicYear: term.academic_year, term: term.term })) {
      // Whoever is replaced reads that the lesson is not theirs, and who holds it; a lesson that only vanished could as well be lost.
      const held = heldLines(edition.content.lines, replacements, term.week1_on).filter(
        ({ line, replaced }) => concerns(owner!, line) || (replaced !== null && concerns(owner!, replaced.line)),
      );
      if (held.length === 0) continue;
      const names = await loadNames(
        db,
        held.flatMap(({ line, replaced }) => (replaced === null ? [line] : [line, replaced.line])),
      );
      const publishedIds = await publishedIdsOf(db, edition.caseId);
      for (const { line, replaced } of held)
        for (const { week, startsAtMs, durationSeconds } of occurrencesOf(line, days))
          add(replaced === null ? edition : { ...edition, frozenAt: replaced.inForceSince }, {
            id: feedId(publishedIds, { lineKey: replaced?.lineKey ?? line.key, week: replaced?.week ?? week }),
            startsAtMs,
            durationSeconds,
            isCancelled: !concerns(owner!, line),
            words: lessonWords(line, replaced, { names, slots: days.slots }, catalogue, locale),
          });
    }
    for (const edition of await approvedDated(db, { academicYear: term.academic_year, term: term.term })) {
      const lines = edition.content.lines.filter((line) => examConcerns(owner!, line));
      if (lines.length === 0) continue;
      const publishedIds = await publishedIdsOf(db, edition.caseId);
      for (const { week, lineKey, startsAtMs, durationSeconds, words, persons } of await entriesOf(
        db,
        catalogue,
        edition.kind,
        lines,
        locale,
      ))
        if (persons.includes(owner!.code))
          add(edition, {
            id: publishedIds.get(`${week} ${lineKey}`) ?? `${lineKey}-${week}`,
            startsAtMs,
            durationSeconds,
            words: { summary: words.name, location: words.location, description: words.description },
          });
    }
  }
  // What is over stays in the calendar for a while, as the lessons of the year do.
  for (const session of await sessionsOfPerson(db, person.id, now - 90 * dayMs))
    calendar.createEvent({
      id: invitationUid(session.sessionKey, person.id, host),
      sequence: session.sequence,
      stamp: new Date(session.changedAt),
      lastModified: new Date(session.changedAt),
      start: new Date(session.startsAt),
      end: new Date(session.endsAt),
      summary: catalogue.text(locale, 'timetable_training', session.title[locale]),
      location: session.place === '' ? null : session.place,
      url: `${publicUrl}/#/trainings/${session.trainingId}`,
    });
  return calendar.toString();
}

/** What one event of the feed says. */
interface FeedEvent {
  id: string;
  startsAtMs: number;
  durationSeconds: number;
  /** Somebody else holds it. */
  isCancelled?: boolean;
  words: { summary: string; location: string; description: string };
}

async function publishedIdsOf(db: Knex, caseId: number): Promise<Map<string, string>> {
  const rows = await db('calendar_events').where({ case_id: caseId, obsolete: 0 });
  return new Map(rows.map((row) => [`${row.week} ${row.line_key}`, row.external_id]));
}

/** A replaced lesson is the event of the planned one. */
const feedId = (
  publishedIds: ReadonlyMap<string, string>,
  { lineKey, week }: { lineKey: string; week: number },
): string => publishedIds.get(`${week} ${lineKey}`) ?? `${lineKey}-${week}`;

/** Of a replaced lesson also how it was planned, and why it is held otherwise: the feed is read by staff. */
function lessonWords(
  line: ScheduleLine,
  replaced: ReplacementInForce | null,
  known: { names: Names; slots: readonly TimeSlot[] },
  catalogue: Catalogue,
  locale: Locale,
): FeedEvent['words'] {
  const words = describe(line, known.names, catalogue, locale);
  if (replaced === null) return words;
  const planned = plannedWords(replaced, known, catalogue, locale);
  const why = catalogue.text(locale, 'replacement_why', replaced.reason);
  const teacher = known.names.teachers[line.teacherCode]?.[locale] ?? line.teacherCode;
  return {
    ...words,
    summary: replacedTitle(words.summary, replaced, catalogue, locale),
    description: [words.description, teacher, planned, why].join('\n'),
  };
}

function describe(line: ScheduleLine, names: Names, catalogue: Catalogue, locale: Locale) {
  const discipline = names.disciplines[line.disciplineCode]?.[locale] ?? line.disciplineCode;
  const mode = catalogue.text(locale, `mode_${line.mode.toLowerCase()}`);
  return {
    summary: `${discipline} · ${catalogue.text(locale, `lessontype_${line.lessonType.toLowerCase()}`)}`,
    // The link stands where programs offer to open it, as in Moodle's calendar.
    location: line.link ?? line.roomCode ?? mode,
    description: [line.groupCodes.join(', '), line.link, line.remark].filter((part) => part !== null).join('\n'),
  };
}
