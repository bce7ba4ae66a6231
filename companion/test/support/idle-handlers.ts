import type { EffectHandlers } from '../../src/effects/effect-handler.js';

const notAsked = () => Promise.reject(new Error('not asked'));

/** Handlers of every kind of work that fail when they are asked: a test puts those it is about in their place. */
export const idleHandlers: EffectHandlers = {
  'publish-calendar': notAsked,
  'deliver-notice': notAsked,
  'deliver-digest': notAsked,
  'print-certificates': notAsked,
  'update-invitations': notAsked,
  'deliver-invitation': notAsked,
  'sync-enrolments': notAsked,
};
