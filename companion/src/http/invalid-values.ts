/** What is wrong with values that the contract refuses, as words of ours: the schemas speak English to programmers, we speak to people. */
import type { z } from 'zod';
import { AppError, type InvalidValue } from '../errors.js';

/**
 * Unknown keys are stripped by the schemas; a wrong value is refused naming the field.
 * @param part of the request in which the value stands: `params`, `query`, `body`
 */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown, part: string): z.output<Schema> {
  const found = schema.safeParse(value, { reportInput: true });
  if (found.success) return found.data;
  throw new AppError('invalidInput', {
    invalid: found.error.issues.map((issue) => ({ field: [part, ...issue.path].join('.'), ...whatIsWrong(issue) })),
  });
}

function whatIsWrong(issue: z.core.$ZodIssue): Omit<InvalidValue, 'field'> {
  if (issue.code === 'too_small')
    return issue.origin === 'string' && issue.minimum === 1
      ? { wrong: 'missing' }
      : { wrong: `${unitOf(issue.origin)}toosmall`, limit: String(issue.minimum) };
  if (issue.code === 'too_big') return { wrong: `${unitOf(issue.origin)}toobig`, limit: String(issue.maximum) };
  return { wrong: issue.code === 'invalid_type' && issue.input === undefined ? 'missing' : 'unknown' };
}

function unitOf(origin: string): 'letters' | 'number' | 'items' {
  if (origin === 'string') return 'letters';
  return origin === 'array' || origin === 'set' ? 'items' : 'number';
}
