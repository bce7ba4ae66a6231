/** Looking people up. */
import type { Knex } from 'knex';
import type { FoundPerson, Page, QueryOf } from '@qashyq/shared-types';
import type { PersonRow } from '../db/tables.js';
import { AppError } from '../errors.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import { loadBriefs } from '../workflow/case-presenter.js';
import { nameHolds } from './person-search.js';
import { personBrief } from './person-store.js';
import { canFindPersons } from './policies.js';

export function personRoutes(on: EndpointRouter['on'], db: Knex): void {
  on('findPersons', ({ person, query }) => {
    if (!canFindPersons(person)) throw new AppError('notAllowed');
    return findPersons(db, query);
  });
}

async function findPersons(db: Knex, { search, page, pageSize }: QueryOf<'findPersons'>): Promise<Page<FoundPerson>> {
  const found = () => db('persons').where(nameHolds(search));
  const rows: PersonRow[] = await found()
    .orderBy(['name_kk', 'id'])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const count = await found().count({ total: '*' }).first();
  const briefs = await loadBriefs(
    db,
    [],
    rows.flatMap((row) => row.org_unit_id ?? []),
  );
  return {
    items: rows.map((row) => ({
      ...personBrief(row),
      orgUnit: row.org_unit_id === null ? null : briefs.orgUnit(row.org_unit_id),
    })),
    page,
    pageSize,
    total: Number(count?.['total'] ?? 0),
  };
}
