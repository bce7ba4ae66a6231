import { enqueue, requeue } from '../../effects/outbox.js';
import { presentEffects } from '../../effects/effect-list.js';
import { AppError } from '../../errors.js';
import type { EndpointRouter } from '../../http/endpoint-router.js';
import type { CurrentPerson } from '../../identity/current-person.js';
import { canRetryEffects } from '../../identity/policies.js';
import type { CaseEngine } from '../../workflow/case-feature.js';
import { createCaseStore } from '../../workflow/case-store.js';
import { publishEffect } from '../../workflow/take-action.js';
import { contentOf, scheduleFeature } from './schedule-feature.js';
import { listSchedules, scheduleOptions } from './schedule-list.js';
import { getHeader, listLines } from './schedule-store.js';
import { presentChanges, presentSchedule } from './schedule-view.js';

export function scheduleRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, now, catalogue, wakeWorker } = engine;
  const store = createCaseStore(db, now);

  async function readable(person: CurrentPerson, caseId: number) {
    const caseRow = await store.getCase(caseId);
    if (!scheduleFeature.mayRead(person, caseRow)) throw new AppError('notFound');
    return caseRow;
  }

  async function edition(caseId: number, editionNo: number) {
    return { editionNo, content: contentOf((await store.getEdition(caseId, editionNo)).content_json) };
  }

  on('schedules', ({ person, query }) => listSchedules(db, person, query));
  on('scheduleOptions', ({ person }) => scheduleOptions(db, person));

  on('scheduleDraft', async ({ person, params: { caseId } }) => {
    await readable(person, caseId);
    return presentSchedule(db, caseId, null, {
      header: await getHeader(db, caseId),
      lines: await listLines(db, caseId),
    });
  });

  on('scheduleEdition', async ({ person, params: { caseId, editionNo } }) => {
    await readable(person, caseId);
    const { content } = await edition(caseId, editionNo);
    return presentSchedule(db, caseId, editionNo, content);
  });

  on('scheduleChanges', async ({ person, params: { caseId }, query }) => {
    await readable(person, caseId);
    return presentChanges(db, caseId, await edition(caseId, query.from), await edition(caseId, query.to));
  });

  on('republish', async ({ person, params: { caseId }, locale }) => {
    const caseRow = await readable(person, caseId);
    if (!canRetryEffects(person)) throw new AppError('notAllowed');
    if (caseRow.approved_edition_no === null) throw new AppError('nothingToPublish');
    const effect = publishEffect(caseId, caseRow.approved_edition_no);
    await enqueue(db, effect, now());
    const row = (await db('effects').where({ dedupe_key: effect.dedupeKey }).first())!;
    await requeue(db, row.id, now());
    wakeWorker();
    const [view] = await presentEffects(db, catalogue, await db('effects').where({ id: row.id }), locale);
    return view!;
  });
}
