import { draw, moveFocus, region, whilePending } from './dom.js';
import type { House } from './screen.js';
import { emptyReturn, missingOf, type ReturnDraft } from './view-models/return-draft.js';

const drafts = new Map<number, ReturnDraft>();

/** The return of this case that is being written; it outlives leaving the case and coming back. */
export function keptReturn(caseId: number): ReturnDraft {
  const kept = drafts.get(caseId) ?? emptyReturn();
  drafts.set(caseId, kept);
  return kept;
}

/**
 * The panel beside the content: the reason, and a remark for each marked line. Sending without a reason or without saying what it is about
 * tells what is missing. Lines are marked in the content; the function that comes back draws the marked ones anew.
 */
export async function drawReturnPanel(
  host: HTMLElement,
  draft: ReturnDraft,
  lineOf: (lineKey: string) => string | null,
  { words }: House,
  { send, cancel }: { send: () => Promise<void>; cancel: () => Promise<void> },
): Promise<() => Promise<void>> {
  await draw(host, 'return_panel', { reason: draft.reason, whole: draft.whole });
  const marked = region(host, 'marked');
  const missing = region(host, 'missing');

  async function drawMarked(): Promise<void> {
    const lines = [...draft.lines].map(([key, text]) => ({
      key,
      text,
      label: lineOf(key) ?? words.t('remark_line_gone'),
    }));
    await draw(marked, 'return_marked', {
      lines,
      hasLines: lines.length > 0,
      count: words.count('lines_marked', lines.length),
    });
  }

  host.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) {
      const key = target.dataset['line'];
      if (key === undefined) draft.reason = target.value;
      else draft.lines.set(key, target.value);
    } else if (target instanceof HTMLInputElement) draft.whole = target.checked;
    missing.replaceChildren();
  });
  host.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    const lacking = missingOf(draft);
    if (lacking.length === 0) void whilePending(send);
    else
      void whilePending(async () => {
        await draw(missing, 'return_missing', { missing: lacking.map((key) => words.t(key)) });
        moveFocus(lacking[0] === 'return_missing_reason' ? region(host, 'reason') : region(host, 'whole'));
      });
  });
  region(host, 'cancel').addEventListener('click', () => void whilePending(cancel));
  await drawMarked();
  return drawMarked;
}
