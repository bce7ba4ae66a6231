/** A case in words: its head, its buttons, and what happens after a decision. */
import type { CaseAction, CaseState, CaseView, Due, SeatView } from '@qashyq/shared-types';
import { agoText, dateText, almatyDate, dueText, instantText, isOverdue } from './moments.js';
import type { WrittenAction } from './decision-draft.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

export interface Badge {
  code: string;
  label: string;
}

export function stateBadge(state: CaseState, words: Words): Badge {
  return { code: coded(state), label: words.t(`state_${coded(state)}`) };
}

/** The due date that comes first among the seats now deciding. */
export function nearestDue(seats: readonly SeatView[]): Due | null {
  const dues = seats.flatMap((seat) => (seat.state === 'active' && seat.due !== null ? [seat.due] : []));
  return dues.sort((a, b) => a.dueOn.localeCompare(b.dueOn))[0] ?? null;
}

export function editionText(editionNo: number, words: Words): string {
  return editionNo === 0 ? words.t('edition_none') : words.t('edition_no', editionNo);
}

/** Which content a person sees first: authors the draft they work on, others the newest frozen edition. */
export function contentShown(view: CaseView, personId: number): 'draft' | number {
  const isWorkedOn = view.state === 'draft' || view.state === 'returned';
  if (view.editionNo === 0 || (isWorkedOn && view.author.id === personId)) return 'draft';
  return view.editionNo;
}

const positiveActions: readonly CaseAction[] = [
  'approve',
  'agree',
  'answerRemarks',
  'allowWithdrawal',
  'submit',
  'revise',
];

export interface ActionButton {
  action: CaseAction;
  label: string;
  primary: boolean;
}

/** The buttons are the allowed actions; the first positive one is the primary. */
export function actionButtons(view: CaseView, words: Words): ActionButton[] {
  const primary = positiveActions.find((action) => view.allowedActions.includes(action));
  return [...view.allowedActions]
    .sort((a, b) => Number(b === primary) - Number(a === primary))
    .map((action) => ({ action, label: words.t(`action_${coded(action)}`), primary: action === primary }));
}

/** What of its kind and unit the title of a case does not tell; the title of a schedule tells both. */
export function beyondTitle({ kind, title, orgUnit }: Pick<CaseView, 'kind' | 'title' | 'orgUnit'>, words: Words) {
  const said = words.name(title);
  const kindText = words.t(`kind_${coded(kind)}`);
  return [...(kind.endsWith('Schedule') ? [] : [kindText]), words.name(orgUnit.name)].filter(
    (part) => !said.includes(part),
  );
}

export function caseHead(view: CaseView, words: Words, now: number) {
  const due = nearestDue(view.seats);
  const frozen = view.editions.find((edition) => edition.editionNo === view.editionNo);
  return {
    title: words.name(view.title),
    state: stateBadge(view.state, words),
    about: [
      ...beyondTitle(view, words),
      words.t('authored_by', words.name(view.author.name)),
      frozen === undefined
        ? editionText(view.editionNo, words)
        : words.t('edition_of', { edition: view.editionNo, date: instantText(frozen.frozenAt) }),
    ].join(' · '),
    due: due === null ? null : { text: dueText(due, words), overdue: isOverdue(due) },
    updated: words.t('updated_at', { at: instantText(view.updatedAt), ago: agoText(view.updatedAt, now, words) }),
  };
}

/** Somebody is still to decide on the newest edition. */
export function isUnderWay(view: CaseView): boolean {
  return view.state === 'inAgreement' || view.state === 'inApproval';
}

/** A withdrawal that waits for the head of the department: who asks, and why. */
export function withdrawalRequest(view: CaseView, words: Words): { title: string; reason: string } | null {
  const last = view.decisions
    .filter(({ action }) => action === 'askWithdrawal' || action === 'declineWithdrawal')
    .at(-1);
  if (!isUnderWay(view) || last?.action !== 'askWithdrawal' || last.editionNo !== view.editionNo) return null;
  const name = last.person === null ? '' : words.name(last.person.name);
  return { title: words.t('withdrawal_request', { name, at: instantText(last.decidedAt) }), reason: last.comment };
}

/** The question before a decision that cannot be undone: what exactly it is about. */
export function confirmQuestion(view: CaseView, action: Exclude<CaseAction, WrittenAction>, words: Words): string {
  const frozen = view.editions.find((edition) => edition.editionNo === view.editionNo);
  return words.t(`confirm_${coded(action)}`, {
    title: words.name(view.title),
    edition: action === 'submit' ? view.editionNo + 1 : view.editionNo,
    date: frozen === undefined ? '' : dateText(almatyDate(frozen.frozenAt)),
  });
}

/** After a decision: what was done, and what happens next and with whom. */
export function outcome(view: CaseView, action: CaseAction, words: Words): { done: string; next: string } {
  return { done: words.t(`done_${coded(action)}`, words.name(view.title)), next: nextText(view, words) };
}

function nextText(view: CaseView, words: Words): string {
  switch (view.state) {
    case 'inAgreement':
    case 'inApproval': {
      const deciding = view.seats.filter((seat) => seat.state === 'active');
      const due = nearestDue(view.seats);
      const who = deciding
        .map((seat) => {
          const names = seat.holders.map((holder) => words.name(holder.name)).join(', ');
          const role = words.t(`role_${coded(seat.role)}`);
          return names === '' ? role : `${role} (${names})`;
        })
        .join('; ');
      return words.t('next_decides', { who, due: due === null ? '' : dateText(due.dueOn) });
    }
    case 'returned':
      return words.t('next_returned', words.name(view.author.name));
    case 'withdrawn':
      return words.t('next_withdrawn');
    case 'rejected':
      return words.t('next_rejected', words.name(view.author.name));
    case 'approved':
      return words.t(view.publishes ? 'next_approved' : 'next_inforce');
    case 'published':
      return words.t('next_published');
    case 'draft':
      return words.t('next_draft');
  }
}

/** "Changes since the edition you saw", only where there is something between. */
export function changesHref(view: CaseView): string | null {
  if (view.editionNo < 2) return null;
  const seen = view.lastSeenEdition;
  if (seen !== null && seen >= view.editionNo) return null;
  return placeHash(`/cases/${view.id}/changes`, { from: seen ?? view.editionNo - 1, to: view.editionNo });
}
