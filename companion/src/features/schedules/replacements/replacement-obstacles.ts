/** What stands in the way of a replacement now: of its submission, and once more of its approval. */
import type { Knex } from 'knex';
import type { ReplacementContent } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/working-days.js';
import type { Obstacle } from '../../../workflow/case-feature.js';
import { forceChanges, goingBack } from './force-changes.js';
import { stillHolds } from './held-lines.js';
import { replacementMistakes } from './replacement-rules.js';
import { clashesOnReturn, loadHeldTerm, referenceOf, tryReplacement } from './replacement-state.js';

export async function replacementObstacles(
  db: Knex,
  caseId: number,
  content: ReplacementContent,
  now: number,
): Promise<Obstacle[]> {
  const held = await loadHeldTerm(db, content);
  const reference = await referenceOf(db, held, caseId, now);
  const obstacles: Obstacle[] = replacementMistakes(content, reference).map((code) => ({
    code: `replacement_${code}`,
  }));
  const isChanged = content.lessons.some((lesson) => {
    const line = reference.lines.get(lesson.lineKey);
    return line !== undefined && !stillHolds(line, lesson);
  });
  if (isChanged) obstacles.push({ code: 'replacement_linechanged' });
  const present = held.replacements.filter((one) => one.caseId === caseId);
  const changes = forceChanges(present, content.lessons, localDate(now));
  if (changes.isTooLate) obstacles.push({ code: 'replacement_begun' });
  const { length: met } = clashesOnReturn(held, goingBack(changes), caseId);
  if (met > 0) obstacles.push({ code: 'replacement_placetaken', params: { count: met } });
  const { clashes } = tryReplacement(held, content.lessons, caseId);
  const open = clashes.filter(({ acceptedReason }) => acceptedReason === null);
  if (open.length > 0) obstacles.push({ code: 'replacement_clashes', params: { count: open.length } });
  return obstacles;
}
