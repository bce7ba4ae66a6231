import { expect } from 'chai';
import fc from 'fast-check';
import { codeForm, editDistance, looseForm, seenForm } from '../../../src/features/schedules/import/spelling.js';

/** The textbook recursion, without any bound. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  const steps = [
    slowDistance(restA, b) + 1,
    slowDistance(a, restB) + 1,
    slowDistance(restA, restB) + (b.startsWith(a.charAt(0)) ? 0 : 1),
  ];
  if (a.length > 1 && a.slice(0, 2) === [...b.slice(0, 2)].reverse().join(''))
    steps.push(slowDistance(a.slice(2), b.slice(2)) + 1);
  return Math.min(...steps);
}

describe('spelling', () => {
  it('headings are compared without case, spaces, punctuation and the dots of ё', () => {
    expect(looseForm(' Вид  занятия* ')).to.equal(looseForm('вид_занятия'));
    expect(looseForm('Основы учёта')).to.equal(looseForm('основы УЧЕТА'));
    expect(looseForm('Й')).to.equal(looseForm('Й'));
    expect(looseForm('әғқңөұүһі')).to.equal('әғқңөұүһі');
  });

  it('codes are compared without case, spaces and the kind of dash', () => {
    expect(codeForm(' аж – 25—11')).to.equal('АЖ-25-11');
  });

  it('codes that look the same have one seen form, codes that do not look the same have two', () => {
    expect(seenForm('AЖ-25-11')).to.equal(seenForm('АЖ-25-11'));
    expect(seenForm('T01')).to.equal(seenForm('Т01'));
    expect(seenForm('ИС-25-12')).not.to.equal(seenForm('ИС-25-11'));
  });

  it('the distance of two texts is the least number of letters to mend, as far as the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('а', 'б', 'в'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.nat(7), (one, other, limit) => {
        expect(editDistance(one, other, limit)).to.equal(Math.min(slowDistance(one, other), limit + 1));
      }),
      { numRuns: 300 },
    );
  });
});
