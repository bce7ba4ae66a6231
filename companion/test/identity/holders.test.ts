import { expect } from 'chai';
import { listHolders, listHoldersOfEach } from '../../src/identity/person-store.js';
import { openTestUniversity } from '../support/university.js';

describe('holders of several places at once', () => {
  it('are for each place those who are found for it alone, in the same order', async () => {
    const { db, clock } = await openTestUniversity();
    const units = await db('org_units').select('id');
    const roles = ['chairHead', 'dean', 'dldHead', 'teacher', 'viceRectorAcademic', 'proctor'] as const;
    const places = roles.flatMap((role) => units.map(({ id }) => ({ role, orgUnitId: id })));
    const together = await listHoldersOfEach(db, places, clock.at);
    for (const [index, { role, orgUnitId }] of places.entries()) {
      const alone = await listHolders(db, role, orgUnitId, clock.at);
      expect(together[index]!.map((person) => person.id)).to.deep.equal(alone.map((person) => person.id));
    }
    expect(together.some((holders) => holders.length > 1)).to.equal(true);
  });

  it('name a person once who holds the role in two units below, and nobody whose role has ended', async () => {
    const { db, clock, person } = await openTestUniversity();
    const { id } = await person('dispatcher2');
    const root = (await db('org_units').whereNull('parent_id').first())!.id;
    const ended = await person('dispatcher1');
    await db('person_roles').where({ person_id: ended.id }).update({ valid_to_on: '2026-08-31' });
    const [schedulers] = await listHoldersOfEach(db, [{ role: 'scheduler', orgUnitId: root }], clock.at);
    expect(schedulers!.map((holder) => holder.id)).to.deep.equal([id]);
  });
});
