import { expect } from 'chai';
import fc from 'fast-check';
import { codeOf, codeText, newCode } from '../../../src/features/training/certificates/certificate-code.js';
import { addMonths, stateOn } from '../../../src/features/training/certificates/certificate-dates.js';
import { numberAsTyped, numberText } from '../../../src/features/training/certificates/certificate-number.js';

describe('numbers of certificates', () => {
  it('have four digits, and more when a year has more', () => {
    expect(numberText(2026, 1)).to.equal('ҚОБ-2026-0001');
    expect(numberText(2027, 12_345)).to.equal('ҚОБ-2027-12345');
  });

  it('are understood with Latin look-alikes, small letters, blanks and long dashes', () => {
    for (const typed of ['ҚОБ-2026-0001', 'қоб-2026-0001', ' ҚОБ – 2026 – 0001', 'КОБ-2026-0001', 'KOB-2026-0001'])
      expect(numberAsTyped(typed), typed).to.equal('ҚОБ-2026-0001');
  });

  it('stay apart for different years and places', () => {
    const part = fc.tuple(fc.integer({ min: 2000, max: 2999 }), fc.integer({ min: 1, max: 99_999 }));
    fc.assert(
      fc.property(part, part, (first, second) => {
        fc.pre(first.join() !== second.join());
        expect(numberText(...first)).not.to.equal(numberText(...second));
      }),
    );
  });
});

describe('codes of certificates', () => {
  it('are read back as they are written on the paper, in capitals or not', () => {
    for (let time = 0; time < 200; time++) {
      const code = newCode();
      expect(code).to.match(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      expect(codeOf(codeText(code))).to.equal(code);
      expect(codeOf(codeText(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))).to.equal(code);
    }
  });

  it('are all different, and use all letters at every place', () => {
    const codes = Array.from({ length: 5000 }, newCode);
    expect(new Set(codes).size).to.equal(codes.length);
    for (let at = 0; at < 16; at++) expect(new Set(codes.map((code) => code[at])).size, `place ${at}`).to.equal(32);
  });

  it('of another length or with other letters are none', () => {
    for (const typed of [
      '',
      'ABC',
      'A'.repeat(15),
      'A'.repeat(17),
      `${'A'.repeat(15)}U`,
      `${'A'.repeat(15)}Ә`,
      "' or 1=1 --     ",
    ])
      expect(codeOf(typed), typed).to.equal(null);
  });
});

describe('validity', () => {
  it('ends on the same day so many months later, or on the last day of a shorter month', () => {
    expect(addMonths('2026-11-02', 36)).to.equal('2029-11-02');
    expect(addMonths('2026-08-31', 6)).to.equal('2027-02-28');
    expect(addMonths('2027-08-31', 6)).to.equal('2028-02-29');
    expect(addMonths('2026-12-31', 1)).to.equal('2027-01-31');
  });

  it('still holds on its last day; what is revoked is revoked, also after its end', () => {
    const certificate = { printed_at: 1, revoked_at: null, expires_on: '2026-11-24' };
    expect(stateOn(certificate, '2026-11-24')).to.equal('valid');
    expect(stateOn(certificate, '2026-11-25')).to.equal('expired');
    expect(stateOn({ ...certificate, revoked_at: 1 }, '2026-11-25')).to.equal('revoked');
    expect(stateOn({ ...certificate, printed_at: null }, '2026-11-24')).to.equal('issuing');
    expect(stateOn({ ...certificate, expires_on: null }, '2099-01-01')).to.equal('valid');
  });
});
