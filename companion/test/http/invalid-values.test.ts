/** A refused value is told in the reader’s language, and its field to programs. */
import { expect } from 'chai';
import { locales } from '@qashyq/shared-types';
import { z } from 'zod';
import { AppError } from '../../src/errors.js';
import { errorBody } from '../../src/http/error-answer.js';
import { parsed } from '../../src/http/invalid-values.js';
import { loadCatalogue } from '../../src/i18n/catalogue.js';

const schema = z.object({
  title: z.object({ kk: z.string().min(1).max(5) }),
  code: z.string().min(3),
  seats: z.number().int().min(1).max(200),
  units: z.array(z.number()).min(1).max(2),
  day: z.iso.date(),
  form: z.enum(['online', 'campus']),
});
const right = { title: { kk: 'а' }, code: 'abc', seats: 1, units: [1], day: '2026-11-25', form: 'online' };

function refusal(value: unknown): AppError {
  try {
    parsed(schema, value, 'body');
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('it was taken');
}

describe('values that the contract refuses', () => {
  it('what is right is taken, without keys that nobody asked for', () => {
    expect(parsed(schema, { ...right, secret: 1 }, 'body')).to.deep.equal(right);
  });

  const wrongs: [what: string, value: unknown, field: string, wrong: string, limit?: string][] = [
    ['left out', { ...right, title: undefined }, 'body.title', 'missing'],
    ['empty', { ...right, title: { kk: '' } }, 'body.title.kk', 'missing'],
    ['too long', { ...right, title: { kk: 'абвгде' } }, 'body.title.kk', 'letterstoobig', '5'],
    ['too short', { ...right, code: 'a' }, 'body.code', 'letterstoosmall', '3'],
    ['a number below the least', { ...right, seats: 0 }, 'body.seats', 'numbertoosmall', '1'],
    ['a number above the most', { ...right, seats: 201 }, 'body.seats', 'numbertoobig', '200'],
    ['none of a list', { ...right, units: [] }, 'body.units', 'itemstoosmall', '1'],
    ['too many of a list', { ...right, units: [1, 2, 3] }, 'body.units', 'itemstoobig', '2'],
    ['of another kind', { ...right, seats: 'many' }, 'body.seats', 'unknown'],
    ['no day', { ...right, day: '2026-02-30' }, 'body.day', 'unknown'],
    ['no word of the list', { ...right, form: 'moon' }, 'body.form', 'unknown'],
  ];
  for (const [what, value, field, wrong, limit] of wrongs)
    it(`${what}: named by field, and told in each language`, () => {
      const error = refusal(value);
      expect(error.facts.invalid).to.deep.equal([{ field, wrong, ...(limit === undefined ? {} : { limit }) }]);
      const said = locales.map((locale) => errorBody(error, locale, loadCatalogue(), 'r').error.details![0]!);
      expect(said.map((detail) => detail.field)).to.deep.equal([field, field, field]);
      expect(new Set(said.map(({ message }) => message)).size).to.equal(3);
      for (const { message } of said) expect(message).to.contain(limit ?? '.');
    });

  it('everything that is wrong is told at once', () => {
    const fields = refusal({}).facts.invalid!.map(({ field }) => field);
    expect(fields).to.deep.equal(Object.keys(schema.shape).map((name) => `body.${name}`));
  });
});
