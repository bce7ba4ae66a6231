/** Makes the files of issued certificates and tells their holders. Repeating it makes nothing twice: what has its files is left alone. */
import type { Knex } from 'knex';
import { locales } from '@qashyq/shared-types';
import { inTransaction } from '../db/transaction.js';
import { renderPdfs } from '../documents/pdf.js';
import { papersOf, saveFiles } from '../features/training/certificates/certificate-files.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { EffectHandler } from './effect-handler.js';
import { insertNotices, noFacts } from './notices.js';
import { finish } from './outbox.js';

export function printCertificates(deps: {
  db: Knex;
  catalogue: Catalogue;
  now: () => number;
}): EffectHandler<'print-certificates'> {
  const { db, catalogue, now } = deps;
  return async ({ payload, lease, stillMine }) => {
    const printed = await papersOf(db, catalogue, payload.certificateIds);
    const files = await renderPdfs(printed.flatMap(({ papers }) => papers));
    if (!(await stillMine())) return;
    await inTransaction(db, async (trx) => {
      for (const [index, { certificate }] of printed.entries()) {
        const own = files.slice(index * locales.length, (index + 1) * locales.length);
        // Another worker was faster: its files are the same, and its notice is enough.
        if (!(await saveFiles(trx, certificate.id, own, now()))) continue;
        await insertNotices(
          trx,
          [
            {
              personId: certificate.person_id,
              caseId: null,
              kind: 'certificateIssued',
              facts: { ...noFacts, certificateId: certificate.id },
            },
          ],
          now(),
        );
      }
      await finish(trx, lease, now());
    });
  };
}
