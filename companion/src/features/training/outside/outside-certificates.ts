/** Certificates from elsewhere: brought by the person, confirmed with their hours or refused by the department. */
import type { Knex } from 'knex';
import type { BodyOf, QueryOf } from '@qashyq/shared-types';
import { isSqlite } from '../../../db/connect.js';
import type { OutsideCertificateRow } from '../../../db/tables.js';
import { inTransaction } from '../../../db/transaction.js';
import { readFile, storeFile } from '../../../documents/stored-files.js';
import { insertNotices, noFacts } from '../../../effects/notices.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { localDate } from '../../../calendar/local-time.js';
import { creditHours } from '../hours/ledger.js';
import { outsideFileType } from './outside-file.js';

/** Waiting certificates of one person: more is a mistake. */
const waitingAtMost = 20;

/** @throws AppError `outsideFileRefused`, `outsideAlreadyBrought`, `outsideTooMany`, `invalidInput` for days to come */
export async function addOutside(
  db: Knex,
  person: CurrentPerson,
  { title, issuer, hours, fromOn, toOn, fileName }: QueryOf<'addOutsideCertificate'>,
  file: Buffer,
  now: number,
): Promise<number> {
  const type = outsideFileType(file);
  if (type === null) throw new AppError('outsideFileRefused');
  if (toOn > localDate(now))
    throw new AppError('invalidInput', { details: [{ field: 'query.toOn', message: 'not after today' }] });
  return inTransaction(db, async (trx) => {
    const sha256 = await storeFile(trx, file, now);
    const own = await trx('outside_certificates').where({ person_id: person.id }).whereNot({ state: 'refused' });
    if (own.some((row) => row.sha256 === sha256)) throw new AppError('outsideAlreadyBrought');
    if (own.filter((row) => row.state === 'submitted').length >= waitingAtMost) throw new AppError('outsideTooMany');
    const [id] = await trx('outside_certificates').insert({
      person_id: person.id,
      title,
      issuer,
      hours,
      from_on: fromOn,
      to_on: toOn,
      file_name: fileName,
      file_type: type,
      sha256,
      state: 'submitted',
      credited_hours: null,
      decision_reason: '',
      decided_by: null,
      decided_at: null,
      created_at: now,
    });
    return id!;
  });
}

/** @throws AppError `notFound` */
export async function getOutside(db: Knex, outsideId: number): Promise<OutsideCertificateRow> {
  const row = await db('outside_certificates').where({ id: outsideId }).first();
  if (row === undefined) throw new AppError('notFound');
  return row;
}

/** The file, under a name whose ending tells what it is. */
export async function outsideFile(
  db: Knex,
  row: OutsideCertificateRow,
): Promise<{ fileName: string; content: Buffer }> {
  const stem = row.file_name.replace(/\.[^.]*$/, '').replace(/[\p{Cc}<>:"/\\|?*]/gu, '-') || 'certificate';
  return { fileName: `${stem}.${row.file_type}`, content: await readFile(db, row.sha256) };
}

/**
 * Confirms with the hours that are credited, or refuses with a reason; the person is told.
 * @throws AppError `notMyOwnDocument`, `actionNotPossible` when it was decided already
 */
export async function decideOutside(
  db: Knex,
  by: CurrentPerson,
  outsideId: number,
  body: BodyOf<'decideOutsideCertificate'>,
  now: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const query = trx('outside_certificates').where({ id: outsideId }).first();
    const row: OutsideCertificateRow | undefined = await (isSqlite(trx) ? query : query.forUpdate());
    if (row === undefined) throw new AppError('notFound');
    if (row.person_id === by.id) throw new AppError('notMyOwnDocument');
    if (row.state !== 'submitted') throw new AppError('actionNotPossible');
    const creditedHours = body.decision === 'confirm' ? body.hours : null;
    await trx('outside_certificates')
      .where({ id: outsideId })
      .update({
        state: body.decision === 'confirm' ? 'confirmed' : 'refused',
        credited_hours: creditedHours,
        decision_reason: body.reason,
        decided_by: by.id,
        decided_at: now,
      });
    if (creditedHours !== null)
      await creditHours(trx, {
        key: `outside:${outsideId}`,
        kind: 'outside',
        personId: row.person_id,
        hours: creditedHours,
        earnedOn: row.to_on,
        outsideId,
        by: by.id,
        now,
      });
    await insertNotices(
      trx,
      [
        {
          personId: row.person_id,
          caseId: null,
          kind: body.decision === 'confirm' ? 'outsideCertificateConfirmed' : 'outsideCertificateRefused',
          facts: { ...noFacts, byPersonId: by.id, outsideId },
        },
      ],
      now,
    );
  });
}
