/** The route of a case in words: its steps, and who sits at each. */
import type { CaseView, DecisionView, SeatView } from '@qashyq/shared-types';
import type { Badge } from './case.js';
import { personText, remarksOf, type HistoryEntry, type LineOf } from './case-history.js';
import { dueText, instantText, isOverdue } from './moments.js';
import { coded, type Words } from './words.js';

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
