import type { Knex } from 'knex';
import type { AcademicTerm } from '@qashyq/shared-types';
import { enqueue } from '../../effects/outbox.js';
import { approvalEffect } from '../../workflow/approval-effects.js';

/**
 * Queues the published schedules of some terms once more: the days on which they are taught have changed. `cause` names the change;
 * a publication that is running is not disturbed, this one follows it.
 */
export async function publishTermsAgain(
  trx: Knex,
  terms: readonly Pick<AcademicTerm, 'academicYear' | 'term'>[],
  cause: string,
  now: number,
): Promise<void> {
  for (const { academicYear, term } of terms) {
    const published = await trx('cases')
      .whereIn('id', trx('schedules').select('case_id').where({ academic_year: academicYear, term }))
      .whereNotNull('published_edition_no');
    for (const { id, approved_edition_no } of published) {
      const effect = approvalEffect('publish-calendar', id, approved_edition_no!);
      await enqueue(trx, { ...effect, dedupeKey: `${effect.dedupeKey}:${cause}` }, now);
    }
  }
}
