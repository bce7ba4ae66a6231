/** A decision that needs words, while it is being written: it is kept while the person looks around, and when somebody else was faster. */
import type { CaseAction, CaseView, Remark, RemarkAnswer } from '@qashyq/shared-types';
import type { TextKey } from '../text-keys.js';

/** Actions that are written in the panel; the others are confirmed in one click. */
export const writtenActions = [
  'return',
  'agreeWithRemarks',
  'reject',
  'answerRemarks',
  'askWithdrawal',
  'declineWithdrawal',
  'resume',
] as const satisfies readonly CaseAction[];
export type WrittenAction = (typeof writtenActions)[number];

export function isWritten(action: CaseAction): action is WrittenAction {
  return writtenActions.some((written) => written === action);
}

/** What the panel of an action asks for, and in which words. */
export interface PanelForm {
  title: TextKey;
  how: TextKey;
  send: TextKey;
  /** Label of the one text that concerns everything; null where each question has its own. */
  text: TextKey | null;
  missing: TextKey;
  /** Lines of the content may be marked, each with its own remark. */
  marksLines: boolean;
}

export const panelForms: Record<WrittenAction, PanelForm> = {
  return: {
    title: 'return_title',
    how: 'return_how',
    send: 'return_send',
    text: 'return_reason',
    missing: 'return_missing_reason',
    marksLines: true,
  },
  agreeWithRemarks: {
    title: 'remarks_title',
    how: 'remarks_how',
    send: 'remarks_send',
    text: 'remarks_text',
    missing: 'remarks_missing_text',
    marksLines: true,
  },
  reject: {
    title: 'action_reject',
    how: 'reject_how',
    send: 'action_reject',
    text: 'return_reason',
    missing: 'reason_missing',
    marksLines: false,
  },
  answerRemarks: {
    title: 'answers_title',
    how: 'answers_how',
    send: 'answers_send',
    text: null,
    missing: 'answers_missing',
    marksLines: false,
  },
  askWithdrawal: {
    title: 'action_askwithdrawal',
    how: 'askwithdrawal_how',
    send: 'action_askwithdrawal',
    text: 'return_reason',
    missing: 'reason_missing',
    marksLines: false,
  },
  declineWithdrawal: {
    title: 'action_declinewithdrawal',
    how: 'declinewithdrawal_how',
    send: 'action_declinewithdrawal',
    text: 'return_reason',
    missing: 'reason_missing',
    marksLines: false,
  },
  resume: {
    title: 'action_resume',
    how: 'resume_how',
    send: 'action_resume',
    text: 'return_reason',
    missing: 'reason_missing',
    marksLines: false,
  },
};

export interface DecisionDraft {
  reason: string;
  /** The remark concerns the whole, not single lines. */
  whole: boolean;
  /** Marked lines by key, each with its own remark; an empty one says the reason. */
  lines: Map<string, string>;
  /** Answers by `questionKey`. */
  answers: Map<string, string>;
}

export function emptyDraft(): DecisionDraft {
  return { reason: '', whole: false, lines: new Map(), answers: new Map() };
}

/** Everything typed, line by line. */
export function typedIn(draft: DecisionDraft): string[] {
  return [draft.reason, ...draft.lines.values(), ...draft.answers.values()].filter((text) => text.trim() !== '');
}

export function isEmptyDraft(draft: DecisionDraft): boolean {
  return typedIn(draft).length === 0 && !draft.whole && draft.lines.size === 0;
}

export const questionKey = (open: Pick<RemarkAnswer, 'decisionSeq' | 'remarkIndex'>): string =>
  `${open.decisionSeq}-${open.remarkIndex}`;

/** What is missing before it can be sent: a remark is reasoned and says what it is about, a question has an answer. */
export function missingOf(action: WrittenAction, draft: DecisionDraft): TextKey[] {
  const { text, missing, marksLines } = panelForms[action];
  const lacking: TextKey[] = [];
  if (text === null ? ![...draft.answers.values()].some((answer) => answer.trim() !== '') : draft.reason.trim() === '')
    lacking.push(missing);
  if (marksLines && !draft.whole && draft.lines.size === 0) lacking.push('return_missing_lines');
  return lacking;
}

/** The words of the decision, as the companion takes them. */
export function saidIn(
  action: WrittenAction,
  draft: DecisionDraft,
  openRemarks: CaseView['openRemarks'],
): { comment: string; remarks: Remark[]; answers?: RemarkAnswer[] } {
  const { text, marksLines } = panelForms[action];
  const reason = text === null ? '' : draft.reason.trim();
  const remarks = marksLines ? remarksIn(draft) : [];
  // A remark to be answered is said once, not also as the reason of the agreement.
  const isSaid = action === 'agreeWithRemarks' && remarks.some((remark) => remark.text === reason);
  return {
    comment: isSaid ? '' : reason,
    remarks,
    ...(text === null ? { answers: answersIn(draft, openRemarks) } : {}),
  };
}

function remarksIn(draft: DecisionDraft): Remark[] {
  const reason = draft.reason.trim();
  const tied = [...draft.lines].map(([lineKey, text]) => ({
    lineKey,
    text: text.trim() === '' ? reason : text.trim(),
  }));
  return draft.whole ? [{ lineKey: null, text: reason }, ...tied] : tied;
}

/** Questions left empty are answered another time. */
function answersIn(draft: DecisionDraft, openRemarks: CaseView['openRemarks']): RemarkAnswer[] {
  return openRemarks.flatMap((open) => {
    const text = draft.answers.get(questionKey(open))?.trim() ?? '';
    return text === '' ? [] : [{ decisionSeq: open.decisionSeq, remarkIndex: open.remarkIndex, text }];
  });
}
