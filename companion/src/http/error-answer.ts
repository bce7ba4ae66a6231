/**
 * The one mapping from a thrown error to an answer: status, code, a sentence in the reader's language, and a reference to quote.
 * Programs get JSON; a person who opened an address in the browser gets a page.
 */
import { randomUUID } from 'node:crypto';
import type {} from 'pino-http';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { ErrorBody, Locale } from '@qashyq/shared-types';
import { isDatabaseAway } from '../db/transaction.js';
import { AppError } from '../errors.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { RenderPage } from '../portal/pages.js';
import { requestLocale } from './locale.js';

interface BodyReaderError {
  type?: string;
  status?: number;
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error)) return new AppError('notReady', { cause: error });
  const { type, status } = (error ?? {}) as BodyReaderError;
  if (type === 'entity.too.large') return new AppError('tooLarge', { cause: error });
  if (type !== undefined && status !== undefined && status < 500) return new AppError('badRequest', { cause: error });
  if (error instanceof URIError) return new AppError('badRequest', { cause: error });
  return new AppError('unexpected', { cause: error });
}

export function errorBody(error: AppError, locale: Locale, catalogue: Catalogue, reference: string): ErrorBody {
  const { params, invalid, decidedBy, decidedAt } = error.facts;
  const details =
    error.facts.details ??
    invalid?.map(({ field, wrong, limit }) => ({ field, message: catalogue.text(locale, `invalid_${wrong}`, limit) }));
  return {
    error: {
      code: error.code,
      message: catalogue.text(locale, `error_${error.code.toLowerCase()}`, params),
      reference,
      ...(details === undefined ? {} : { details }),
      ...(decidedBy === undefined ? {} : { decidedBy }),
      ...(decidedAt === undefined ? {} : { decidedAt }),
    },
  };
}

export function errorAnswer(catalogue: Catalogue, renderPage: RenderPage): ErrorRequestHandler {
  return (thrown: unknown, request: Request, response: Response, next) => {
    if (response.headersSent) return next(thrown);
    const error = asAppError(thrown);
    const reference = (request.id as string | undefined) ?? randomUUID();
    if (error.status >= 500) request.log.error({ err: error.facts.cause ?? error, reference }, 'request failed');
    const locale = (response.locals['locale'] as Locale | undefined) ?? requestLocale(request);
    response.status(error.status);
    response.setHeader('Cache-Control', 'no-store');
    if (error.code === 'tooManyRequests' && error.facts.params?.['seconds'] !== undefined)
      response.setHeader('Retry-After', String(error.facts.params['seconds']));
    const body = errorBody(error, locale, catalogue, reference);
    if (wantsPage(request)) response.type('html').send(renderPage('error', locale, { ...body.error }));
    else response.json(body);
  };
}

function wantsPage(request: Request): boolean {
  return !request.path.startsWith('/api/') && request.accepts('json', 'html') === 'html';
}
