import { z } from 'zod';
import { localeSchema } from './words.js';

/** A plain date, `YYYY-MM-DD`, in Asia/Almaty where it came from an instant. */
export const dateSchema = z.iso.date();
/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export const instantSchema = z.iso.datetime();
export const idSchema = z.int().positive();
/** Path and query parameters arrive as text. */
export const idParameterSchema = z.coerce.number().int().positive();

/** The same thing named in the three languages. */
export const namedSchema = z.object({ kk: z.string(), ru: z.string(), en: z.string() });
export type Named = z.infer<typeof namedSchema>;

/** A person as other people see them. */
export const personBriefSchema = z.object({ id: idSchema, name: namedSchema });
export type PersonBrief = z.infer<typeof personBriefSchema>;

export const orgUnitBriefSchema = z.object({ id: idSchema, code: z.string(), name: namedSchema });
export type OrgUnitBrief = z.infer<typeof orgUnitBriefSchema>;

export const pageQuerySchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

/** One page of a list; lists page on the server. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    page: z.int().min(1),
    pageSize: z.int().min(1),
    total: z.int().min(0),
  });
}
export interface Page<T> {
  items: T[];
  page: number;
  pageSize: number;
  total: number;
}

/** Every refusal: `code` is for programs, `message` is a sentence in the reader's language, `reference` is what to quote to support. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    reference: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    /** On `conflict`: who was faster and when. */
    decidedBy: personBriefSchema.optional(),
    decidedAt: instantSchema.optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

export const localeQuerySchema = z.object({ locale: localeSchema.optional() });
