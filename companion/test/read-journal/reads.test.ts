import { expect } from 'chai';
import fc from 'fast-check';
import { entriesOf, type Read } from '../../src/read-journal/reads.js';

const read = (values: Partial<Read> = {}): Read =>
  ({
    reader: { id: 1 },
    as: 'dldHead',
    subjectIds: [2],
    dataClass: 'P2',
    matter: 'trainingHistory',
    via: 'case',
    ...values,
  }) as Read;
const ids = fc.integer({ min: 1, max: 12 });

describe('the entries of a read', () => {
  it('name everybody whose data it was once, and never the reader', () => {
    fc.assert(
      fc.property(ids, fc.array(ids), (reader, subjectIds) => {
        const subjects = entriesOf(read({ reader: { id: reader }, subjectIds }), 5).map((entry) => entry.subject_id);
        expect(subjects).to.have.members([...new Set(subjectIds)].filter((id) => id !== reader));
      }),
    );
  });

  it('tell of a thing that is about nobody else, and only then of nobody', () => {
    fc.assert(
      fc.property(ids, fc.array(ids), (reader, subjectIds) => {
        const entries = entriesOf(read({ reader: { id: reader }, subjectIds, object: 'item:42' }), 5);
        expect(entries.length).to.be.greaterThan(0);
        expect(entries.every((entry) => entry.object === 'item:42')).to.equal(true);
        if (subjectIds.every((id) => id === reader))
          expect(entries.map((entry) => entry.subject_id)).to.deep.equal([null]);
        else expect(entries.map((entry) => entry.subject_id)).to.not.include(null);
      }),
    );
  });

  it('are none where somebody read only their own data', () => {
    expect(entriesOf(read({ subjectIds: [1, 1] }), 5)).to.deep.equal([]);
  });

  it('hold role, place, class, purpose, endpoint and time as told', () => {
    const [entry] = entriesOf(
      read({ actingForId: 9, dataClass: 'P4', purpose: 'order 12', matter: 'certificate', as: null }),
      77,
    );
    expect(entry).to.deep.equal({
      reader_id: 1,
      role: null,
      acting_for_id: 9,
      subject_id: 2,
      object: null,
      data_class: 'P4',
      matter: 'certificate',
      purpose: 'order 12',
      via: 'case',
      read_at: 77,
    });
  });
});
