/** The person behind a launch token. */
import type { Knex } from 'knex';
import type { LaunchClaims } from '@qashyq/shared-types';
import type { Config } from '../config.js';
import type { PersonRow } from '../db/tables.js';
import { inTransaction, isDuplicate } from '../db/transaction.js';
import { AppError } from '../errors.js';
import { findPersonByLogin } from './person-store.js';

/** `persons.login` and the widths of the other columns. */
const longest = { login: 100, name: 200, email: 254 };

export type PersonClaim = Config['moodlePersonClaim'];

/**
 * Finds the person whose login equals the configured claim, or makes one without roles; remembers their Moodle account, where notices go,
 * and the language they read Moodle in.
 *
 * A person has one Moodle account. When another account brings the same login (one deleted and made again, a Moodle set up anew), the
 * link moves only if the login is Moodle's username: Moodle keeps it unique and its owner cannot change it, so the account that has it
 * now is the one that is meant, just as it is for SAML. An idnumber may stand in several accounts and an e-mail address can be changed by
 * its owner: with those, a second account is refused (`accountNotLinked`) until somebody with rights ends the first link.
 */
export async function linkMoodlePerson(
  db: Knex,
  claims: LaunchClaims,
  claim: PersonClaim,
  now: number,
): Promise<PersonRow> {
  const login = claims[claim].trim();
  if (login === '' || login.length > longest.login) throw new AppError('accountNotLinked');
  const moodleUserId = Number(claims.sub);
  const known = await findPersonByLogin(db, login);
  if (known?.moodle_user_id === moodleUserId && known.locale === claims.lang) return known;

  try {
    return await inTransaction(db, async (trx) => {
      const linked = await trx('persons').where({ moodle_user_id: moodleUserId }).first();
      const person = (await findPersonByLogin(trx, login)) ?? (await createPerson(trx, login, claims, now));
      const movesAway = linked !== undefined && linked.id !== person.id;
      const movesHere = person.moodle_user_id !== null && person.moodle_user_id !== moodleUserId;
      if ((movesAway || movesHere) && claim !== 'username') throw new AppError('accountNotLinked');
      if (movesAway) await trx('persons').where({ id: linked.id }).update({ moodle_user_id: null });
      const link = { moodle_user_id: moodleUserId, locale: claims.lang };
      await trx('persons').where({ id: person.id }).update(link);
      return { ...person, ...link };
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // Two first requests of the same person at once: the other one made the row. Or the login differs from a known one in case only.
    const made = await findPersonByLogin(db, login);
    if (made?.moodle_user_id !== moodleUserId) throw new AppError('accountNotLinked', { cause: error });
    return made;
  }
}

/** Ends the link of a person to a Moodle account, so that another account with the same idnumber or e-mail can take its place. Is there such a person. */
export async function unlinkMoodleAccount(db: Knex, login: string): Promise<boolean> {
  const person = await findPersonByLogin(db, login);
  if (person === undefined) return false;
  await db('persons').where({ id: person.id }).update({ moodle_user_id: null });
  return true;
}

async function createPerson(
  trx: Knex.Transaction,
  login: string,
  claims: LaunchClaims,
  now: number,
): Promise<PersonRow> {
  // Surname first, as documents here write names.
  const name = `${claims.lastname} ${claims.firstname}`.trim().slice(0, longest.name) || login;
  const person = {
    login,
    staff_code: null,
    name_kk: name,
    name_ru: name,
    name_en: name,
    email: claims.email === '' || claims.email.length > longest.email ? null : claims.email,
    locale: claims.lang,
    mail_pace: 'atOnce' as const,
    moodle_user_id: null,
    org_unit_id: null,
    position: null,
    created_at: now,
  };
  const [id] = await trx('persons').insert(person);
  return { id: id!, ...person };
}
