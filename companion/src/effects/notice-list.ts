import type { Knex } from 'knex';
import type { MailPace, MailSettings, NoticeView, Page, QueryOf } from '@qashyq/shared-types';
import type { NoticeRow } from '../db/tables.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { CurrentPerson } from '../identity/current-person.js';
import { instant } from '../workflow/case-presenter.js';
import { noticePlace, noticeTexts } from './notice-texts.js';

export async function countUnread(db: Knex, personId: number): Promise<number> {
  const row = await db('notices').where({ person_id: personId, read_at: null }).count({ total: '*' }).first();
  return Number(row?.['total'] ?? 0);
}

/** What a person was told, newest first, in their language. */
export async function listNotices(
  db: Knex,
  catalogue: Catalogue,
  person: CurrentPerson,
  { page, pageSize }: QueryOf<'notices'>,
): Promise<Page<NoticeView>> {
  const rows: NoticeRow[] = await db('notices')
    .where({ person_id: person.id })
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const count = await db('notices').where({ person_id: person.id }).count({ total: '*' }).first();
  const texts = await noticeTexts(db, catalogue, rows, person.locale);
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      caseId: row.case_id,
      trainingId: row.training_id,
      place: noticePlace(row),
      text: texts.get(row.id)!.text,
      createdAt: instant(row.created_at),
      readAt: row.read_at === null ? null : instant(row.read_at),
    })),
    page,
    pageSize,
    total: Number(count?.['total'] ?? 0),
  };
}

export async function markRead(db: Knex, personId: number, upToId: number, now: number): Promise<void> {
  await db('notices').where({ person_id: personId, read_at: null }).where('id', '<=', upToId).update({ read_at: now });
}

/** How a person is told besides the list; the same order of ways as delivery takes. `sendsMail`: a mail server is set up. */
export async function getMailSettings(db: Knex, personId: number, sendsMail: boolean): Promise<MailSettings> {
  const person = (await db('persons').where({ id: personId }).first())!;
  const way = person.moodle_user_id !== null ? 'moodle' : sendsMail && person.email !== null ? 'mail' : 'none';
  return { way, pace: person.mail_pace };
}

export async function setMailPace(db: Knex, personId: number, pace: MailPace): Promise<void> {
  await db('persons').where({ id: personId }).update({ mail_pace: pace });
}
