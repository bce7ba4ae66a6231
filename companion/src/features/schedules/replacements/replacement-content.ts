import type { ReplacementContent } from '@qashyq/shared-types';

/** What an edition of a replacement froze. */
export function replacementOf(json: string): ReplacementContent {
  return JSON.parse(json) as ReplacementContent;
}
