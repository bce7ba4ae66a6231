import { z } from 'zod';
import {
  dateSchema,
  idParameterSchema,
  idSchema,
  instantSchema,
  namedSchema,
  orgUnitBriefSchema,
  pageQuerySchema,
  personBriefSchema,
} from './basics.js';
import { orderSchema } from './delegation.js';
import {
  caseActionSchema,
  caseKindSchema,
  caseStateSchema,
  logActionSchema,
  roleSchema,
  seatStateSchema,
  stepModeSchema,
  stepNeedsSchema,
} from './words.js';

/** A remark is tied to a line of the content, or to the whole (`lineKey: null`). */
export const remarkSchema = z.object({
  lineKey: z.string().max(64).nullable(),
  text: z.string().trim().min(1).max(2000),
});
export type Remark = z.infer<typeof remarkSchema>;

/** Answers one remark of an agreement: the decision by its number in the log, the remark by its place among the decision's, from 0. */
export const remarkAnswerSchema = z.object({
  decisionSeq: z.int().min(1),
  remarkIndex: z.int().min(0),
  text: z.string().trim().min(1).max(2000),
});
export type RemarkAnswer = z.infer<typeof remarkAnswerSchema>;

/** The body of every action. `version` is the case version the person saw: an older one is refused with who was faster. */
export const takeActionSchema = z.object({
  action: caseActionSchema,
  version: z.int().min(0),
  comment: z.string().trim().max(2000).default(''),
  remarks: z.array(remarkSchema).max(500).default([]),
  /** For `answerRemarks` only. */
  answers: z.array(remarkAnswerSchema).max(500).optional(),
});
export type TakeAction = z.infer<typeof takeActionSchema>;
export type TakeActionInput = z.input<typeof takeActionSchema>;

export const caseSummarySchema = z.object({
  id: idSchema,
  kind: caseKindSchema,
  title: namedSchema,
  state: caseStateSchema,
  orgUnit: orgUnitBriefSchema,
  author: personBriefSchema,
  /** The newest frozen edition; 0 before the first submission. */
  editionNo: z.int().min(0),
  updatedAt: instantSchema,
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const dueSchema = z.object({
  dueOn: dateSchema,
  /** Working days left, 0 on the last day, negative when overdue. */
  workingDaysLeft: z.int(),
});
export type Due = z.infer<typeof dueSchema>;

/** `overdue`: of what waits for me, that whose deadline has passed. */
export const inboxTabs = ['waiting', 'overdue', 'mine', 'decided'] as const;
export const inboxQuerySchema = pageQuerySchema.extend({ tab: z.enum(inboxTabs).default('waiting') });
/** `seat` tells why it waits for me; null on the other tabs. */
export const inboxItemSchema = caseSummarySchema.extend({
  seat: z
    .object({
      role: roleSchema,
      orgUnit: orgUnitBriefSchema,
      /** In whose place I would decide; null: in my own. */
      actingFor: personBriefSchema.nullable(),
      openedAt: instantSchema,
      due: dueSchema,
    })
    .nullable(),
});
export type InboxItem = z.infer<typeof inboxItemSchema>;

export const seatViewSchema = z.object({
  id: idSchema,
  stepNo: z.int().min(1),
  stepKey: z.string(),
  role: roleSchema,
  mode: stepModeSchema,
  needs: stepNeedsSchema,
  decision: z.enum(['agree', 'approve']),
  orgUnit: orgUnitBriefSchema,
  /** Who may decide here now. */
  holders: z.array(personBriefSchema),
  /** Who may decide here now in a holder's place. */
  delegates: z.array(z.object({ person: personBriefSchema, actsFor: personBriefSchema })),
  state: seatStateSchema,
  openedAt: instantSchema.nullable(),
  due: dueSchema.nullable(),
  closedAt: instantSchema.nullable(),
  /** For `skipped`: the edition whose visa still stands; null where another seat of an any-of step decided. */
  agreedInEdition: z.int().nullable(),
});
export type SeatView = z.infer<typeof seatViewSchema>;

/** A remark with the answer its document's preparers gave, if they did. */
export const remarkViewSchema = remarkSchema.extend({
  answer: z.object({ text: z.string(), person: personBriefSchema, answeredAt: instantSchema }).nullable(),
});
export type RemarkView = z.infer<typeof remarkViewSchema>;

export const decisionViewSchema = z.object({
  seq: z.int().min(1),
  action: logActionSchema,
  editionNo: z.int().min(0),
  /** SHA-256 of the frozen edition that was seen, hex. */
  editionHash: z.string(),
  /** null: the service itself (publication). */
  person: personBriefSchema.nullable(),
  /** In whose place the person decided, and by what right. */
  actingFor: z.object({ person: personBriefSchema, ground: z.string(), order: orderSchema.optional() }).nullable(),
  role: roleSchema.nullable(),
  orgUnit: orgUnitBriefSchema.nullable(),
  seatId: idSchema.nullable(),
  comment: z.string(),
  remarks: z.array(remarkViewSchema),
  decidedAt: instantSchema,
  /** Hash of this log entry, hex; it covers the hash of the one before. */
  hash: z.string(),
});
export type DecisionView = z.infer<typeof decisionViewSchema>;

export const caseViewSchema = caseSummarySchema.extend({
  version: z.int().min(0),
  /** The buttons of the screen: exactly what the rule would accept from this person now. */
  allowedActions: z.array(caseActionSchema),
  /** Why `submit` or `approve` is not there although the person could otherwise do it: reason codes with texts in the reader's language. */
  obstacles: z.array(z.object({ code: z.string(), message: z.string() })),
  /** What its preparer should know before submitting, though it stands in nobody's way. */
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  /** A seat of this case is mine to hand over. */
  canDelegate: z.boolean(),
  seats: z.array(seatViewSchema),
  decisions: z.array(decisionViewSchema),
  /** Remarks of this edition that still wait for an answer; approval waits for them. */
  openRemarks: z.array(remarkAnswerSchema.omit({ text: true }).extend({ remark: remarkSchema, by: personBriefSchema })),
  editions: z.array(z.object({ editionNo: z.int().min(1), hash: z.string(), frozenAt: instantSchema })),
  /** The newest edition this person has decided on; changes are shown against it. */
  lastSeenEdition: z.int().nullable(),
  /** Set when an edition is in force. */
  approvedEdition: z.int().nullable(),
  publishedEdition: z.int().nullable(),
  /** What is approved goes to the calendar of Moodle; a kind without publication stays `approved`. */
  publishes: z.boolean(),
});
export type CaseView = z.infer<typeof caseViewSchema>;

/** Of every address that is about one case. */
export const caseParamsSchema = z.object({ caseId: idParameterSchema });
