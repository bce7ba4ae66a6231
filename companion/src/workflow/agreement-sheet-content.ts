/** What an agreement sheet is made of: what is read for it, and what stands on it. In no language yet. */
import type { Named, Order, Role, StepNeeds } from '@qashyq/shared-types';
import type { ChainedEntry } from './decision-log.js';
import type { SheetAnnex } from './sheet-annex.js';

/** Decisions that stand in a row of the sheet. */
export type DecisionAction = 'agree' | 'agreeWithRemarks' | 'approve' | 'return' | 'reject';
/** How an author takes an edition back. */
export type WithdrawalAction = 'withdraw' | 'allowWithdrawal';

export interface SheetSeat {
  id: number;
  editionNo: number;
  stepKey: string;
  needs: StepNeeds;
  role: Role;
  orgUnitId: number;
  state: 'waiting' | 'active' | 'done' | 'skipped' | 'expired';
  /** Epoch milliseconds. */
  openedAt: number | null;
  dueAt: number | null;
  /** Hash of the part of the content that concerns the unit. */
  fingerprint: string;
  /** For `skipped`: the edition whose visa stands; null where another seat of an any-of step decided. */
  agreedInEdition: number | null;
}

export interface SheetFacts {
  title: Named;
  university: Named;
  developer: Developer;
  /** The edition the sheet is of. */
  editionNo: number;
  /** SHA-256 of the edition's content as it is stored now, hex. */
  contentHash: string;
  /** Seats of this edition in the order of the route, and of the earlier ones whose visas it carries. */
  seats: readonly SheetSeat[];
  log: readonly ChainedEntry[];
  /** The head of the log that is kept with the case. */
  logHead: { length: number; hash: string };
  person: (id: number) => Named;
  /** null: the university itself, which the sheet names at its head. */
  unit: (id: number) => Named | null;
  /** A line of an edition in words; undefined where the edition has no such line. */
  line: (editionNo: number, lineKey: string) => Named | undefined;
  /** What the kind adds of its own. */
  annex: SheetAnnex | null;
  /** Epoch milliseconds. */
  printedAt: number;
}

export interface Developer {
  person: Named;
  /** null where the person holds no post any more. */
  post: SheetPost | null;
}

export interface SheetPost {
  role: Role;
  unit: Named | null;
}

/** The electronic mark in place of a signature: an entry of the log. */
export interface SheetMark {
  seq: number;
  hash: string;
  at: number;
  /** false: the log cannot be relied on from here. */
  sound: boolean;
}

export interface SheetRemark {
  /** The line it is tied to; null for the whole, or where the line is not known. */
  line: Named | null;
  text: string;
  /** What the preparers answered; null where nobody did. */
  answer: { text: string; by: Named | null; at: number } | null;
}

/** How an edition's agreement can end without approval. */
export type SheetClosing = 'returned' | 'rejected' | 'withdrawn';

export type SheetOutcome =
  | { kind: DecisionAction; mark: SheetMark }
  /**
   * Given on an earlier edition. The part that concerns the unit has not changed since; or it has, but not in what the unit agrees, and the
   * head of the department let the route resume: `resumedAt` is the number of that entry.
   */
  | { kind: 'carriedOver'; editionNo: number; mark: SheetMark; resumedAt: number | null }
  | { kind: 'awaited'; until: number; overdue: boolean }
  | { kind: 'notYetAsked' }
  /** The edition was returned, rejected or withdrawn before this seat decided. */
  | { kind: 'closed'; by: SheetClosing }
  /** One decision is enough at this step, and another seat gave it. */
  | { kind: 'notNeeded' }
  /** The seat calls itself decided, but the log has no decision. */
  | { kind: 'notInLog' };

export interface SheetActing {
  person: Named;
  ground: string;
  /** Set where an order names the deputy: it is the ground then. */
  order?: Order;
}

export interface SheetRow extends SheetPost {
  no: number;
  /** Who decided; null while nobody did. */
  person: Named | null;
  /** In whose place, and by what right. */
  actingFor: SheetActing | null;
  receivedAt: number | null;
  outcome: SheetOutcome;
  remarks: SheetRemark[];
}

export interface SheetResumption {
  person: Named | null;
  actingFor: SheetActing | null;
  reason: string;
  mark: SheetMark;
}

export interface EarlierEdition {
  editionNo: number;
  hash: string;
  submittedAt: number;
  /** The decision that ended its agreement. */
  last: {
    kind: DecisionAction | WithdrawalAction;
    person: Named | null;
    actingFor: SheetActing | null;
    remarks: SheetRemark[];
    mark: SheetMark;
    /** null: a preparer, who speaks without a seat. */
    role: Role | null;
    unit: Named | null;
  } | null;
}

export interface SheetWithdrawal {
  kind: 'withdrawn';
  at: number;
  /** Who allowed it, where somebody had decided already; null where the preparers took it back themselves. */
  allowedBy: { person: Named | null; actingFor: SheetActing | null; role: Role | null; mark: SheetMark } | null;
}

export type SheetResult =
  | { kind: 'unproven' }
  | { kind: 'inProgress'; given: number; asked: number }
  | { kind: Exclude<SheetClosing, 'withdrawn'>; at: number }
  | SheetWithdrawal
  | { kind: 'agreed' | 'approved'; at: number; publishedAt: number | null };

/** Why the sheet proves nothing. */
export type SheetFault = { kind: 'logBroken'; seq: number } | { kind: 'contentChanged' };

export interface SheetContent {
  title: Named;
  university: Named;
  developer: Developer;
  /** Hash and date as the log recorded them; null when it records no submission of this edition. */
  edition: { no: number; frozen: { hash: string; at: number; by: Named | null } | null };
  rows: SheetRow[];
  /** Why this edition need not be agreed again by all: told by the head of the department. */
  resumptions: SheetResumption[];
  earlier: EarlierEdition[];
  annex: SheetAnnex | null;
  result: SheetResult;
  fault: SheetFault | null;
  logLength: number;
  logHash: string;
  printedAt: number;
}
