/** A return that is being written: it is kept while the person looks around, and when somebody else was faster. */
import type { Remark } from '@qashyq/shared-types';
import type { TextKey } from '../text-keys.js';

export interface ReturnDraft {
  reason: string;
  /** The remark concerns the whole, not single lines. */
  whole: boolean;
  /** Marked lines by key, each with its own remark; an empty one says the reason. */
  lines: Map<string, string>;
}

export function emptyReturn(): ReturnDraft {
  return { reason: '', whole: false, lines: new Map() };
}

export function isEmptyReturn(draft: ReturnDraft): boolean {
  return draft.reason.trim() === '' && !draft.whole && draft.lines.size === 0;
}

/** What is missing before it can be sent: a return is reasoned and says what it is about. */
export function missingOf(draft: ReturnDraft): TextKey[] {
  const missing: TextKey[] = [];
  if (draft.reason.trim() === '') missing.push('return_missing_reason');
  if (!draft.whole && draft.lines.size === 0) missing.push('return_missing_lines');
  return missing;
}

export function remarksOfReturn(draft: ReturnDraft): Remark[] {
  const reason = draft.reason.trim();
  const tied = [...draft.lines].map(([lineKey, text]) => ({
    lineKey,
    text: text.trim() === '' ? reason : text.trim(),
  }));
  return draft.whole ? [{ lineKey: null, text: reason }, ...tied] : tied;
}
