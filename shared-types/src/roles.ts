/** Who holds which role in which unit from–to, kept by the department and by personnel; and who changed it. */
import { z } from 'zod';
import {
  dateSchema,
  idSchema,
  instantSchema,
  orgUnitBriefSchema,
  pageOf,
  pageQuerySchema,
  personBriefSchema,
} from './basics.js';
import { caseKindSchema, roleSchema } from './words.js';

export const heldRoleStates = ['upcoming', 'current', 'ended'] as const;

export const heldRoleSchema = z.object({
  id: idSchema,
  person: personBriefSchema,
  role: roleSchema,
  orgUnit: orgUnitBriefSchema,
  validFromOn: dateSchema,
  /** null: until further notice. */
  validToOn: dateSchema.nullable(),
  state: z.enum(heldRoleStates),
  /** I may end it now. */
  mayEnd: z.boolean(),
});
export type HeldRoleView = z.infer<typeof heldRoleSchema>;

export const rolesQuerySchema = pageQuerySchema.extend({
  /** Words of a name, login or staff number. */
  search: z.string().trim().max(100).default(''),
  role: roleSchema.optional(),
  /** This unit and everything below it. */
  orgUnitId: z.coerce.number().int().positive().optional(),
  /** `all`: those that ended as well. */
  show: z.enum(['current', 'all']).default('current'),
});

/** A place that routes ask at and that nobody holds today. */
export const vacancySchema = z.object({
  role: roleSchema,
  orgUnit: orgUnitBriefSchema,
  /** Kinds of cases that stop there. */
  kinds: z.array(caseKindSchema).min(1),
});
export type Vacancy = z.infer<typeof vacancySchema>;

export const rolesSchema = pageOf(heldRoleSchema).extend({
  vacancies: z.array(vacancySchema),
  units: z.array(orgUnitBriefSchema),
  /** What I may give, and in which units; empty for who only looks. */
  givable: z.array(z.object({ role: roleSchema, orgUnitIds: z.array(idSchema) })),
  today: dateSchema,
});
export type Roles = z.infer<typeof rolesSchema>;

export const giveRoleSchema = z.object({
  personId: idSchema,
  role: roleSchema,
  orgUnitId: idSchema,
  validFromOn: dateSchema,
  validToOn: dateSchema.nullable().default(null),
});
export type GiveRole = z.infer<typeof giveRoleSchema>;
export type GiveRoleInput = z.input<typeof giveRoleSchema>;

/** `validToOn` is the last day; the day before today ends it at once. */
export const endRoleSchema = z.object({ validToOn: dateSchema });

export const roleChangeActions = ['given', 'ended'] as const;
export const roleChangeSchema = z.object({
  id: idSchema,
  changedAt: instantSchema,
  by: personBriefSchema,
  action: z.enum(roleChangeActions),
  person: personBriefSchema,
  role: roleSchema,
  orgUnit: orgUnitBriefSchema,
  validFromOn: dateSchema,
  /** Last day before and after the change; `before` is null too where there was no role yet. */
  before: dateSchema.nullable(),
  after: dateSchema.nullable(),
});
export type RoleChange = z.infer<typeof roleChangeSchema>;
