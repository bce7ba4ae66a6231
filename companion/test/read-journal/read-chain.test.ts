import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { localToInstant } from '../../src/calendar/local-time.js';
import type { ReadJournalRow } from '../../src/db/tables.js';
import { ExportDiffers, keepReadExport } from '../../src/read-journal/keep-read-export.js';
import {
  emptyReadHash,
  followReads,
  linkReads,
  type ReadFacts,
  type ReadPlace,
} from '../../src/read-journal/read-chain.js';
import { chainReads, forgetReads, keptYears, proveReads } from '../../src/read-journal/read-chain-store.js';
import { firstDifferentRead, ReadsStillWait } from '../../src/read-journal/read-export.js';
import { recordRead } from '../../src/read-journal/read-journal-store.js';
import { openTestUniversity, type TestUniversity } from '../support/university.js';

const beginning: ReadPlace = { no: 0, hash: emptyReadHash };
const facts = fc.record<ReadFacts>({
  id: fc.nat(),
  reader_id: fc.nat(),
  role: fc.constantFrom(null, 'dldHead'),
  acting_for_id: fc.option(fc.nat()),
  subject_id: fc.option(fc.nat()),
  object: fc.option(fc.string()),
  data_class: fc.constantFrom('P2', 'P3', 'P4', 'S1'),
  matter: fc.constant('trainingHistory'),
  purpose: fc.option(fc.string()),
  via: fc.string(),
  read_at: fc.nat(),
});
const chained = (reads: readonly ReadFacts[], last = beginning): ReadJournalRow[] =>
  linkReads(reads, last).map(({ no, hash }, index) => ({ ...reads[index]!, chain_no: no, chain_hash: hash }));

describe('the chain of reads', () => {
  it('is followed to its end, in pieces of any size', () => {
    fc.assert(
      fc.property(fc.array(facts), fc.integer({ min: 1, max: 5 }), (reads, size) => {
        const rows = chained(reads);
        let place: ReturnType<typeof followReads> = beginning;
        for (let at = 0; at < rows.length; at += size)
          place = followReads(rows.slice(at, at + size), place as ReadPlace);
        expect(place).to.deep.equal({ no: rows.length, hash: rows.at(-1)?.chain_hash ?? emptyReadHash });
      }),
    );
  });

  it('breaks at the first entry that was changed in any field, taken out, doubled or moved', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 2, maxLength: 8 }), fc.nat(), fc.nat(), (reads, where, which) => {
        const rows = chained(reads);
        const at = where % rows.length;
        const fields = Object.keys(reads[0]!) as (keyof ReadFacts)[];
        const field = fields[which % fields.length]!;
        const changed = rows.with(at, {
          ...rows[at]!,
          [field]: 'never drawn, whatever the field',
        });
        expect(followReads(changed, beginning)).to.deep.equal({ brokenNo: at + 1 });
        const doubled = [...rows.slice(0, at + 1), ...rows.slice(at)];
        expect(followReads(doubled, beginning)).to.deep.equal({ brokenNo: at + 2 });
        if (at === rows.length - 1) return;
        expect(followReads(rows.toSpliced(at, 1), beginning)).to.deep.equal({ brokenNo: at + 1 });
        const moved = rows.with(at, rows[at + 1]!).with(at + 1, rows[at]!);
        expect(followReads(moved, beginning)).to.deep.equal({ brokenNo: at + 1 });
      }),
    );
  });

  describe('in the database', () => {
    let university: TestUniversity;
    let db: Knex;

    beforeEach(async () => {
      university = await openTestUniversity();
      db = university.db;
    });

    async function read(times: number, at = university.clock.at): Promise<void> {
      const reader = await university.person('dldhead');
      const subject = await university.person('teacher02');
      for (let no = 1; no <= times; no++)
        await recordRead(
          { db, now: () => at + no },
          {
            reader,
            as: 'dldHead',
            subjectIds: [subject.id],
            dataClass: 'P4',
            purpose: 'Қажеттілік №1',
            matter: 'trainingHistory',
            via: 'overview',
          },
        );
    }

    it('an entry is written without a place; the round of the worker gives it one, and the next goes on from there', async () => {
      await read(3);
      expect(await proveReads(db)).to.deep.equal({ entries: 0, waiting: 3 });
      expect(await chainReads(db)).to.equal(3);
      await read(2);
      expect(await chainReads(db)).to.equal(2);
      expect(await chainReads(db)).to.equal(0);
      expect(await proveReads(db)).to.deep.equal({ entries: 5, waiting: 0 });
      expect((await db('read_journal').orderBy('id')).map((row) => Number(row.chain_no))).to.deep.equal([
        1, 2, 3, 4, 5,
      ]);
    });

    it('more than one batch is chained in one round', async () => {
      const people = await db('persons').pluck<number[]>('id');
      const reader = await university.person('dldhead');
      const one = { reader, as: 'dldHead', dataClass: 'P2', matter: 'trainingHistory', via: 'overview' } as const;
      for (let time = 0; time * (people.length - 1) < 1100; time++)
        await recordRead({ db, now: () => time }, { ...one, subjectIds: people });
      const { total } = (await db('read_journal').count({ total: '*' }).first())!;
      expect(await chainReads(db))
        .to.equal(Number(total))
        .and.to.be.above(1000);
      expect(await proveReads(db)).to.deep.equal({ entries: Number(total), waiting: 0 });
    });

    it('two workers at once give every entry one place', async () => {
      await read(20);
      const [one, other] = await Promise.all([chainReads(db), chainReads(db)]);
      expect(one + other).to.equal(20);
      expect(await proveReads(db)).to.deep.equal({ entries: 20, waiting: 0 });
    });

    it('names the entry that was changed, taken out, or lost its place, and a tail that was cut off', async () => {
      await read(5);
      await chainReads(db);
      const broken = async () => (await proveReads(db)).brokenNo;
      const third = db('read_journal').where({ chain_no: 3 });
      const row = (await third.clone().first())!;
      await third.clone().update({ reader_id: row.subject_id! });
      expect(await broken()).to.equal(3);
      await third.clone().update({ reader_id: row.reader_id });
      expect(await broken()).to.equal(undefined);
      await third.clone().update({ chain_no: null, chain_hash: null });
      expect(await broken()).to.equal(3);
      await db('read_journal').where({ id: row.id }).update({ chain_no: row.chain_no, chain_hash: row.chain_hash });
      expect(await broken()).to.equal(undefined);
      await db('read_journal').where({ chain_no: 5 }).delete();
      expect(await broken()).to.equal(5);
      await db('read_journal').where({ chain_no: 2 }).delete();
      expect(await broken()).to.equal(2);
    });

    it('its beginning is forgotten when its time has run out, and the rest is still proved', async () => {
      const now = university.clock.at;
      const old = now - (keptYears + 1) * 366 * 86_400_000;
      await read(3, old);
      await read(2, now);
      await chainReads(db);
      await forgetReads(db, now);
      expect(await db('read_journal')).to.have.length(2);
      expect(await proveReads(db)).to.deep.equal({ entries: 2, waiting: 0 });
      await forgetReads(db, now);
      await read(1, now);
      await chainReads(db);
      expect(await proveReads(db)).to.deep.equal({ entries: 3, waiting: 0 });
      await db('read_journal').where({ chain_no: 4 }).delete();
      expect((await proveReads(db)).brokenNo).to.equal(4);
    });

    describe('is kept as a file for each day', () => {
      const day = '2026-10-08';
      const later = localToInstant('2026-10-09', '00:01');
      let folder = '';
      beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'qashyq-reads-'))));
      afterEach(() => rmSync(folder, { recursive: true }));
      const lines = (file: string) => readFileSync(file, 'utf8').split('\n');

      it('with the entries of that day only, readable for its owner, and the same bytes the second time', async () => {
        await read(2, localToInstant('2026-10-07', '23:59') - 100);
        await read(3);
        await read(1, localToInstant('2026-10-09', '00:00'));
        await chainReads(db);
        const { file, isNew } = await keepReadExport(db, folder, day, later);
        expect(isNew).to.equal(true);
        expect(
          lines(file)
            .filter((line) => line !== '')
            .map((line) => (JSON.parse(line) as { no: number }).no),
        ).to.deep.equal([3, 4, 5]);
        expect(statSync(file).mode & 0o777).to.equal(0o600);
        expect(await keepReadExport(db, folder, day, later)).to.deep.equal({ file, isNew: false });
        expect(readdirSync(folder)).to.deep.equal([`reads-${day}.ndjson`]);
        expect(await firstDifferentRead(db, lines(file))).to.equal(undefined);
      });

      it('not before the day is over, nor while an entry of it has no place', async () => {
        await read(1);
        const refused = async (now: number) => keepReadExport(db, folder, day, now).catch((error: unknown) => error);
        expect(await refused(later)).to.be.instanceOf(ReadsStillWait);
        await chainReads(db);
        expect(await refused(localToInstant(day, '23:59'))).to.be.instanceOf(ReadsStillWait);
        expect(readdirSync(folder)).to.deep.equal([]);
      });

      it('which shows that the whole chain was written anew, where the chain itself does not', async () => {
        await read(4);
        await chainReads(db);
        const { file } = await keepReadExport(db, folder, day, later);
        const auditor = await university.person('auditor');
        await db('read_journal').where({ chain_no: 2 }).update({ reader_id: auditor.id });
        await db('read_journal').update({ chain_no: null, chain_hash: null });
        await db('read_chain').update({ last_no: 0, last_hash: emptyReadHash });
        await chainReads(db);
        expect(await proveReads(db)).to.deep.equal({ entries: 4, waiting: 0 });
        expect(await firstDifferentRead(db, lines(file))).to.equal(2);
        const before = readFileSync(file);
        expect(await keepReadExport(db, folder, day, later).catch((error: unknown) => error)).to.be.instanceOf(
          ExportDiffers,
        );
        expect(readFileSync(file).equals(before)).to.equal(true);
        writeFileSync(file, '');
        expect(await firstDifferentRead(db, lines(file)), 'an empty file says nothing').to.equal(undefined);
      });
    });
  });
});
