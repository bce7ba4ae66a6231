import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, namedSchema, orgUnitBriefSchema, personBriefSchema } from './basics.js';
import { roleSchema } from './words.js';

export const delegationStates = ['upcoming', 'running', 'ended', 'revoked'] as const;

/** Number and date of an order of the university. */
export const orderSchema = z.object({ no: z.string(), on: dateSchema });
export type Order = z.infer<typeof orderSchema>;

/** Somebody decides in another's place: in one role of one unit, for some days, on all cases or on one. */
export const delegationViewSchema = z.object({
  id: idSchema,
  from: personBriefSchema,
  to: personBriefSchema,
  role: roleSchema,
  orgUnit: orgUnitBriefSchema,
  /** null: all cases. */
  case: z.object({ id: idSchema, title: namedSchema }).nullable(),
  validFromOn: dateSchema,
  validToOn: dateSchema,
  /** By what right, e.g. an order with its number and date; it stands on the agreement sheet. */
  ground: z.string(),
  /** Set where an order names the deputy; then it is the ground. */
  order: orderSchema.optional(),
  state: z.enum(delegationStates),
  createdAt: instantSchema,
});
export type DelegationView = z.infer<typeof delegationViewSchema>;

export const giveDelegationSchema = z.object({
  toPersonId: idSchema,
  role: roleSchema,
  orgUnitId: idSchema,
  caseId: idSchema.nullable().default(null),
  validFromOn: dateSchema,
  validToOn: dateSchema,
  ground: z.string().trim().min(1).max(500),
});
export type GiveDelegation = z.infer<typeof giveDelegationSchema>;
export type GiveDelegationInput = z.input<typeof giveDelegationSchema>;

/** Delegations I gave and got, newest first, and what I may delegate to whom. */
export const delegationsSchema = z.object({
  given: z.array(delegationViewSchema),
  received: z.array(delegationViewSchema),
  posts: z.array(z.object({ role: roleSchema, orgUnit: orgUnitBriefSchema, candidates: z.array(personBriefSchema) })),
  /** Longest period of a delegation that is not for one case, in days. */
  maximumDays: z.int().min(1),
  today: dateSchema,
});
export type Delegations = z.infer<typeof delegationsSchema>;
