/** Tells holders in good time that a certificate ends. Made by the clock; each certificate is spoken of once. */
import type { Knex } from 'knex';
import { localDate } from '../../../calendar/local-time.js';
import { addDays } from '../../../calendar/plain-dates.js';
import { inTransaction } from '../../../db/transaction.js';
import { insertNotices, noFacts } from '../../../effects/notices.js';
import { expiryNoticeDays } from './certificate-dates.js';

/** Returns how many were told. */
export async function tellOfExpiry({ db, now }: { db: Knex; now: () => number }): Promise<number> {
  const at = now();
  const today = localDate(at);
  const ripe = await db('training_certificates')
    .whereNull('expiry_told_at')
    .whereBetween('expires_on', [today, addDays(today, expiryNoticeDays)])
    .whereNull('revoked_at')
    .whereNotNull('printed_at')
    .orderBy('id')
    .limit(500);
  let count = 0;
  for (const { id, person_id: personId, expires_on: dueOn } of ripe)
    count += await inTransaction(db, async (trx) => {
      // Another worker may look at the same moment: the one that changes the row speaks.
      const taken = await trx('training_certificates')
        .where({ id })
        .whereNull('expiry_told_at')
        .whereNull('revoked_at')
        .update({ expiry_told_at: at });
      if (taken === 0) return 0;
      await insertNotices(
        trx,
        [
          {
            personId,
            caseId: null,
            kind: 'certificateExpiring',
            facts: { ...noFacts, certificateId: id, dueOn: dueOn! },
          },
        ],
        at,
      );
      return 1;
    });
  return count;
}
