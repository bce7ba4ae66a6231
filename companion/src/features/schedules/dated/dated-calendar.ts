/** Exams, consultations and final attestation as the calendar shows them. */
import type { Knex } from 'knex';
import type { DatedKind, DatedLine, Locale, Names } from '@qashyq/shared-types';
import { localToInstant } from '../../../calendar/local-time.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { CalendarEntry } from '../../../workflow/case-feature.js';
import { personsOf } from './appointments.js';
import { datedContentOf } from './dated-content.js';
import { datedNames } from './dated-names.js';
import { consultationMinutes } from './dated-policy.js';

/** In place of the academic week: what tells the two entries of one line apart. */
const entryNo = { exam: 1, consultation: 2 } as const;

/** An entry with those who take part in it. */
export interface DatedEntry extends CalendarEntry {
  /** Staff numbers. */
  persons: readonly string[];
}

/** Each line of a frozen content as its exam and, where it has one, its consultation; in the language of its first group. */
export async function datedEntries(
  kind: DatedKind,
  db: Knex,
  catalogue: Catalogue,
  contentJson: string,
): Promise<CalendarEntry[]> {
  const entries = await entriesOf(db, catalogue, kind, datedContentOf(contentJson).lines);
  return entries.map(({ persons: _persons, ...entry }) => entry);
}

/** The same for some lines, in one language where one reader is meant. A calendar entry of a group has one language for everybody. */
export async function entriesOf(
  db: Knex,
  catalogue: Catalogue,
  kind: DatedKind,
  lines: readonly DatedLine[],
  readerLocale?: Locale,
): Promise<DatedEntry[]> {
  const names = await datedNames(db, lines);
  const courses = new Map(
    (await db('disciplines').select('code', 'moodle_course')).map((row) => [row.code, row.moodle_course]),
  );
  const languages = new Map(
    (await db('study_groups').select('code', 'language')).map((row) => [row.code, row.language]),
  );
  return lines.flatMap((line): DatedEntry[] => {
    const locale = readerLocale ?? languages.get(line.groupCodes[0]!) ?? 'kk';
    const words = { course: courses.get(line.disciplineCode) ?? line.disciplineCode, groups: line.groupCodes };
    const exam: DatedEntry = {
      lineKey: line.key,
      week: entryNo.exam,
      startsAtMs: localToInstant(line.date, line.starts),
      durationSeconds: line.durationMinutes * 60,
      words: { ...words, ...examWords(kind, line, names, catalogue, locale) },
      persons: personsOf(line),
    };
    if (line.consultationOn === null || line.consultationStarts === null) return [exam];
    const consultation: DatedEntry = {
      lineKey: line.key,
      week: entryNo.consultation,
      startsAtMs: localToInstant(line.consultationOn, line.consultationStarts),
      durationSeconds: consultationMinutes * 60,
      words: { ...words, ...consultationWords(line, names, catalogue, locale) },
      persons: line.examinerCode === null ? [] : [line.examinerCode],
    };
    return [exam, consultation];
  });
}

type Words = Pick<CalendarEntry['words'], 'name' | 'description' | 'location'>;

/** `Деректер қоры · Емтихан (тест)`. */
export function examTitle(
  kind: DatedKind,
  line: DatedLine,
  names: Names,
  catalogue: Catalogue,
  locale: Locale,
): string {
  const discipline = names.disciplines[line.disciplineCode]?.[locale] ?? line.disciplineCode;
  const what =
    line.attestation === null
      ? catalogue.text(
          locale,
          kind === 'midtermControlSchedule' ? 'event_midterm' : 'event_exam',
          catalogue.text(locale, `examform_${line.form ?? 'combined'}`),
        )
      : catalogue.text(locale, `attestation_${line.attestation.toLowerCase()}`);
  return `${discipline} · ${what}`.slice(0, 255);
}

export function consultationTitle(line: DatedLine, names: Names, catalogue: Catalogue, locale: Locale): string {
  const discipline = names.disciplines[line.disciplineCode]?.[locale] ?? line.disciplineCode;
  return `${discipline} · ${catalogue.text(locale, 'event_consultation')}`.slice(0, 255);
}

function examWords(kind: DatedKind, line: DatedLine, names: Names, catalogue: Catalogue, locale: Locale): Words {
  const person = (code: string) => names.teachers[code]?.[locale] ?? code;
  const people = personsOf(line)
    .filter((code) => code !== line.proctorCode)
    .map(person);
  return {
    name: examTitle(kind, line, names, catalogue, locale),
    description: [
      people.join(', '),
      line.groupCodes.join(', '),
      ...(line.platform === null ? [] : [line.platform]),
      ...(line.proctorCode === null ? [] : [catalogue.text(locale, 'event_proctor', person(line.proctorCode))]),
      line.link,
      line.remark,
    ]
      .filter((part) => part !== null && part !== '')
      .join('\n'),
    location: line.roomCode ?? line.link ?? line.platform ?? '',
  };
}

function consultationWords(line: DatedLine, names: Names, catalogue: Catalogue, locale: Locale): Words {
  const examiner =
    line.examinerCode === null ? null : (names.teachers[line.examinerCode]?.[locale] ?? line.examinerCode);
  return {
    name: consultationTitle(line, names, catalogue, locale),
    description: [examiner, line.groupCodes.join(', '), line.consultationLink]
      .filter((part) => part !== null)
      .join('\n'),
    location: line.consultationLink ?? '',
  };
}
