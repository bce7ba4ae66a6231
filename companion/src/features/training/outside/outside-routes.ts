import type { Knex } from 'knex';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import { canRunTrainings, canSeeTrainings } from '../../../identity/policies.js';
import { recordRead } from '../../../read-journal/read-journal-store.js';
import { roleThatReads } from '../hours/may-read-hours.js';
import { addOutside, decideOutside, getOutside, outsideFile } from './outside-certificates.js';
import { listOutside, presentOutside } from './present-outside.js';

/** People bring certificates, the department decides. */
export function outsideRoutes(
  on: EndpointRouter['on'],
  deps: { db: Knex; now: () => number; wakeWorker: () => void },
): void {
  const { db, now, wakeWorker } = deps;

  on('outsideCertificates', async ({ person, query }) => {
    if (!canRunTrainings(person)) throw new AppError('notAllowed');
    return listOutside(db, query);
  });
  on('addOutsideCertificate', async ({ person, query, upload }) => {
    if (!canSeeTrainings(person)) throw new AppError('notAllowed');
    return view(await addOutside(db, person, query, upload, now()));
  });
  on('outsideCertificateFile', async ({ person, params }) => {
    const row = await getOutside(db, params.outsideId);
    const isMine = row.person_id === person.id;
    const as = isMine ? null : await roleThatReads(db, person, row.person_id);
    if (!isMine && as === null) throw new AppError('notFound');
    await recordRead(deps, {
      reader: person,
      as,
      subjectIds: [row.person_id],
      dataClass: 'P2',
      matter: 'certificate',
      via: 'outsideCertificateFile',
    });
    return outsideFile(db, row);
  });
  on('decideOutsideCertificate', async ({ person, params, body }) => {
    if (!canRunTrainings(person)) throw new AppError('notAllowed');
    await decideOutside(db, person, params.outsideId, body, now());
    wakeWorker();
    return view(params.outsideId);
  });

  async function view(outsideId: number) {
    return (await presentOutside(db, [await getOutside(db, outsideId)]))[0]!;
  }
}
