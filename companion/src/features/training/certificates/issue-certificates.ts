/**
 * Issuing: numbers, certificates, hours and work for later in one transaction. The files follow as effects, so many at once; a crash
 * leaves them queued, and what is made twice is the same.
 */
import type { Knex } from 'knex';
import type { CertificateContent } from './certificate-content.js';
import { localDate } from '../../../calendar/local-time.js';
import { inTransaction } from '../../../db/transaction.js';
import { enqueue } from '../../../effects/outbox.js';
import { AppError } from '../../../errors.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { named } from '../../../identity/person-store.js';
import { changeApplication, lockTraining } from '../applications/change-application.js';
import { creditHours } from '../hours/ledger.js';
import { newCode } from './certificate-code.js';
import { loadFrame } from './certificate-content.js';
import { addMonths } from './certificate-dates.js';
import { numberText, takeNumbers } from './certificate-number.js';

/** Certificates whose files are made in one go. */
const certificatesInEffect = 10;

/**
 * Numbers a certificate for everybody who completed and has none; with nobody left it does nothing.
 * @returns how many
 * @throws AppError `actionNotPossible` before the results are settled, `noSignatory`
 */
export async function issueCertificates(
  deps: { db: Knex; catalogue: Catalogue; publicUrl: string },
  by: CurrentPerson,
  trainingId: number,
  now: number,
): Promise<number> {
  return inTransaction(deps.db, async (trx) => {
    const training = await lockTraining(trx, trainingId);
    if (training.state !== 'completed') throw new AppError('actionNotPossible');
    const due = await trx('training_applications')
      .where({ training_id: trainingId, state: 'completed' })
      .orderBy('arrival_no');
    if (due.length === 0) return 0;
    const persons = new Map(
      (
        await trx('persons').whereIn(
          'id',
          due.map((row) => row.person_id),
        )
      ).map((row) => [row.id, row]),
    );
    const frame = await loadFrame(trx, deps.catalogue, training, now);
    const issuedOn = localDate(now);
    const year = Number(issuedOn.slice(0, 4));
    const expiresOn = training.certificate_months === null ? null : addMonths(issuedOn, training.certificate_months);
    const first = await takeNumbers(trx, year, due.length);
    const ids: number[] = [];
    for (const [index, application] of due.entries()) {
      const seq = first + index;
      const number = numberText(year, seq);
      const code = newCode();
      const content: CertificateContent = {
        ...frame,
        number,
        code,
        checkUrl: `${deps.publicUrl}/certificates/${code}`,
        holder: named(persons.get(application.person_id)!),
        issuedOn,
        expiresOn,
      };
      const [id] = await trx('training_certificates').insert({
        year,
        seq,
        number,
        code,
        application_id: application.id,
        active_key: String(application.id),
        training_id: trainingId,
        person_id: application.person_id,
        content_json: JSON.stringify(content),
        hours: training.hours,
        issued_on: issuedOn,
        expires_on: expiresOn,
        issued_by: by.id,
        issued_at: now,
        printed_at: null,
        expiry_told_at: null,
        revoked_at: null,
        revoked_by: null,
        revoke_reason: null,
      });
      ids.push(id!);
      await creditHours(trx, {
        key: `certificate:${id}`,
        kind: 'certificate',
        personId: application.person_id,
        hours: training.hours,
        earnedOn: frame.toOn,
        certificateId: id!,
        by: by.id,
        now,
      });
      await changeApplication(trx, application, { to: 'certified', reason: 'certificateIssued', by: by.id, now });
    }
    for (let at = 0; at < ids.length; at += certificatesInEffect) {
      const certificateIds = ids.slice(at, at + certificatesInEffect);
      const key = `print-certificates:${certificateIds[0]}`;
      await enqueue(
        trx,
        { kind: 'print-certificates', payload: { certificateIds }, caseId: null, dedupeKey: key, serialKey: key },
        now,
      );
    }
    return ids.length;
  });
}
