/** The journal of reads: what concerns me, and for the auditor the whole. Looking into the whole is a read like any other. */
import type { Knex } from 'knex';
import { AppError } from '../errors.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import { personBrief } from '../identity/person-store.js';
import { canSeeReadJournal } from '../identity/policies.js';
import { listReads, listReadsOf } from './read-journal-lists.js';
import { keptYears } from './read-chain-store.js';
import { recordRead } from './read-journal-store.js';

export function readJournalRoutes(on: EndpointRouter['on'], deps: { db: Knex; now: () => number }): void {
  const { db } = deps;
  on('myReads', ({ person, query }) => listReadsOf(db, person.id, query));
  on('readJournal', async ({ person, query }) => {
    if (!canSeeReadJournal(person)) throw new AppError('notAllowed');
    const asked = query.personId === undefined ? undefined : await db('persons').where({ id: query.personId }).first();
    if (query.personId !== undefined && asked === undefined) throw new AppError('notFound');
    const page = await listReads(db, query);
    // One entry for each look: one for every person shown would bury what is looked for under the looking.
    await recordRead(deps, {
      reader: person,
      as: 'auditor',
      subjectIds: asked === undefined ? [] : [asked.id],
      object: 'readJournal',
      dataClass: 'P2',
      matter: 'readJournal',
      via: 'readJournal',
    });
    return { ...page, person: asked === undefined ? null : personBrief(asked), keptYears };
  });
}
