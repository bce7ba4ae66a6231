/** What a value of the contract is; the values themselves stand in the `*-endpoints.ts` of each area. */
import { z } from 'zod';

export type Method = 'GET' | 'POST';

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** Express path, e.g. `/api/cases/:caseId`. */
  path: string;
  /** One sentence for the OpenAPI document. */
  summary: string;
  /** `public`: no sign-in; `signedIn`: any linked person, the feature's policy decides the rest; `moodle`: signed by Moodle, server to server. */
  access: 'public' | 'signedIn' | 'moodle';
  params: Params;
  query: Query;
  body: Body;
  /** JSON answer, or `file` for downloads. */
  answer: Answer;
  /** Request body is raw bytes (an uploaded file), answer is a download, where set. */
  upload?: true;
  download?: string;
}

export const none = z.object({});
export const nothing = z.undefined();

/** A value of the contract; what is not named is not asked and not answered. */
export function endpoint<
  Params extends z.ZodType = typeof none,
  Query extends z.ZodType = typeof none,
  Body extends z.ZodType = typeof nothing,
  Answer extends z.ZodType = typeof nothing,
>(
  value: Pick<Endpoint, 'method' | 'path' | 'summary' | 'access'> & {
    params?: Params;
    query?: Query;
    body?: Body;
    answer?: Answer;
    upload?: true;
  },
): Endpoint<Params, Query, Body, Answer> {
  return {
    params: none as unknown as Params,
    query: none as unknown as Query,
    body: nothing as unknown as Body,
    answer: nothing as unknown as Answer,
    ...value,
  };
}

/** An endpoint that answers with a file of the given type. */
export function download<Params extends z.ZodType = typeof none, Query extends z.ZodType = typeof none>(
  type: string,
  value: Pick<Endpoint, 'path' | 'summary' | 'access'> & { params?: Params; query?: Query },
): Endpoint<Params, Query, typeof nothing, typeof nothing> & { download: string } {
  return { ...endpoint<Params, Query>({ method: 'GET', ...value }), download: type };
}
