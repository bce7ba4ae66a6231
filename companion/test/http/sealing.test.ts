import { expect } from 'chai';
import fc from 'fast-check';
import { createSealer, SealBrokenError } from '../../src/http/sealing.js';

const secret = 'a secret of more than thirty-two characters';

describe('sealing', () => {
  const sealer = createSealer(secret, 'test');

  it('gives back any text, and shows none of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 0, maxLength: 200 }), (text) => {
        const sealed = sealer.seal(text);
        expect(sealer.open(sealed)).to.equal(Buffer.from(text, 'utf8').toString('utf8'));
        expect(sealed).to.match(/^[\w-]+$/);
      }),
    );
    expect(sealer.seal('token-token-token')).not.to.include(
      Buffer.from('token-token').toString('base64url').slice(0, 10),
    );
  });

  it('seals the same text differently each time', () => {
    expect(sealer.seal('x')).not.to.equal(sealer.seal('x'));
  });

  it('opens nothing that was changed anywhere', () => {
    const sealed = Buffer.from(sealer.seal('text'), 'base64url');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => sealer.open(changed.toString('base64url'))).to.throw(SealBrokenError);
    }
    for (const other of ['', 'x', sealed.subarray(0, 27).toString('base64url')])
      expect(() => sealer.open(other)).to.throw(SealBrokenError);
  });

  it('opens nothing sealed with another secret or for another purpose', () => {
    expect(() => createSealer(`${secret}.`, 'test').open(sealer.seal('x'))).to.throw(SealBrokenError);
    expect(() => createSealer(secret, 'other').open(sealer.seal('x'))).to.throw(SealBrokenError);
  });
});
