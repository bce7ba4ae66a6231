/** What somebody has learnt: certificates, hours by year against the norm, and every entry of the ledger. */
import type { Knex } from 'knex';
import type { HoursEntry, Locale, NormStanding, Transcript } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { CertificateRow, OutsideCertificateRow, PersonRow, TrainingHoursRow } from '../../../db/tables.js';
import { barChart } from '../../../documents/bar-chart.js';
import { AppError } from '../../../errors.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { personBrief } from '../../../identity/person-store.js';
import { canRunTrainings } from '../../../identity/policies.js';
import { instant, loadBriefs } from '../../../workflow/case-presenter.js';
import { countAttendance } from '../attendance/attendance-rule.js';
import { lastMarksOf, listSessions } from '../attendance/attendance-store.js';
import { contentOf } from '../certificates/certificate-store.js';
import { certificateView } from '../certificates/present-certificates.js';
import { presentOutside } from '../outside/present-outside.js';
import { sumHours } from './ledger.js';
import { loadNorms } from './norm-store.js';
import { periodStart } from './norms.js';

export async function presentTranscript(
  { db, catalogue }: { db: Knex; catalogue: Catalogue },
  reader: CurrentPerson,
  personId: number,
  locale: Locale,
  now: number,
): Promise<Transcript> {
  const row: PersonRow | undefined = await db('persons').where({ id: personId }).first();
  if (row === undefined) throw new AppError('notFound');
  const entries = await db('training_hours').where({ person_id: personId }).orderBy('id', 'desc');
  const certificates = await db('training_certificates').where({ person_id: personId }).orderBy('id', 'desc');
  const outside = await db('outside_certificates').where({ person_id: personId }).orderBy('id', 'desc');
  const years = hoursByYear(entries);
  const { orgUnit } = await loadBriefs(db, [], row.org_unit_id === null ? [] : [row.org_unit_id]);
  return {
    person: personBrief(row),
    unit: row.org_unit_id === null ? null : orgUnit(row.org_unit_id),
    position: row.position,
    isMine: personId === reader.id,
    norm: await standingOf(db, row, now),
    years,
    chart: years.length === 0 ? null : chartOf(years, catalogue, locale),
    certificates: certificates.map((certificate) => certificateView(certificate, now)),
    outside: await presentOutside(db, outside),
    entries: await presentEntries(db, entries, certificates, outside),
    canCorrect: canRunTrainings(reader) && personId !== reader.id,
  };
}

/** Every calendar year from the first with hours to the last, the newest first; a year in between without any is told, too. */
export function hoursByYear(entries: readonly Pick<TrainingHoursRow, 'earned_on' | 'hours'>[]): Transcript['years'] {
  const sums = new Map<number, number>();
  for (const { earned_on, hours } of entries) {
    const year = Number(earned_on.slice(0, 4));
    sums.set(year, (sums.get(year) ?? 0) + hours);
  }
  if (sums.size === 0) return [];
  const [first, last] = [Math.min(...sums.keys()), Math.max(...sums.keys())];
  return Array.from({ length: last - first + 1 }, (_, back) => ({
    year: last - back,
    hours: sums.get(last - back) ?? 0,
  }));
}

async function standingOf(db: Knex, person: PersonRow, now: number): Promise<NormStanding | null> {
  if (person.position === null) return null;
  const norm = (await loadNorms(db)).get(person.position)!;
  if (norm.hours === 0) return null;
  const today = localDate(now);
  const since = periodStart(today, norm.years);
  const reached = (await sumHours(db, { fromOn: since, toOn: today }, [person.id])).get(person.id) ?? 0;
  return { hours: norm.hours, years: norm.years, isDefault: norm.isDefault, since, reached };
}

function chartOf(years: Transcript['years'], catalogue: Catalogue, locale: Locale): string {
  const words = (hours: number) => catalogue.plural(locale, 'training_hours', hours);
  return barChart({
    title: catalogue.text(locale, 'transcript_chart'),
    description: years.map(({ year, hours }) => `${year}: ${words(hours)}`).join('; '),
    bars: years.map(({ year, hours }) => ({
      label: String(year),
      value: Math.max(0, hours),
      marked: 0,
      words: words(hours),
    })),
  });
}

async function presentEntries(
  db: Knex,
  entries: readonly TrainingHoursRow[],
  certificates: readonly CertificateRow[],
  outside: readonly OutsideCertificateRow[],
): Promise<HoursEntry[]> {
  const { person } = await loadBriefs(
    db,
    entries.map((entry) => entry.entered_by),
    [],
  );
  const attendance = await attendanceOf(db, certificates);
  return entries.map((entry) => {
    const certificate = certificates.find((row) => row.id === entry.certificate_id);
    const brought = outside.find((row) => row.id === entry.outside_id);
    const taken = entries.filter((each) => each.corrects_id === entry.id).reduce((sum, each) => sum + each.hours, 0);
    const title = brought?.title ?? '';
    return {
      id: entry.id,
      kind: entry.kind,
      hours: entry.hours,
      earnedOn: entry.earned_on,
      title: certificate === undefined ? { kk: title, ru: title, en: title } : contentOf(certificate).title,
      number: certificate?.number ?? null,
      attendance: certificate === undefined ? null : (attendance.get(certificate.id) ?? null),
      reason: entry.reason,
      by: person(entry.entered_by),
      at: instant(entry.entered_at),
      correctable: entry.corrects_id === null ? entry.hours + taken : 0,
    };
  });
}

/** How often the person was there, for each certificate. */
async function attendanceOf(
  db: Knex,
  certificates: readonly CertificateRow[],
): Promise<Map<number, NonNullable<HoursEntry['attendance']>>> {
  const marks = await lastMarksOf(
    db,
    certificates.map((row) => row.application_id),
  );
  const found = new Map<number, NonNullable<HoursEntry['attendance']>>();
  for (const { id, training_id, application_id } of certificates) {
    const sessions = await listSessions(db, training_id);
    const { present, partly } = countAttendance(
      sessions.map((session) => marks.get(`${session.id}:${application_id}`)?.status ?? null),
    );
    found.set(id, { present, partly, sessions: sessions.length });
  }
  return found;
}
