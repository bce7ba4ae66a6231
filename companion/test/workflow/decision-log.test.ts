import { expect } from 'chai';
import fc from 'fast-check';
import { logActions } from '@qashyq/shared-types';
import {
  chain,
  emptyLogHash,
  entryHash,
  firstBrokenEntry,
  type ChainedEntry,
  type LogEntry,
} from '../../src/workflow/decision-log.js';

const entry = fc.record({
  action: fc.constantFrom(...logActions),
  editionNo: fc.nat(20),
  editionHash: fc.stringMatching(/^[0-9a-f]{64}$/),
  seatId: fc.option(fc.nat()),
  personId: fc.option(fc.nat()),
  role: fc.constant(null),
  orgUnitId: fc.option(fc.nat()),
  comment: fc.string(),
  remarks: fc.array(fc.record({ lineKey: fc.option(fc.uuid()), text: fc.string({ minLength: 1 }) }), { maxLength: 3 }),
  decidedAt: fc.nat(),
});
const answers = fc.array(
  fc.record({ decisionSeq: fc.nat(), remarkIndex: fc.nat(), text: fc.string({ minLength: 1 }) }),
  { minLength: 1, maxLength: 3 },
);
/** Entries that answer remarks or speak for somebody stand among others that know nothing of either. */
const anyEntry: fc.Arbitrary<Omit<LogEntry, 'caseId' | 'seq'>> = fc
  .tuple(entry, fc.option(answers), fc.option(fc.record({ personId: fc.nat(), ground: fc.string() })))
  .map(([facts, given, actingFor]) => ({
    ...facts,
    ...(given === null ? {} : { answers: given }),
    ...(actingFor === null ? {} : { actingFor }),
  }));
const log = fc.array(anyEntry, { minLength: 1, maxLength: 8 }).map((entries) => {
  const chained: ChainedEntry[] = [];
  for (const [index, facts] of entries.entries())
    chained.push(chain({ ...facts, caseId: 42, seq: index + 1 }, chained.at(-1)?.hash ?? emptyLogHash));
  return chained;
});
const head = (entries: readonly ChainedEntry[]) => ({
  length: entries.length,
  hash: entries.at(-1)?.hash ?? emptyLogHash,
});

describe('the hash chain of the decision log', () => {
  it('a log as it was written is whole', () => {
    fc.assert(
      fc.property(log, (entries) => {
        expect(firstBrokenEntry(entries, head(entries))).to.equal(undefined);
      }),
    );
    expect(firstBrokenEntry([], { length: 0, hash: emptyLogHash })).to.equal(undefined);
  });

  it('any changed field of any entry is named by its number', () => {
    const changes: ((victim: ChainedEntry) => Partial<ChainedEntry>)[] = [
      (victim) => ({ comment: `${victim.comment}.` }),
      (victim) => ({ decidedAt: victim.decidedAt + 1 }),
      (victim) => ({ personId: (victim.personId ?? 0) + 1 }),
      (victim) => ({ editionNo: victim.editionNo + 1 }),
      (victim) => ({ editionHash: victim.editionHash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }),
      (victim) => ({ remarks: [...victim.remarks, { lineKey: null, text: 'added' }] }),
      (victim) => ({ action: victim.action === 'agree' ? 'return' : 'agree' }),
      (victim) => ({ caseId: victim.caseId + 1 }),
      (victim) => ({ actingFor: { personId: (victim.actingFor?.personId ?? 0) + 1, ground: 'order' } }),
      (victim) => ({
        actingFor: { personId: victim.actingFor?.personId ?? 0, ground: `${victim.actingFor?.ground}.` },
      }),
      (victim) => ({ answers: [...(victim.answers ?? []), { decisionSeq: 1, remarkIndex: 0, text: 'added' }] }),
    ];
    fc.assert(
      fc.property(log, fc.nat(), fc.constantFrom(...changes), (entries, pick, change) => {
        const index = pick % entries.length;
        const forged = entries.map((one, position) => (position === index ? { ...one, ...change(one) } : one));
        expect(firstBrokenEntry(forged, head(entries))).to.equal(index + 1);
      }),
    );
  });

  it('a removed, swapped or cut-off entry shows, and so does a log rewritten from some entry on', () => {
    fc.assert(
      fc.property(log, fc.nat(), (entries, pick) => {
        const index = pick % entries.length;
        expect(firstBrokenEntry(entries.toSpliced(index, 1), head(entries))).to.not.equal(undefined);
        expect(firstBrokenEntry(entries.slice(0, -1), head(entries))).to.equal(entries.length);
        const { hash: _hash, previousHash: _previous, ...victim } = entries[index]!;
        const rewritten = entries.slice(0, index);
        for (const one of [{ ...victim, comment: `${victim.comment}!` }, ...entries.slice(index + 1)])
          rewritten.push(chain(one, rewritten.at(-1)?.hash ?? emptyLogHash));
        expect(firstBrokenEntry(rewritten, head(entries))).to.not.equal(undefined);
      }),
    );
  });

  it('an entry written before remarks could be answered and seats delegated keeps its hash', () => {
    const old: LogEntry = {
      caseId: 42,
      seq: 1,
      action: 'return',
      editionNo: 1,
      editionHash: 'a'.repeat(64),
      seatId: 7,
      personId: 3,
      role: 'dean',
      orgUnitId: 10,
      comment: 'Түзетіңіз',
      remarks: [{ lineKey: null, text: 'Бөлме бос емес' }],
      decidedAt: 1_790_000_000_000,
    };
    expect(entryHash(old, emptyLogHash)).to.equal('5b48c9465b3a3e3b2aab180812ffb713be1775789f9eb6892b1a7d1975b13a76');
  });
});
