import { expect } from 'chai';
import { inSnapshot } from '../../src/db/transaction.js';
import { openTestDatabase } from '../support/database.js';

describe('a snapshot', () => {
  it('shows the database as it stood at its first query, although somebody writes meanwhile', async () => {
    const db = await openTestDatabase();
    const count = async (on: typeof db) => (await on('rooms')).length;
    let written: Promise<unknown> | undefined;
    const seen = await inSnapshot(db, async (trx) => {
      const before = await count(trx);
      // On SQLite the one connection is ours and the writer waits; on a server it has its own and commits at once.
      written = db('rooms').insert({ code: '1-110', seats: 24 }).then();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return [before, await count(trx)];
    });
    await written;
    expect(seen).to.deep.equal([0, 0]);
    expect(await count(db)).to.equal(1);
  });
});
