import { expect } from 'chai';
import fc from 'fast-check';
import { localPath } from '../../src/identity/local-path.js';

const home = 'https://qashyq.university.test';

describe('path to return to', () => {
  it('keeps paths of ours, with query and fragment', () => {
    for (const path of ['/', '/x', '/x?y=1&z=%2F', '/#/cases/42', '/portal/?lang=kk#/inbox'])
      expect(localPath(path)).to.equal(path);
  });

  it('is home for whatever leads elsewhere, or is no path', () => {
    const elsewhere = [
      'https://evil.test/',
      '//evil.test',
      '/\\evil.test',
      '\\\\evil.test',
      '/\t/evil.test',
      '/\n/evil.test',
    ];
    const odd = [
      '',
      'x',
      'javascript:alert(1)',
      '/.//evil.test',
      '/a/..//evil.test',
      `/${'x'.repeat(1000)}`,
      undefined,
      ['/x'],
      {},
    ];
    for (const wished of [...elsewhere, ...odd]) expect(localPath(wished)).to.equal('/');
  });

  it('never leads a browser to another site, whatever was wished', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      '@',
      ':',
      'https:',
      'evil.test',
      '%2f',
      '\t',
      '\n',
      '?',
      '#',
      'x',
      ' ',
    );
    const wishes = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(wishes, (wished) => {
        const path = localPath(wished);
        expect(new URL(path, home).origin).to.equal(home);
        expect(new URL(home + path).origin).to.equal(home);
      }),
      { numRuns: 2000 },
    );
  });
});
