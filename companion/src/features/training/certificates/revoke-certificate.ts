import type { Knex } from 'knex';
import { inTransaction } from '../../../db/transaction.js';
import { insertNotices, noFacts } from '../../../effects/notices.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { changeApplication, lockTraining } from '../applications/change-application.js';
import { takeBackHours } from '../hours/ledger.js';
import { getCertificate, lockCertificate } from './certificate-store.js';

/**
 * Revokes a certificate: its hours are taken back by a counter-entry, and its holder is told. The number stays taken. The application goes
 * back to `attended`, so that nothing issues it again by itself; finishing the training again shows what would be due.
 * @throws AppError `actionNotPossible` while it is being made, or when it is revoked already
 */
export async function revokeCertificate(
  db: Knex,
  by: CurrentPerson,
  certificateId: number,
  reason: string,
  now: number,
): Promise<void> {
  const { training_id: trainingId } = await getCertificate(db, certificateId);
  await inTransaction(db, async (trx) => {
    await lockTraining(trx, trainingId);
    const certificate = await lockCertificate(trx, certificateId);
    if (certificate.person_id === by.id) throw new AppError('notMyOwnDocument');
    // The same click again.
    if (certificate.revoked_by === by.id && certificate.revoke_reason === reason) return;
    if (certificate.printed_at === null || certificate.revoked_at !== null) throw new AppError('actionNotPossible');
    await trx('training_certificates')
      .where({ id: certificateId })
      .update({ revoked_at: now, revoked_by: by.id, revoke_reason: reason, active_key: null });
    await takeBackHours(trx, `certificate:${certificateId}`, {
      key: `revocation:${certificateId}`,
      kind: 'revocation',
      reason,
      by: by.id,
      now,
    });
    const application = await trx('training_applications').where({ id: certificate.application_id }).first();
    if (application?.state === 'certified')
      await changeApplication(trx, application, { to: 'attended', reason: 'resultCorrected', by: by.id, now });
    await insertNotices(
      trx,
      [
        {
          personId: certificate.person_id,
          caseId: null,
          kind: 'certificateRevoked',
          facts: { ...noFacts, byPersonId: by.id, certificateId },
        },
      ],
      now,
    );
  });
}
