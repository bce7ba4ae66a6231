import type { Knex } from 'knex';
import type { Locale } from '@qashyq/shared-types';
import type { Catalogue } from '../../i18n/catalogue.js';
import { validOn } from '../person-store.js';
import { localDate } from '../../calendar/working-days.js';

export interface DemoPerson {
  login: string;
  name: string;
  /** Roles with their units, in words. */
  posts: string[];
}

/** Everybody who holds a role today, in the order they were entered: who one can sign in as. */
export async function listDemoPeople(
  db: Knex,
  catalogue: Catalogue,
  locale: Locale,
  now: number,
): Promise<DemoPerson[]> {
  const name = `name_${locale}` as const;
  const rows = await db('persons')
    .join('person_roles', 'person_roles.person_id', 'persons.id')
    .join('org_units', 'org_units.id', 'person_roles.org_unit_id')
    .where(validOn(localDate(now)))
    .orderBy(['persons.id', 'person_roles.id'])
    .select('persons.login', { person: `persons.${name}` }, { unit: `org_units.${name}` }, 'person_roles.role');
  const people = new Map<string, DemoPerson>();
  for (const row of rows as { login: string; person: string; unit: string; role: string }[]) {
    const person = people.get(row.login) ?? { login: row.login, name: row.person, posts: [] };
    person.posts.push(`${catalogue.text(locale, `role_${row.role.toLowerCase()}`)} · ${row.unit}`);
    people.set(row.login, person);
  }
  return [...people.values()];
}
