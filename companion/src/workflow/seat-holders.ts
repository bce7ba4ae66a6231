import type { Knex } from 'knex';
import type { PersonRow, SeatRow } from '../db/tables.js';
import { listDelegatesOfEach } from '../identity/delegation-store.js';
import { listHolders } from '../identity/person-store.js';

/**
 * Everyone who may decide at a seat now: its holders and those who decide in their place, without those who prepared this edition,
 * as nobody agrees their own document.
 */
export async function listDeciders(
  db: Knex,
  seat: Pick<SeatRow, 'case_id' | 'edition_no' | 'role' | 'org_unit_id'>,
  now: number,
): Promise<PersonRow[]> {
  const caseRow = await db('cases').where({ id: seat.case_id }).first('author_id');
  const edition = await db('editions').where({ case_id: seat.case_id, edition_no: seat.edition_no }).first('frozen_by');
  const preparedBy = [caseRow?.author_id, edition?.frozen_by];
  const place = { role: seat.role, orgUnitId: seat.org_unit_id };
  const holders = await listHolders(db, place.role, place.orgUnitId, now);
  const [delegates] = await listDelegatesOfEach(db, [place], seat.case_id, now);
  const ids = [...holders, ...delegates!.map(({ person }) => person)].map(({ id }) => id);
  return db('persons')
    .whereIn(
      'id',
      ids.filter((id) => !preparedBy.includes(id)),
    )
    .orderBy('id');
}
