import { expect } from 'chai';
import fc from 'fast-check';
import { dateOf, isWebLink, slotsOf, weeksOf } from '../../../src/features/schedules/import/cell-values.js';
import { reference } from './reference.js';

const { slots } = reference;
const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('dates in cells', () => {
  for (const text of ['2026-10-12', '12.10.2026', '12/10/2026', '12-10-2026', '12.10.26', '12.10.2026.'])
    it(`«${text}» is 12 October 2026`, () => expect(dateOf(text)).to.equal('2026-10-12'));
  for (const text of ['31.02.2026', '2026-13-01', '12.10', '12.10.1926', '1-2', '', 'завтра', '12.10.2026 08:30'])
    it(`«${text}» is no date`, () => expect(dateOf(text)).to.equal(null));
});

describe('slots in cells', () => {
  const spans: Record<string, [number, number]> = {
    '3': [3, 3],
    '1-2': [1, 2],
    '1 – 2': [1, 2],
    '1—2 пара': [1, 2],
    '1, 2, 3': [1, 3],
    '2 3': [2, 3],
    '08:30-10:20': [1, 2],
    '8.30–9.20': [1, 1],
    '09:30': [2, 2],
    '3 сабақ': [3, 3],
  };
  for (const [text, [firstSlot, lastSlot]] of Object.entries(spans))
    it(`«${text}» is ${firstSlot} to ${lastSlot}`, () =>
      expect(slotsOf(text, slots)).to.deep.equal({ value: { firstSlot, lastSlot } }));

  const faults: Record<string, [code: string, expected?: string[]]> = {
    '4-1': ['slots_reversed', ['1-4']],
    '1, 3': ['slots_unknown'],
    '5': ['slots_not_in_day', ['1-4']],
    '0-1': ['slots_not_in_day', ['1-4']],
    утром: ['slots_unknown'],
    '1.2': ['slots_unknown'],
    '08:00-09:00': ['time_unknown'],
    '10:30-09:20': ['time_unknown'],
    '2026-02-01': ['became_date', ['1-2']],
    '2026-03-12': ['became_date', ['3-12']],
    '01.фев': ['became_date'],
  };
  for (const [text, [code, expected]] of Object.entries(faults))
    it(`«${text}» is refused: ${code}`, () => {
      const parsed = slotsOf(text, slots);
      expect(parsed).to.include({ code });
      if (expected) expect(parsed).to.deep.include({ expected });
    });
});

describe('weeks in cells', () => {
  const odd = range(1, 15).filter((week) => week % 2 === 1);
  const even = range(1, 15).filter((week) => week % 2 === 0);
  const readings: Record<string, number[]> = {
    '1-15': range(1, 15),
    '1–15': range(1, 15),
    '5': [5],
    '5, 1; 3': [1, 3, 5],
    '1-3, 3, 2': [1, 2, 3],
    '1-7, 9-15': [...range(1, 7), ...range(9, 15)],
    '1-15 нед.': range(1, 15),
    '1-15 апталар': range(1, 15),
    'недели 1–3': [1, 2, 3],
    все: range(1, 15),
    Барлығы: range(1, 15),
    'all weeks': range(1, 15),
    нечётные: odd,
    'нечетная неделя': odd,
    'тақ апталар': odd,
    odd: odd,
    числитель: odd,
    Чётные: even,
    жұп: even,
    'even weeks': even,
    '1-7 (нечет)': [1, 3, 5, 7],
    '2-6 жұп': [2, 4, 6],
  };
  for (const [text, weeks] of Object.entries(readings))
    it(`«${text}» is ${weeks.join(', ')}`, () => expect(weeksOf(text, 15)).to.deep.equal({ value: weeks }));

  const faults: Record<string, string> = {
    '0-3': 'weeks_outside_term',
    '1-16': 'weeks_outside_term',
    '1-99999999999': 'weeks_outside_term',
    '15-1': 'weeks_unknown',
    '2 нечет': 'weeks_unknown',
    иногда: 'weeks_unknown',
    '1-15 кроме 3': 'weeks_unknown',
    '1.3': 'weeks_unknown',
    '-': 'weeks_unknown',
    '2026-01-15': 'became_date',
  };
  for (const [text, code] of Object.entries(faults))
    it(`«${text}» is refused: ${code}`, () => expect(weeksOf(text, 15)).to.include({ code }));

  it('any list of weeks, written out in any order, is read as that list', () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { minLength: 1 });
    fc.assert(
      fc.property(list, fc.constantFrom(',', ', ', '; ', ' '), (weeks, separator) => {
        expect(weeksOf(weeks.join(separator), 15)).to.deep.equal({ value: weeks.toSorted((a, b) => a - b) });
      }),
    );
  });

  it('any text is read or refused; what is read lies in the term, ascends and has no repeats', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789-–,; .нечтақжұп()'), maxLength: 12 });
    fc.assert(
      fc.property(text, (cell) => {
        const parsed = weeksOf(cell, 15);
        if (!('value' in parsed)) return;
        expect(parsed.value).to.deep.equal([...new Set(parsed.value)].sort((a, b) => a - b));
        for (const week of parsed.value) expect(week).to.be.within(1, 15);
        expect(parsed.value).not.to.deep.equal([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('links in cells', () => {
  it('only whole web addresses are links', () => {
    for (const link of ['https://meet.example/a?b=c', 'HTTP://x.kz/ә']) expect(isWebLink(link), link).to.equal(true);
    for (const text of [
      'javascript:alert(1)',
      'meet.example/a',
      'https://',
      'ftp://a.kz',
      'https://a.kz b',
      'data:text/html,x',
      'zoom',
    ])
      expect(isWebLink(text), text).to.equal(false);
  });
});
