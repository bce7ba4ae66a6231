/** Deputies named by an order of the university: they decide in the place of a post's holder, also when the holder handed nothing over. */
import { z } from 'zod';
import { dateSchema, idSchema, orgUnitBriefSchema, pageOf, personBriefSchema } from './basics.js';
import { delegationViewSchema } from './delegation.js';
import { roleSchema } from './words.js';

export const deputyOrderSchema = delegationViewSchema.extend({
  /** Who entered it here. */
  enteredBy: personBriefSchema,
});
export type DeputyOrder = z.infer<typeof deputyOrderSchema>;

export const enterDeputyOrderSchema = z.object({
  /** The holder of the post. */
  holderId: idSchema,
  role: roleSchema,
  orgUnitId: idSchema,
  toPersonId: idSchema,
  caseId: idSchema.nullable().default(null),
  validFromOn: dateSchema,
  validToOn: dateSchema,
  orderNo: z.string().trim().min(1).max(60),
  orderOn: dateSchema,
});
export type EnterDeputyOrder = z.infer<typeof enterDeputyOrderSchema>;
export type EnterDeputyOrderInput = z.input<typeof enterDeputyOrderSchema>;

/** Newest first, with the posts for which a deputy may be named. */
export const deputyOrdersSchema = pageOf(deputyOrderSchema).extend({
  /** Empty for who only looks. */
  posts: z.array(z.object({ role: roleSchema, orgUnit: orgUnitBriefSchema, holder: personBriefSchema })),
  /** Longest period of an order that is not for one case, in days. */
  maximumDays: z.int().min(1),
  today: dateSchema,
});
export type DeputyOrders = z.infer<typeof deputyOrdersSchema>;
