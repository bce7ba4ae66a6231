/** The department's overview: what waits for whom since when. */
import { z } from 'zod';
import {
  idParameterSchema,
  instantSchema,
  orgUnitBriefSchema,
  pageOf,
  pageQuerySchema,
  personBriefSchema,
} from './basics.js';
import { caseSummarySchema, dueSchema } from './case.js';
import { roleSchema } from './words.js';

/** What the tiles count, each of its own rows. `published`: in the present calendar month. */
export const overviewTiles = ['waiting', 'overdue', 'returned', 'published'] as const;
export const overviewTileSchema = z.enum(overviewTiles);
export type OverviewTile = z.infer<typeof overviewTileSchema>;

export const overviewQuerySchema = pageQuerySchema.extend({
  show: overviewTileSchema.default('waiting'),
  /** Of the unit that is waited for; on `returned` and `published`, of the case. */
  orgUnitId: idParameterSchema.optional(),
  /** Who is waited for; without meaning on `returned` and `published`. */
  role: roleSchema.optional(),
});

export const overviewItemSchema = caseSummarySchema.extend({
  /** When it began to wait, was returned or published. */
  since: instantSchema,
  /** Who is waited for; null on `returned` and `published`. */
  seat: z
    .object({ role: roleSchema, orgUnit: orgUnitBriefSchema, holders: z.array(personBriefSchema), due: dueSchema })
    .nullable(),
});
export type OverviewItem = z.infer<typeof overviewItemSchema>;

export const overviewSchema = pageOf(overviewItemSchema).extend({
  tiles: z.record(overviewTileSchema, z.int().min(0)),
  /** Decisions awaited by unit, most first; what is overdue is counted in `waiting` too. */
  units: z.array(z.object({ orgUnit: orgUnitBriefSchema, waiting: z.int().min(1), overdue: z.int().min(0) })),
  /** The same as bars: an SVG picture in the reader's language; null where nothing waits. */
  chart: z.string().nullable(),
  /** Roles that are waited for. */
  roles: z.array(roleSchema),
});
export type Overview = z.infer<typeof overviewSchema>;
