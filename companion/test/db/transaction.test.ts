import { expect } from 'chai';
import type { Knex } from 'knex';
import { inSnapshot, inTransaction } from '../../src/db/transaction.js';
import { onDatabaseServer, openTestDatabase } from '../support/database.js';

describe('a snapshot', () => {
  it('shows the database as it stood at its first query, although somebody writes meanwhile', async () => {
    const db = await openTestDatabase();
    const count = async (on: typeof db) => (await on('rooms')).length;
    let written: Promise<unknown> | undefined;
    const seen = await inSnapshot(db, async (trx) => {
      const before = await count(trx);
      // On SQLite the one connection is ours and the writer waits; on a server it has its own and commits at once.
      written = db('rooms').insert({ code: '1-110', seats: 24 }).then();
      if (onDatabaseServer) await written;
      return [before, await count(trx)];
    });
    await written;
    expect(seen).to.deep.equal([0, 0]);
    expect(await count(db)).to.equal(1);
  });
});

describe('a transaction', () => {
  const busy = () => Object.assign(new Error('busy'), { code: 'SQLITE_BUSY', errno: 1213 });

  it('that met another is run again as a whole, and leaves nothing of its first run', async () => {
    const db = await openTestDatabase();
    let runs = 0;
    await inTransaction(db, async (trx) => {
      runs += 1;
      await trx('rooms').insert({ code: `room ${runs}`, seats: null });
      if (runs < 3) throw busy();
    });
    expect((await db('rooms')).map((room) => room.code)).to.deep.equal(['room 3']);
  });

  it('that meets others again and again gives up, and one with a fault of its own does so at once', async () => {
    const db = await openTestDatabase();
    for (const [error, wished] of [
      [busy(), 7],
      [new Error('a fault'), 1],
    ] as const) {
      let runs = 0;
      const outcome = await inTransaction(db, () => {
        runs += 1;
        return Promise.reject(error);
      }).catch((thrown: unknown) => thrown);
      expect([outcome, runs]).to.deep.equal([error, wished]);
    }
  });

  describe('whose connection is lost', () => {
    before(function () {
      if (!onDatabaseServer) this.skip();
    });
    const loseConnection = async (db: Knex, trx: Knex.Transaction) => {
      const [[{ id }]] = (await trx.raw('select connection_id() as id')) as unknown as [[{ id: number }]];
      await db.raw(`kill ${id}`);
    };

    it('before the commit is run again', async () => {
      const db = await openTestDatabase();
      let runs = 0;
      await inTransaction(db, async (trx) => {
        runs += 1;
        await trx('rooms').insert({ code: `room ${runs}`, seats: null });
        if (runs > 1) return;
        await loseConnection(db, trx);
        await trx('rooms').insert({ code: 'never', seats: null });
      });
      expect((await db('rooms')).map((room) => room.code)).to.deep.equal(['room 2']);
    });

    it('while committing is not run again: nobody knows whether it happened', async () => {
      const db = await openTestDatabase();
      let runs = 0;
      const outcome = await inTransaction(db, async (trx) => {
        runs += 1;
        await loseConnection(db, trx);
      }).catch((error: unknown) => error);
      expect(outcome).to.be.instanceOf(Error);
      expect(runs).to.equal(1);
    });
  });
});
