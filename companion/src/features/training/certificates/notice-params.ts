/** What the sentences of notices say of certificates. */
import type { Knex } from 'knex';
import type { Locale } from '@qashyq/shared-types';
import { contentOf } from './certificate-store.js';

interface Facts {
  certificateId?: number;
  outsideId?: number;
}

/** Placeholders of a notice about a certificate; nothing for other notices. */
export async function certificateParams(
  db: Knex,
  facts: readonly Facts[],
  locale: Locale,
): Promise<(fact: Facts) => Record<string, string | number>> {
  const ids = facts.flatMap(({ certificateId }) => certificateId ?? []);
  const outsideIds = facts.flatMap(({ outsideId }) => outsideId ?? []);
  const issued = ids.length === 0 ? [] : await db('training_certificates').whereIn('id', ids);
  const outside = outsideIds.length === 0 ? [] : await db('outside_certificates').whereIn('id', outsideIds);
  return ({ certificateId, outsideId }) => {
    const certificate = issued.find((row) => row.id === certificateId);
    if (certificate !== undefined)
      return {
        title: contentOf(certificate).title[locale],
        number: certificate.number,
        reason: certificate.revoke_reason ?? '',
      };
    const brought = outside.find((row) => row.id === outsideId);
    return brought === undefined
      ? {}
      : { title: brought.title, hours: brought.credited_hours ?? 0, reason: brought.decision_reason };
  };
}
