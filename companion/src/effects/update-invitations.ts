/** Finds out which calendars have to hear of a session, and queues one mail for each. Repeating it changes nothing. */
import type { Knex } from 'knex';
import { inTransaction } from '../db/transaction.js';
import { refreshInvitations } from '../features/training/invitations/invitations.js';
import type { EffectHandler } from './effect-handler.js';
import { enqueue, finish } from './outbox.js';

export function updateInvitations({ db, now }: { db: Knex; now: () => number }): EffectHandler<'update-invitations'> {
  return ({ payload, lease }) =>
    inTransaction(db, async (trx) => {
      for (const { id, sequence } of await refreshInvitations(trx, payload.trainingId, now()))
        await enqueue(
          trx,
          {
            kind: 'deliver-invitation',
            payload: { invitationId: id, sequence },
            caseId: null,
            dedupeKey: `invitation:${id}:${sequence}`,
            // Newer states of one session are mailed after older ones.
            serialKey: `invitation:${id}`,
          },
          now(),
        );
      await finish(trx, lease, now());
    });
}
