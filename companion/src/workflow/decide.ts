/**
 * The rule of every case: (case, actor, action) → what happens, or why not. Pure: no database, no clock, no language.
 * Who may do what at all stands in permission.ts.
 */
import type { CaseAction, CaseState, NoticeKind, Remark, RemarkAnswer, Role } from '@qashyq/shared-types';
import type { ActingFor, CurrentPerson } from '../identity/current-person.js';
import { isUnderWay, type Workflow } from './define-workflow.js';
import {
  departmentHead,
  headOf,
  openSeatsOf,
  seatOf,
  whyNot,
  type CaseFacts,
  type Refusal,
  type SeatFacts,
} from './permission.js';
import { visasWhenResumed } from './resumption.js';
import { seatsMadeNeedless, seatsToOpen, type PlannedSeat } from './route-stages.js';

/** What only a submission needs to know. */
export interface SubmissionFacts {
  /** Codes of what stands in the way, e.g. an open clash. */
  obstacles: readonly string[];
  plannedSeats: readonly PlannedSeat[];
}

export interface ActionFacts {
  action: CaseAction;
  comment: string;
  remarks: readonly Remark[];
  /** Set for `answerRemarks` only. */
  answers?: readonly RemarkAnswer[];
  /** Set for `submit` only. */
  submission?: SubmissionFacts;
  /** Set for `return` and `agreeWithRemarks`: lines a remark may be tied to. */
  lineKeys?: ReadonlySet<string>;
}

export type NoticeTo = { kind: NoticeKind } & (
  | { to: 'preparers' }
  /** Whoever may sit at that seat. */
  | { to: 'holders'; role: Role; orgUnitId: number }
  /** Everybody in that role, wherever, and whom an order names as deputy. */
  | { to: 'everyHolder'; role: Role }
  | { to: 'persons'; personIds: readonly number[] }
);

export interface Accepted {
  accepted: true;
  state: CaseState;
  /** The seat the actor sits at; undefined for preparers' actions. */
  seat?: SeatFacts;
  /** Set where the actor sits or speaks in another's place. */
  actingFor?: ActingFor;
  /** The role in which the actor spoke without a seat. */
  as?: Role;
  /** Freeze the draft as a new edition with these seats; the ones to open are already `active`. */
  freeze?: readonly (Omit<PlannedSeat, 'state'> & { state: 'waiting' | 'active' | 'skipped' })[];
  /** `agreedInEdition`: set where a seat is skipped because a visa of that edition stands. */
  closeSeats: readonly { id: number; state: 'done' | 'skipped' | 'expired'; agreedInEdition?: number | null }[];
  openSeats: readonly number[];
  notices: readonly NoticeTo[];
  approved: boolean;
  /** An edition that was in force is not any more. */
  outOfForce?: true;
}
export interface Refused {
  accepted: false;
  reason: Refusal;
}

/**
 * Decides one action. Silence is never consent: only this function closes a seat, and only for a person who sits there.
 */
export function decide(
  workflow: Workflow,
  facts: CaseFacts,
  actor: CurrentPerson,
  input: ActionFacts,
): Accepted | Refused {
  const refusal = whyNot(workflow, facts, actor, input.action) ?? whatIsMissing(facts, input);
  if (refusal !== undefined) return { accepted: false, reason: refusal };
  switch (input.action) {
    case 'submit':
      return submitted(facts, input.submission!);
    case 'agree':
    case 'approve':
      return visaGiven(facts, seatOf(facts, actor)!, 'stepAgreed');
    case 'agreeWithRemarks':
      return visaGiven(facts, seatOf(facts, actor)!, 'remarksToAnswer');
    case 'answerRemarks':
      return answered(facts, input.answers!);
    case 'return':
      return closed(facts, 'returned', 'caseReturned', seatOf(facts, actor)!);
    case 'reject':
      return closed(facts, 'rejected', 'caseRejected', seatOf(facts, actor)!);
    case 'withdraw':
      return withdrawn(facts);
    case 'askWithdrawal':
      return {
        ...unchanged,
        state: facts.state,
        notices: [{ kind: 'withdrawalAsked', to: 'everyHolder', role: departmentHead }],
      };
    case 'allowWithdrawal': {
      const outcome = withdrawn(facts);
      return {
        ...outcome,
        ...spokenBy(facts, actor),
        notices: [{ kind: 'caseWithdrawn', to: 'preparers' }, ...outcome.notices],
      };
    }
    case 'declineWithdrawal':
      return {
        ...unchanged,
        state: facts.state,
        ...spokenBy(facts, actor),
        notices: [{ kind: 'withdrawalDeclined', to: 'preparers' }],
      };
    case 'resume':
      return { ...resumed(facts), ...spokenBy(facts, actor) };
    case 'revise':
      return { ...unchanged, state: 'draft' };
  }
}

type Place = NonNullable<ReturnType<typeof seatOf>>;

/** The word of the department's head, or of the deputy in the head's place. */
const spokenBy = (facts: CaseFacts, actor: CurrentPerson) => ({ as: departmentHead, ...headOf(facts, actor)! });

const unchanged = { accepted: true, closeSeats: [], openSeats: [], notices: [], approved: false } as const;

function whatIsMissing(facts: CaseFacts, input: ActionFacts): Refusal | undefined {
  switch (input.action) {
    case 'submit':
      return input.submission!.obstacles.length > 0 ? 'caseHasObstacles' : undefined;
    // A reasoned, specific remark (domain §4): at least one, tied to a line or said of the whole.
    case 'return':
      return input.remarks.length === 0 ? 'returnNeedsRemark' : unknownLine(input);
    case 'agreeWithRemarks':
      return input.remarks.length === 0 ? 'agreementNeedsRemark' : unknownLine(input);
    case 'answerRemarks':
      return (input.answers ?? []).length === 0 ? 'answersMissing' : unaskedAnswer(facts, input.answers!);
    case 'reject':
    case 'askWithdrawal':
    case 'declineWithdrawal':
    case 'resume':
      return input.comment === '' ? 'decisionNeedsReason' : undefined;
    case 'agree':
    case 'approve':
    case 'withdraw':
    case 'allowWithdrawal':
    case 'revise':
      return undefined;
  }
}

function unknownLine({ remarks, lineKeys }: ActionFacts): Refusal | undefined {
  return remarks.some(({ lineKey }) => lineKey !== null && !lineKeys!.has(lineKey)) ? 'remarkOnUnknownLine' : undefined;
}

/** Each answer is to another open remark. */
function unaskedAnswer({ openRemarks }: CaseFacts, answers: readonly RemarkAnswer[]): Refusal | undefined {
  const place = (of: Omit<RemarkAnswer, 'text'>) => `${of.decisionSeq} ${of.remarkIndex}`;
  const open = new Set(openRemarks.map(place));
  return answers.every((answer) => open.delete(place(answer))) ? undefined : 'remarkNotOpen';
}

const stateOfStage = (seats: readonly { decision: 'agree' | 'approve' }[]): CaseState =>
  seats.some((seat) => seat.decision === 'approve') ? 'inApproval' : 'inAgreement';

const asksHolders = (seat: { role: Role; orgUnitId: number }): NoticeTo => ({
  kind: 'decisionAwaited',
  to: 'holders',
  role: seat.role,
  orgUnitId: seat.orgUnitId,
});

function submitted({ returned }: CaseFacts, { plannedSeats }: SubmissionFacts): Accepted {
  const opening = new Set(seatsToOpen(plannedSeats));
  return {
    ...unchanged,
    state: stateOfStage([...opening]),
    freeze: plannedSeats.map((seat) => ({ ...seat, state: opening.has(seat) ? 'active' : seat.state })),
    notices: [
      ...[...opening].map(asksHolders),
      ...(returned !== undefined && visasWhenResumed(plannedSeats, returned).length > 0
        ? [{ kind: 'resumptionPossible', to: 'everyHolder', role: departmentHead } as const]
        : []),
    ],
  };
}

/** Those whose agreement the correction does not touch are spared, and learn it if they were asked already; the next ones are asked. */
function resumed(facts: CaseFacts): Accepted {
  const carried = visasWhenResumed(facts.seats, facts.returned!);
  const closing = carried.map(({ seat, agreedInEdition }) => ({
    id: seat.id,
    state: 'skipped' as const,
    agreedInEdition,
  }));
  const after = facts.seats.map((seat) => ({ ...seat, ...closing.find(({ id }) => id === seat.id) }));
  const opening = seatsToOpen(after);
  return {
    ...unchanged,
    state: stateOfStage([...after.filter((seat) => seat.state === 'active'), ...opening]),
    closeSeats: closing,
    openSeats: opening.map(({ id }) => id),
    notices: [
      { kind: 'agreementResumed', to: 'preparers' },
      ...carried
        .filter(({ seat }) => seat.state === 'active')
        .map(
          ({ seat: { role, orgUnitId } }) => ({ kind: 'agreementResumed', to: 'holders', role, orgUnitId }) as const,
        ),
      ...opening.map(asksHolders),
    ],
  };
}

function visaGiven(facts: CaseFacts, place: Place, told: NoticeKind): Accepted {
  const { seat } = place;
  const closing = [
    { id: seat.id, state: 'done' as const },
    ...seatsMadeNeedless(facts.seats, seat).map(({ id }) => ({ id, state: 'skipped' as const })),
  ];
  const after = facts.seats.map((other) => ({ ...other, ...closing.find(({ id }) => id === other.id) }));
  const opening = seatsToOpen(after);
  const stillOpen = after.filter((other) => other.state === 'active');
  const finished = opening.length === 0 && stillOpen.length === 0;
  return {
    ...unchanged,
    state: finished ? 'approved' : stateOfStage([...stillOpen, ...opening]),
    ...place,
    closeSeats: closing,
    openSeats: opening.map((other) => other.id),
    notices: [{ kind: finished ? 'caseApproved' : told, to: 'preparers' }, ...opening.map(asksHolders)],
    approved: finished,
  };
}

/** The document stays as it is; who made the remarks learns the answer, and the approver who waited for the last one is asked again. */
function answered(facts: CaseFacts, answers: readonly RemarkAnswer[]): Accepted {
  const askedBy = facts.openRemarks
    .filter((open) =>
      answers.some((answer) => answer.decisionSeq === open.decisionSeq && answer.remarkIndex === open.remarkIndex),
    )
    .flatMap((open) => open.personId ?? []);
  const waited =
    answers.length === facts.openRemarks.length
      ? facts.seats.filter((seat) => seat.state === 'active' && seat.decision === 'approve')
      : [];
  return {
    ...unchanged,
    state: facts.state,
    notices: [{ kind: 'remarksAnswered', to: 'persons', personIds: [...new Set(askedBy)] }, ...waited.map(asksHolders)],
  };
}

/** A return or rejection closes everything that was still open. After a return the author makes a new edition and the route starts again. */
function closed(facts: CaseFacts, state: CaseState, told: NoticeKind, place: Place): Accepted {
  return {
    ...unchanged,
    state,
    ...place,
    closeSeats: openSeatsOf(facts).map(({ id }) => ({ id, state: id === place.seat.id ? 'done' : 'expired' })),
    notices: [{ kind: told, to: 'preparers' }],
  };
}

/** Whoever was about to decide learns that there is nothing to decide any more. An edition in force outlives a correction that is taken back. */
function withdrawn(facts: CaseFacts): Accepted {
  return {
    ...unchanged,
    state: 'withdrawn',
    ...(isUnderWay(facts.state) ? {} : { outOfForce: true as const }),
    closeSeats: openSeatsOf(facts).map(({ id }) => ({ id, state: 'expired' })),
    notices: facts.seats
      .filter((seat) => seat.state === 'active')
      .map(({ role, orgUnitId }) => ({ kind: 'caseWithdrawn', to: 'holders', role, orgUnitId })),
  };
}
