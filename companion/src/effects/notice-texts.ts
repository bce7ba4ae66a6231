/** The words of a notice, in one language. Asked by the screen, by Moodle's message and by the mail. */
import type { Knex } from 'knex';
import { certificateNoticeKinds, type Locale, type NoticeKind } from '@qashyq/shared-types';
import { localDate, localTime } from '../calendar/local-time.js';
import { dateText } from '../calendar/plain-dates.js';
import type { NoticeRow } from '../db/tables.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { certificateParams } from '../features/training/certificates/notice-params.js';
import type { NoticeFacts } from './notices.js';

export interface NoticeText {
  subject: string;
  text: string;
}

export async function noticeTexts(
  db: Knex,
  catalogue: Catalogue,
  rows: readonly NoticeRow[],
  locale: Locale,
): Promise<Map<number, NoticeText>> {
  const facts = new Map(rows.map((row) => [row.id, JSON.parse(row.facts_json) as NoticeFacts]));
  const present = <T>(values: (T | null)[]): T[] => values.filter((value) => value !== null);
  const cases = await db('cases').whereIn('id', present(rows.map((row) => row.case_id)));
  const trainings = await db('trainings').whereIn('id', present(rows.map((row) => row.training_id)));
  const persons = await db('persons').whereIn('id', present([...facts.values()].map((fact) => fact.byPersonId)));
  const units = await db('org_units').whereIn('id', present([...facts.values()].map((fact) => fact.orgUnitId)));
  const certificates = await certificateParams(db, [...facts.values()], locale);
  const name = <Row extends { id: number; name_kk: string; name_ru: string; name_en: string }>(
    found: Row[],
    id: number | null,
  ) => found.find((row) => row.id === id)?.[`name_${locale}`] ?? '';

  return new Map(
    rows.map((row) => {
      const fact = facts.get(row.id)!;
      const training = trainings.find((found) => found.id === row.training_id);
      const about = training ?? cases.find((found) => found.id === row.case_id);
      const reason = fact.reason && catalogue.text(locale, `training_reason_${fact.reason.toLowerCase()}`);
      const params = {
        title: about?.[`title_${locale}`] ?? '',
        edition: fact.editionNo,
        person: name(persons, fact.byPersonId),
        role: fact.role === null ? '' : catalogue.text(locale, `role_${fact.role.toLowerCase()}`),
        may:
          aboutRoles.has(row.kind) && fact.role !== null
            ? catalogue.text(locale, `rolemay_${fact.role.toLowerCase()}`)
            : '',
        unit: name(units, fact.orgUnitId),
        from: fact.fromOn === undefined ? '' : dateText(fact.fromOn),
        due: fact.dueOn === undefined ? '' : dateText(fact.dueOn),
        until: fact.untilAt === undefined ? '' : instantText(fact.untilAt),
        starts: training?.starts_at == null ? '' : instantText(Number(training.starts_at)),
        order: fact.orderNo ?? '',
        place: fact.place ?? '',
        reason: [reason, fact.note].filter((part) => part !== undefined && part !== '').join(' — '),
        ...certificates(fact),
      };
      const key = `notice_${row.kind.toLowerCase()}`;
      return [
        row.id,
        {
          subject: catalogue.text(locale, `${key}_subject`, params),
          text: catalogue.text(locale, `${key}_text`, params),
        },
      ];
    }),
  );
}

/** `12.10.2026 14:05` */
function instantText(at: number): string {
  return `${dateText(localDate(at))} ${localTime(at)}`;
}

/** Notices that say what a role allows. */
const aboutRoles: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'roleGiven',
  'roleGivenUntil',
  'roleEnded',
  'roleCancelled',
]);

/** Notices that ask a head for a decision lead to the list of all that wait for it. */
const toDecide: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'applicationAwaited',
  'applicationReminder',
  'applicationEscalated',
]);

const aboutCertificates: ReadonlySet<NoticeKind> = new Set<NoticeKind>(certificateNoticeKinds);

/** Where the screen of a notice is: its case or training, the reader's certificates, roles, or the delegations it is about. */
export function noticePlace(notice: Pick<NoticeRow, 'case_id' | 'training_id' | 'kind'>): string {
  if (aboutRoles.has(notice.kind)) return '#/my-data';
  if (aboutCertificates.has(notice.kind)) return '#/my-certificates';
  if (notice.kind === 'feedbackAsked' && notice.training_id !== null)
    return `#/trainings/${notice.training_id}/feedback`;
  if (notice.training_id !== null)
    return toDecide.has(notice.kind) ? '#/trainings/applications' : `#/trainings/${notice.training_id}`;
  return notice.case_id === null ? '#/delegations' : `#/cases/${notice.case_id}`;
}
