/**
 * Carries a notice to where its person is: a Moodle user is told by Moodle, in the ways they chose there (mail among them); everybody
 * else by our mail, where it is set up, at once or in the next digest. One way each, so nobody is told twice. On screens it stands already.
 */
import type { Knex } from 'knex';
import type { MoodleClient } from '@qashyq/moodle-api-client';
import { inTransaction } from '../db/transaction.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { keepForDigest } from './digests.js';
import type { Mailer } from './mailer.js';
import type { EffectHandler } from './effect-handler.js';
import { withMoodle } from './moodle-failures.js';
import { noticePlace, noticeTexts } from './notice-texts.js';
import { finish } from './outbox.js';

export function deliverNotice(deps: {
  db: Knex;
  catalogue: Catalogue;
  /** undefined when no Moodle is connected: then screens and mail are all there is. */
  moodle: () => Promise<MoodleClient | undefined>;
  mailer: Mailer | undefined;
  now: () => number;
}): EffectHandler<'deliver-notice'> {
  const { db, catalogue, moodle, mailer, now } = deps;

  return async ({ payload, lease }) => {
    const notice = await db('notices').where({ id: payload.noticeId }).first();
    const person = notice && (await db('persons').where({ id: notice.person_id }).first());
    // Erased since it was queued: there is nobody left to tell.
    if (notice === undefined || person === undefined) return finish(db, lease, now());
    const { subject, text } = (await noticeTexts(db, catalogue, [notice], person.locale)).get(notice.id)!;
    const fragment = noticePlace(notice);
    const id = `notice-${notice.id}`;

    const client = person.moodle_user_id === null ? undefined : await moodle();
    if (client !== undefined)
      await withMoodle(() =>
        client.notify({
          count: 1,
          notices: [{ externalid: id, userid: person.moodle_user_id!, subject, text, fragment }],
        }),
      );
    else if (mailer !== undefined && person.email !== null && person.mail_pace === 'daily')
      return inTransaction(db, async (trx) => {
        await keepForDigest(trx, notice);
        await finish(trx, lease, now());
      });
    else if (mailer !== undefined && person.email !== null)
      await mailer.send({
        id,
        to: { name: person[`name_${person.locale}`], address: person.email },
        locale: person.locale,
        subject,
        text,
        fragment,
      });
    await finish(db, lease, now());
  };
}
