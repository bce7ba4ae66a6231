import { expect } from 'chai';
import fc from 'fast-check';
import { encodeForm, type FormValue } from '../src/form-encoding.js';

/** Reads a form as PHP does: brackets make arrays, everything is text. */
function readAsPhp(form: string): unknown {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(form)) {
    const keys = [/^[^[]*/.exec(name)![0], ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key!)];
    let place = root;
    for (const key of keys.slice(0, -1)) place = (place[key] ??= {}) as Record<string, unknown>;
    place[keys.at(-1)!] = value;
  }
  return root;
}

/** What PHP must find: lists as arrays by number, booleans as 1 and 0, nothing where a list is empty. */
function asPhpSees(value: FormValue): unknown {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value).map(([key, part]) => [key, asPhpSees(part)] as const);
  const filled = parts.filter(([, part]) => part !== undefined);
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

describe('form encoding', () => {
  it('writes nested parameters the way Moodle reads them', () => {
    const form = encodeForm({
      count: 1,
      events: [{ course: 'A&B', groups: ['г 1', 'г=2'], hidden: false }],
      removals: [],
    });
    expect([...form].map(([name, value]) => `${name}=${value}`)).to.deep.equal([
      'count=1',
      'events[0][course]=A&B',
      'events[0][groups][0]=г 1',
      'events[0][groups][1]=г=2',
      'events[0][hidden]=0',
    ]);
  });

  it('comes out of PHP as it went in, whatever the values', () => {
    const key = fc.stringMatching(/^[a-z]{1,8}$/);
    const text = fc.string({
      unit: fc.constantFrom('a', 'ә', '&', '=', '[', ']', '+', '%', ' ', '\n', '"', '<', '😀'),
    });
    const { tree } = fc.letrec<{ tree: FormValue }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree, { maxKeys: 4, noNullPrototype: true }), (parameters) => {
        const found = readAsPhp(encodeForm(parameters).toString());
        expect(found).to.deep.equal(asPhpSees(parameters) ?? {});
      }),
    );
  });
});
