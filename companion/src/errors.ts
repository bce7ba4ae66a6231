/**
 * Every refusal the service can answer with. `code` names the text `error_<code>` of the catalogue and is what programs look at;
 * the text is made at the door, in the reader's language. Throw these; `http/error-answer.ts` is the only place that turns them into HTTP.
 */
import type { PersonBrief } from '@qashyq/shared-types';

/** HTTP status of each code. The union of codes comes from here, so a misspelt code does not compile. */
export const errorStatuses = {
  badRequest: 400,
  notSignedIn: 401,
  launchTokenRefused: 401,
  samlRefused: 401,
  /** A message of single logout: nobody was signed out by it. */
  samlLogoutRefused: 401,
  /** The identity provider vouches for somebody whom nobody has entered here. */
  samlPersonUnknown: 403,
  /** A Moodle account whose linking value is empty, or belongs to another Moodle account here. */
  accountNotLinked: 403,
  csrfRefused: 403,
  notAllowed: 403,
  notFound: 404,
  conflict: 409,
  actionNotPossible: 409,
  caseHasObstacles: 409,
  forceHasObstacles: 409,
  /** Somebody else changed the draft since this person read it. */
  draftChanged: 409,
  importStale: 409,
  importHasFaults: 409,
  effectNotParked: 409,
  nothingToPublish: 409,
  /** The period already has a training plan. */
  planExists: 409,
  /** Somebody saved or submitted the plan meanwhile. */
  planStale: 409,
  /** A term for which there are schedules. */
  termInUse: 409,
  routeHasProblems: 422,
  routeFileUnreadable: 422,
  tooLarge: 413,
  unsupportedFile: 415,
  invalidInput: 422,
  returnNeedsRemark: 422,
  agreementNeedsRemark: 422,
  decisionNeedsReason: 422,
  answersMissing: 422,
  /** No seat, not now, or not the code that is shown: one answer for all. */
  checkInRefused: 422,
  absenceNeedsReason: 422,
  /** Nobody holds a post that signs certificates. */
  noSignatory: 409,
  outsideFileRefused: 415,
  outsideAlreadyBrought: 409,
  outsideTooMany: 409,
  /** A stored file is not what was stored. */
  fileDamaged: 500,
  /** An answer to a remark that is not there, or that somebody has answered. */
  remarkNotOpen: 409,
  remarksUnanswered: 409,
  postNotDelegable: 403,
  delegateNotColleague: 422,
  delegateIsAuthor: 422,
  /** Only posts that decide for a unit, and that the named holder holds today. */
  postNotDeputised: 422,
  deputyIsYourself: 403,
  deputyNotStaff: 422,
  delegationDatesWrong: 422,
  delegationTooLong: 422,
  delegationOverlaps: 409,
  /** Nobody gives themselves a role or ends one of their own. */
  notYourOwnRole: 403,
  roleNotInUnit: 422,
  roleDatesWrong: 422,
  roleOverlaps: 409,
  roleHasEnded: 409,
  remarkOnUnknownLine: 422,
  /** Of trainings: why nobody, or this person, can apply now. */
  trainingNotOpen: 409,
  applicationsNotYet: 409,
  applicationsClosed: 409,
  notEligible: 409,
  appliedInSeries: 409,
  queueClosed: 409,
  /** An offer that was not answered in time: the seat has gone on. */
  offerRanOut: 409,
  cancelDeadlinePassed: 409,
  /** No seat is free in the other run, and the person did not wish to wait there. */
  noSeatForSwap: 409,
  /** Fewer seats than are taken. */
  seatsTaken: 409,
  notMyOwnDocument: 403,
  tooManyRequests: 429,
  unexpected: 500,
  notReady: 503,
  /** No identity provider is configured, or the proxy in front does not say that it speaks https. */
  samlNotReady: 503,
  /** Nobody told the service which Moodle it belongs to. */
  moodleNotConnected: 503,
  moodleUnreachable: 503,
} as const;
export type ErrorCode = keyof typeof errorStatuses;

/** A value that the contract refuses; each kind of wrong has its sentence `invalid_<wrong>`. */
export interface InvalidValue {
  /** E.g. `body.title.kk`. */
  field: string;
  wrong: 'missing' | 'unknown' | `${'letters' | 'number' | 'items'}${'toosmall' | 'toobig'}`;
  /** The least or most that is taken. */
  limit?: string;
}

export interface ErrorFacts {
  /** Values for the placeholders of the text, already in words. */
  params?: Record<string, string | number>;
  details?: { field: string; message: string }[];
  invalid?: readonly InvalidValue[];
  decidedBy?: PersonBrief;
  decidedAt?: string;
  cause?: unknown;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(code, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'AppError';
    this.code = code;
    this.facts = facts;
  }

  get status(): number {
    return errorStatuses[this.code];
  }
}
