import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { ReplacementEngine } from './replaceable-lessons.js';
import {
  checkReplacement,
  presentReplacement,
  presentReplacementForm,
  presentReplacementPartners,
  saveReplacement,
} from './replacement-editing.js';

export function replacementRoutes(on: EndpointRouter['on'], engine: ReplacementEngine): void {
  on('replacementForm', ({ person, query }) => presentReplacementForm(engine, person, query));
  on('replacementPartners', ({ person, query }) => presentReplacementPartners(engine, person, query));
  on('checkReplacement', ({ person, body }) => checkReplacement(engine, person, body));
  on('createReplacement', async ({ person, body }) => ({
    caseId: await saveReplacement(engine, person, body, null),
  }));
  on('saveReplacement', async ({ person, params: { caseId }, body: { version, ...input } }) => ({
    caseId: await saveReplacement(engine, person, input, { caseId, version }),
  }));
  on('replacementDraft', ({ person, params }) => presentReplacement(engine, person, params.caseId, null));
  on('replacementEdition', ({ person, params }) => presentReplacement(engine, person, params.caseId, params.editionNo));
}
