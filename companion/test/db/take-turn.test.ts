import { expect } from 'chai';
import { takeTurn } from '../../src/db/take-turn.js';
import { inTransaction } from '../../src/db/transaction.js';
import { openTestDatabase } from '../support/database.js';

describe('a turn', () => {
  it('is taken by one transaction after another: of twelve who want one of three rooms at once, three get it', async () => {
    const db = await openTestDatabase();
    const want = (name: string) =>
      inTransaction(db, async (trx) => {
        await takeTurn(trx, 'rooms');
        const taken = (await trx('rooms')).length;
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (taken < 3) await trx('rooms').insert({ code: name, seats: null });
        return taken < 3;
      });
    const got = await Promise.all(Array.from({ length: 12 }, (_, index) => want(`room ${index}`)));
    expect(got.filter(Boolean)).to.have.length(3);
    expect(await db('rooms')).to.have.length(3);
  });
});
