import { expect } from 'chai';
import type { ReadEntry, ReadJournal } from '@qashyq/shared-types';
import { foundPersons } from '../src/view-models/persons.js';
import {
  asked,
  choiceQuery,
  readChoice,
  readJournalView,
  readRow,
  typedChoice,
} from '../src/view-models/read-journal.js';
import { wordsOf } from './support.js';

const named = (text: string) => ({ kk: `${text} kk`, ru: `${text} ru`, en: `${text} en` });
const entry: ReadEntry = {
  id: 1,
  readAt: '2026-10-12T09:05:00.000Z',
  reader: { id: 7, name: named('Reader') },
  role: 'dldHead',
  actingFor: null,
  subject: { id: 8, name: named('Subject') },
  object: null,
  dataClass: 'P2',
  matter: 'trainingHistory',
  purpose: null,
  via: 'trainings',
};
const journal = (values: Partial<ReadJournal> = {}): ReadJournal => ({
  items: [entry],
  page: 1,
  pageSize: 20,
  total: 1,
  person: null,
  keptYears: 3,
  ...values,
});

describe('the journal of reads in words', () => {
  for (const locale of ['kk', 'ru', 'en'] as const)
    it(`has a text for every class and every matter in ${locale}`, () => {
      const words = wordsOf(locale);
      for (const dataClass of ['P2', 'P3', 'P4', 'S1'] as const)
        for (const matter of [
          'trainingHistory',
          'trainingApplication',
          'certificate',
          'workPlan',
          'readJournal',
        ] as const)
          expect(JSON.stringify(readRow({ ...entry, dataClass, matter }, words))).to.not.match(/\[\[|\{\$a/);
      expect(JSON.stringify(readJournalView(journal(), readChoice({}), words))).to.not.match(/\[\[|\{\$a/);
    });

  it('tells who in which role, about whom, and when in Almaty time', () => {
    const row = readRow(entry, wordsOf('en'));
    expect(row.who).to.match(/^Reader en \(Head of/);
    expect([row.what, row.why]).to.deep.equal(['Training history: Subject en', null]);
    expect(row.more).to.match(/^12\.10\.2026 14:05/);
  });

  it('tells in whose place and why, where that is known, and names no role where none was needed', () => {
    const acting = { id: 9, name: named('Holder') };
    const row = readRow({ ...entry, role: null, actingFor: acting, purpose: 'audit' }, wordsOf('en'));
    expect([row.who, row.why]).to.deep.equal(['Reader en, in place of Holder en', 'reason: audit']);
  });

  it('keeps the filter in the address and asks for what stands there', () => {
    const query = { person: '7', side: 'reader', from: '2026-10-01', until: '2026-10-31', page: '3' };
    const choice = readChoice(query);
    expect(choiceQuery(choice)).to.deep.equal({ person: '7', side: 'reader', from: '2026-10-01', until: '2026-10-31' });
    expect(asked(choice, query)).to.deep.equal({
      page: 3,
      side: 'reader',
      personId: 7,
      fromOn: '2026-10-01',
      toOn: '2026-10-31',
    });
    expect(asked(readChoice({ person: 'x', from: 'soon' }), {})).to.deep.equal({ page: 1, side: 'subject' });
  });

  it('reads what was typed', () => {
    const typed = new FormData();
    typed.set('personId', '12');
    typed.set('side', 'subject');
    typed.set('from', '2026-10-01');
    expect(typedChoice(typed)).to.deep.equal({ person: 12, side: 'subject', from: '2026-10-01', until: '' });
  });

  it('offers a way back to the whole only where something is asked for', () => {
    const filtered = readJournalView(journal({ person: entry.subject }), readChoice({ person: '8' }), wordsOf('en'));
    expect([filtered.isFiltered, filtered.picker.chosen]).to.deep.equal([true, { value: 8, name: 'Subject en' }]);
    expect(readJournalView(journal(), readChoice({}), wordsOf('en')).isFiltered).to.equal(false);
  });
});

describe('the people found', () => {
  const person = (id: number) => ({ id, name: named(`P${id}`), orgUnit: null });
  it('are chosen at once only where there is no choice', () => {
    const one = foundPersons({ items: [person(1)], page: 1, pageSize: 20, total: 1 }, 'lq', wordsOf('en'));
    const two = foundPersons({ items: [person(1), person(2)], page: 1, pageSize: 20, total: 2 }, 'lq', wordsOf('en'));
    expect(one.persons.map(({ chosen }) => chosen)).to.deep.equal([true]);
    expect(two.persons.map(({ chosen }) => chosen)).to.deep.equal([false, false]);
  });

  it('say when there are more than are shown, and when there is nobody', () => {
    expect(foundPersons({ items: [person(1)], page: 1, pageSize: 1, total: 30 }, 'lq', wordsOf('en')).said).to.equal(
      'The first 1 of 30 are shown. Type more of the name.',
    );
    expect(foundPersons({ items: [], page: 1, pageSize: 20, total: 0 }, 'lq', wordsOf('en')).said).to.match(/^Nobody/);
  });
});
