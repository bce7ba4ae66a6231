import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  codeAt,
  codeLifeMs,
  isCodeOf,
  isOpenForCheckIn,
  marginMs,
} from '../../../src/features/training/attendance/check-in-code.js';

const key = randomBytes(32);
const at = 1_793_000_000_000;

describe('the code for checking in', () => {
  it('changes every twenty seconds, and is worth nothing forty seconds after it was first shown', () => {
    const start = Math.floor(at / codeLifeMs) * codeLifeMs;
    const code = codeAt(key, 's1', start);
    expect(codeLifeMs).to.equal(20_000);
    expect(codeAt(key, 's1', start + 19_999)).to.equal(code);
    expect(codeAt(key, 's1', start + 20_000)).not.to.equal(code);
    expect(isCodeOf(key, 's1', code, start + 39_999)).to.equal(true);
    expect(isCodeOf(key, 's1', code, start + 40_000)).to.equal(false);
    expect(isCodeOf(key, 's1', code, start - 1), 'before it was shown').to.equal(false);
  });

  it('opens no other session, and no other service makes it', () => {
    const code = codeAt(key, 's1', at);
    expect(isCodeOf(key, 's2', code, at)).to.equal(false);
    expect(isCodeOf(randomBytes(32), 's1', code, at)).to.equal(false);
  });

  it('is taken as people type it: small letters, blanks, and letters for the digits they look like', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (moment) => {
        const code = codeAt(key, 's1', moment);
        expect(code).to.match(/^[0-9A-HJKMNP-TV-Z]{6}$/);
        const typed = ` ${code.slice(0, 3).toLowerCase()} ${code.slice(3).replaceAll('0', 'o').replaceAll('1', 'l')}`;
        expect(isCodeOf(key, 's1', typed, moment)).to.equal(true);
      }),
    );
  });

  it('no other text is taken', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        fc.pre(![codeAt(key, 's1', at), codeAt(key, 's1', at - codeLifeMs)].includes(text.toUpperCase()));
        expect(isCodeOf(key, 's1', text, at)).to.equal(false);
      }),
    );
  });

  it('is taken from a quarter of an hour before the session to a quarter of an hour after it', () => {
    const session = { starts_at: at, ends_at: at + 3_600_000 };
    const open = (moment: number) => isOpenForCheckIn(session, moment);
    expect(
      [at - marginMs - 1, at - marginMs, session.ends_at + marginMs, session.ends_at + marginMs + 1].map(open),
    ).to.deep.equal([false, true, true, false]);
  });
});
