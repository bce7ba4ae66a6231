import type { Knex } from 'knex';
import type { ExamLimits, ExamLimitsEffect } from '@qashyq/shared-types';
import { countOpenClashes } from './dated-content.js';
import { getDatedHeader, listDatedLines } from './dated-store.js';

/** What other limits do to the drafts of their kind that are being prepared. Each draft is checked twice; a term has some tens of them. */
export async function effectOnDrafts(db: Knex, before: ExamLimits, after: ExamLimits): Promise<ExamLimitsEffect> {
  const effect: ExamLimitsEffect = { drafts: 0, moreClashes: 0, fewerClashes: 0 };
  const drafts = await db('cases')
    .where({ kind: after.kind })
    .whereIn('state', ['draft', 'returned'])
    .pluck<number[]>('id');
  for (const caseId of drafts) {
    const content = { header: await getDatedHeader(db, caseId), lines: await listDatedLines(db, caseId) };
    const [then, now] = await countOpenClashes(db, after.kind, content, caseId, [before, after]);
    effect.drafts += 1;
    if (now! > then!) effect.moreClashes += 1;
    if (now! < then!) effect.fewerClashes += 1;
  }
  return effect;
}
