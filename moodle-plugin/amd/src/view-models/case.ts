/** A case in words: its head, its route, its history, and what happens after a decision. */
import type { CaseAction, CaseState, CaseView, DecisionView, Due, PersonBrief, SeatView } from '@qashyq/shared-types';
import { agoText, dateText, almatyDate, dueText, instantText, isOverdue } from './moments.js';
import type { WrittenAction } from './decision-draft.js';
import { groundText } from './delegations.js';
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

export interface HistoryEntry {
  seq: number;
  what: string;
  code: string;
  who: string;
  at: string;
  edition: string | null;
  comment: string;
  remarks: { line: string; text: string; answer: { who: string; text: string } | null; awaits: boolean }[];
  hash: string;
  editionHash: string;
}

/** What a remark is tied to; `lineOf` names a line by its key, where the content is at hand. */
type LineOf = (lineKey: string) => string | null;

function remarksOf(view: CaseView, decision: DecisionView, lineOf: LineOf, words: Words): HistoryEntry['remarks'] {
  const open = view.openRemarks.filter(({ decisionSeq }) => decisionSeq === decision.seq);
  return decision.remarks.map((remark, at) => ({
    line: remark.lineKey === null ? words.t('remark_whole') : (lineOf(remark.lineKey) ?? words.t('remark_line_gone')),
    text: remark.text,
    answer:
      remark.answer === null
        ? null
        : {
            who: words.t('decided_by', {
              name: words.name(remark.answer.person.name),
              at: instantText(remark.answer.answeredAt),
            }),
            text: remark.answer.text,
          },
    awaits: isUnderWay(view) && open.some(({ remarkIndex }) => remarkIndex === at),
  }));
}

function deciderText(decision: DecisionView, words: Words): string {
  if (decision.person === null) return words.t('the_service');
  const name = personText(decision, decision.person, words);
  if (decision.role === null) return name;
  const role = words.t(`role_${coded(decision.role)}`);
  return words.t('who_as', {
    name,
    role: decision.orgUnit === null ? role : words.t('role_of_unit', { role, unit: words.name(decision.orgUnit.name) }),
  });
}

/** Whoever decided, and in whose place. */
function personText({ actingFor }: DecisionView, person: PersonBrief, words: Words): string {
  const name = words.name(person.name);
  if (actingFor === null) return name;
  return words.t('acting_for', {
    name,
    holder: words.name(actingFor.person.name),
    ground: groundText(actingFor, words),
  });
}

/** The decision log, newest first. */
export function historyOf(view: CaseView, lineOf: LineOf, words: Words): HistoryEntry[] {
  return view.decisions
    .map((decision) => ({
      seq: decision.seq,
      what: words.t(`logaction_${coded(decision.action)}`),
      code: decision.action,
      who: deciderText(decision, words),
      at: instantText(decision.decidedAt),
      edition: decision.editionNo === 0 ? null : words.t('edition_no', decision.editionNo),
      comment: decision.comment,
      remarks: remarksOf(view, decision, lineOf, words),
      hash: decision.hash,
      editionHash: decision.editionHash,
    }))
    .sort((a, b) => b.seq - a.seq);
}

export interface RouteStep {
  no: number;
  title: string;
  note: string;
  current: boolean;
  /** All its seats have agreed, their earlier visas stand, or one of them decided where any one is enough. */
  done: boolean;
  seats: {
    unit: string;
    holders: string;
    /** Who may decide in a holder's place. */
    delegates: string | null;
    nobody: boolean;
    mine: boolean;
    /** I sit there in my own right, and not in somebody's place. */
    own: boolean;
    state: Badge;
    when: string;
    overdue: boolean;
    comment: string;
    remarks: HistoryEntry['remarks'];
    hasMore: boolean;
    /** What the author must now correct is not folded away. */
    unfolded: boolean;
  }[];
}

/** The route as steps, each with its seats: who decides, how it stands, until when or decided when. */
export function routeOf(view: CaseView, personId: number, lineOf: LineOf, words: Words): RouteStep[] {
  const steps = new Map<number, SeatView[]>();
  for (const seat of view.seats) steps.set(seat.stepNo, [...(steps.get(seat.stepNo) ?? []), seat]);
  return [...steps.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([no, seats]) => {
      const first = seats[0];
      if (first === undefined) return [];
      return [
        {
          no,
          title: words.t(`role_${coded(first.role)}`),
          note: words.t(first.needs === 'any' ? `step_${first.decision}_any` : `step_${first.decision}_${first.mode}`),
          current: seats.some((seat) => seat.state === 'active'),
          done: seats.every((seat) => (seat.state === 'done' && !isRefused(view, seat)) || seat.state === 'skipped'),
          seats: seats.map((seat) => seatRow(view, seat, personId, lineOf, words)),
        },
      ];
    });
}

function decisionOf(view: CaseView, seat: SeatView): DecisionView | undefined {
  return view.decisions.filter((decision) => decision.seatId === seat.id).at(-1);
}

/** The decision at this seat ended the agreement. */
function isRefused(view: CaseView, seat: SeatView): boolean {
  const action = decisionOf(view, seat)?.action;
  return action === 'return' || action === 'reject';
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

function seatRow(
  view: CaseView,
  seat: SeatView,
  personId: number,
  lineOf: LineOf,
  words: Words,
): RouteStep['seats'][number] {
  const decision = decisionOf(view, seat);
  const refused = isRefused(view, seat);
  const own = seat.holders.some(({ id }) => id === personId);
  const isOpen = seat.state === 'waiting' || seat.state === 'active';
  const remarks = decision === undefined ? [] : remarksOf(view, decision, lineOf, words);
  return {
    unit: words.name(seat.orgUnit.name),
    // Who decided is said with the time; until then it is who may decide.
    holders:
      decision?.person && seat.state !== 'skipped'
        ? ''
        : seat.holders.map((holder) => words.name(holder.name)).join(', '),
    nobody: seat.holders.length === 0 && isOpen,
    delegates:
      isOpen && seat.delegates.length > 0
        ? words.t('seat_delegates', seat.delegates.map(({ person }) => words.name(person.name)).join(', '))
        : null,
    mine: seat.state === 'active' && (own || seat.delegates.some(({ person }) => person.id === personId)),
    own,
    state: refused
      ? { code: 'returned', label: words.t(decision?.action === 'reject' ? 'logaction_reject' : 'logaction_return') }
      : { code: `seat-${seat.state}`, label: words.t(`seatstate_${seat.state}`) },
    when: seatTime(seat, decision, words),
    overdue: seat.state === 'active' && isOverdue(seat.due),
    comment: decision?.comment ?? '',
    remarks,
    unfolded: (refused && view.state === 'returned') || remarks.some(({ awaits }) => awaits),
    hasMore: remarks.length > 0 || (decision?.comment ?? '') !== '',
  };
}

function seatTime(seat: SeatView, decision: DecisionView | undefined, words: Words): string {
  if (seat.state === 'skipped' && seat.agreedInEdition !== null) return words.t('visa_stands', seat.agreedInEdition);
  if (seat.state === 'skipped') return words.t('seat_notneeded');
  if (decision?.person)
    return words.t('decided_by', {
      name: personText(decision, decision.person, words),
      at: instantText(decision.decidedAt),
    });
  if (seat.state === 'active' && seat.due !== null) return dueText(seat.due, words);
  if (seat.closedAt !== null) return words.t('closed_at', instantText(seat.closedAt));
  return '';
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
