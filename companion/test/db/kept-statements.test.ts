import { expect } from 'chai';
import { onDatabaseServer, openTestDatabase } from '../support/database.js';

describe('statements kept by a SQLite connection', function () {
  before(function () {
    if (onDatabaseServer) this.skip();
  });

  it('see what was written since they were compiled, with other values each time', async () => {
    const db = await openTestDatabase();
    const unit = (code: string) => ({
      code,
      type: 'faculty',
      parent_id: null,
      name_kk: code,
      name_ru: '',
      name_en: '',
    });
    for (const code of ['F1', 'F2', 'F3']) await db('org_units').insert(unit(code));
    for (const code of ['F1', 'F2', 'F3'])
      expect((await db('org_units').where({ code })).map((row) => row.name_kk)).to.deep.equal([code]);
    await db('org_units').where({ code: 'F2' }).update({ name_kk: 'changed' });
    expect((await db('org_units').where({ code: 'F2' }).first())!.name_kk).to.equal('changed');
  });

  it('know the columns of a table that was changed since', async () => {
    const db = await openTestDatabase();
    await db.raw('create table things (a integer)');
    await db.raw('insert into things (a) values (1)');
    const everything = async () => (await db.raw('select * from things')) as unknown[];
    expect(await everything()).to.deep.equal([{ a: 1 }]);
    await db.raw('alter table things add column b integer');
    expect(await everything()).to.deep.equal([{ a: 1, b: null }]);
  });

  it('do not pile up', async () => {
    const db = await openTestDatabase();
    for (let count = 1; count <= 1200; count++)
      await db('org_units').whereIn(
        'id',
        Array.from({ length: count % 600 }, (_, index) => index),
      );
    expect(await db('org_units')).to.deep.equal([]);
  }).timeout(30_000);
});
