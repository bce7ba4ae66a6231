/**
 * One mail a day for those who want it so: what they were told is kept until half past eight of the next working day and sent as a list.
 * A digest is a row, one for each person and day, made in one transaction with its notices and its delivery: several workers make one.
 */
import type { Knex } from 'knex';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import { localDate, localToInstant } from '../calendar/working-days.js';
import type { NoticeRow } from '../db/tables.js';
import { inTransaction, isDuplicate } from '../db/transaction.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { isTimeToWrite } from '../workflow/overdue.js';
import type { EffectHandler } from './effect-handler.js';
import type { Mailer } from './mailer.js';
import { noticePlace, noticeTexts } from './notice-texts.js';
import { enqueue, finish } from './outbox.js';

/** On working days, in Asia/Almaty [I]. */
const digestTime = '08:30';

/** Keeps a notice for the next digest of its person; keeping it twice is keeping it once. */
export async function keepForDigest(trx: Knex, notice: NoticeRow): Promise<void> {
  await trx('digest_notices')
    .insert({ notice_id: notice.id, person_id: notice.person_id, digest_id: null })
    .onConflict('notice_id')
    .ignore();
}

/**
 * Makes today's digests of what was kept before half past eight; returns how many. Repeating it is harmless. What comes later in the day
 * waits for the next working day; a person who chose to be told at once again still gets what was kept.
 */
export async function makeDigests({ db, now }: { db: Knex; now: () => number }): Promise<number> {
  const at = now();
  const today = localDate(at);
  const cutOff = localToInstant(today, digestTime);
  if (at < cutOff || !isTimeToWrite(at, await loadWorkCalendar(db))) return 0;
  const kept = (trx: Knex) =>
    trx('digest_notices')
      .whereNull('digest_id')
      .whereIn('notice_id', trx('notices').select('id').where('created_at', '<', cutOff));
  const persons = await kept(db)
    .whereNotIn('person_id', db('digests').select('person_id').where({ digest_on: today }))
    .distinct('person_id');
  let count = 0;
  for (const { person_id } of persons)
    try {
      await inTransaction(db, async (trx) => {
        const [digestId] = await trx('digests').insert({ person_id, digest_on: today });
        await kept(trx).where({ person_id }).update({ digest_id: digestId! });
        await enqueue(
          trx,
          {
            kind: 'deliver-digest',
            payload: { digestId: digestId! },
            caseId: null,
            dedupeKey: `digest:${digestId}`,
            serialKey: `digest:${digestId}`,
          },
          at,
        );
      });
      count += 1;
    } catch (error) {
      // Another worker makes the same digest in this very moment.
      if (!isDuplicate(error)) throw error;
    }
  return count;
}

/** Sends a digest. What was read on the screen meanwhile is not news; where nothing is left, no mail is sent. */
export function deliverDigest(deps: {
  db: Knex;
  catalogue: Catalogue;
  mailer: Mailer | undefined;
  now: () => number;
}): EffectHandler<'deliver-digest'> {
  const { db, catalogue, mailer, now } = deps;

  return async ({ payload, lease }) => {
    const digest = await db('digests').where({ id: payload.digestId }).first();
    const person = digest && (await db('persons').where({ id: digest.person_id }).first());
    const notices = await db('notices')
      .whereIn('id', db('digest_notices').select('notice_id').where({ digest_id: payload.digestId }))
      .whereNull('read_at')
      .orderBy('id');
    if (person !== undefined && person.email !== null && mailer !== undefined && notices.length > 0) {
      const texts = await noticeTexts(db, catalogue, notices, person.locale);
      await mailer.sendDigest({
        id: `digest-${payload.digestId}`,
        to: { name: person[`name_${person.locale}`], address: person.email },
        locale: person.locale,
        subject: catalogue.plural(person.locale, 'digest_subject', notices.length),
        items: notices.map((notice) => ({ ...texts.get(notice.id)!, fragment: noticePlace(notice) })),
      });
    }
    await finish(db, lease, now());
  };
}
