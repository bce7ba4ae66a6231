import type { CaseView } from '@qashyq/shared-types';
import { draw, moveFocus, region, whilePending } from './dom.js';
import type { House } from './screen.js';
import {
  emptyDraft,
  missingOf,
  panelForms,
  questionKey,
  type DecisionDraft,
  type WrittenAction,
} from './view-models/decision-draft.js';

const drafts = new Map<string, DecisionDraft>();

/** The decision on this case that is being written; it outlives leaving the case and coming back. */
export function keptDraft(caseId: number, action: WrittenAction): DecisionDraft {
  const key = `${caseId} ${action}`;
  const kept = drafts.get(key) ?? emptyDraft();
  drafts.set(key, kept);
  return kept;
}

export function forgetDraft(caseId: number, action: WrittenAction): void {
  drafts.delete(`${caseId} ${action}`);
}

/**
 * The panel beside the content: the reason or the remark, a text for each marked line, or an answer to each question. Sending tells what is
 * missing. Lines are marked in the content; the function that comes back draws the marked ones anew.
 */
export async function drawDecisionPanel(
  host: HTMLElement,
  action: WrittenAction,
  draft: DecisionDraft,
  openRemarks: CaseView['openRemarks'],
  lineOf: (lineKey: string) => string | null,
  { words }: House,
  { send, cancel }: { send: () => Promise<void>; cancel: () => Promise<void> },
): Promise<() => Promise<void>> {
  const form = panelForms[action];
  const lineText = (key: string) => lineOf(key) ?? words.t('remark_line_gone');
  await draw(host, 'decision_panel', {
    title: words.t(form.title),
    how: words.t(form.how),
    send: words.t(form.send),
    text: form.text === null ? null : { label: words.t(form.text), typed: draft.reason },
    marksLines: form.marksLines,
    whole: draft.whole,
    questions:
      form.text === null
        ? openRemarks.map((open) => ({
            key: questionKey(open),
            line: open.remark.lineKey === null ? words.t('remark_whole') : lineText(open.remark.lineKey),
            text: open.remark.text,
            by: words.name(open.by.name),
            answer: draft.answers.get(questionKey(open)) ?? '',
          }))
        : [],
  });
  const missing = region(host, 'missing');

  async function drawMarked(): Promise<void> {
    const lines = [...draft.lines].map(([key, text]) => ({ key, text, label: lineText(key) }));
    await draw(region(host, 'marked'), 'return_marked', {
      lines,
      hasLines: lines.length > 0,
      count: words.count('lines_marked', lines.length),
    });
  }

  host.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) {
      const { line, question } = target.dataset;
      if (line !== undefined) draft.lines.set(line, target.value);
      else if (question !== undefined) draft.answers.set(question, target.value);
      else draft.reason = target.value;
    } else if (target instanceof HTMLInputElement) draft.whole = target.checked;
    missing.replaceChildren();
  });
  host.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    const lacking = missingOf(action, draft);
    if (lacking.length === 0) void whilePending(send);
    else
      void whilePending(async () => {
        await draw(missing, 'return_missing', { missing: lacking.map((key) => words.t(key)) });
        moveFocus(lacking[0] === 'return_missing_lines' ? region(host, 'whole') : host.querySelector('textarea'));
      });
  });
  region(host, 'cancel').addEventListener('click', () => void whilePending(cancel));
  if (!form.marksLines) return () => Promise.resolve();
  await drawMarked();
  return drawMarked;
}
