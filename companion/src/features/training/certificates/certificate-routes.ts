import type { Knex } from 'knex';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings } from '../../../identity/policies.js';
import { recordRead } from '../../../read-journal/read-journal-store.js';
import { trainingOfDepartment } from '../attendance/may-keep-attendance.js';
import { roleThatReads } from '../hours/may-read-hours.js';
import { fileOf, getCertificate } from './certificate-store.js';
import { zipCertificates } from './certificates-zip.js';
import { checkFile } from './check-certificate.js';
import { issueCertificates } from './issue-certificates.js';
import { listCertificates, presentCertificates } from './present-certificates.js';
import { revokeCertificate } from './revoke-certificate.js';

export interface CertificateDeps {
  db: Knex;
  catalogue: Catalogue;
  now: () => number;
  publicUrl: string;
  wakeWorker: () => void;
}

/** The department issues and revokes; holders take theirs; anyone checks. */
export function certificateRoutes(on: EndpointRouter['on'], deps: CertificateDeps): void {
  const { db, catalogue, now, wakeWorker } = deps;

  on('trainingCertificates', async ({ person, params }) =>
    presentCertificates(db, await trainingOfDepartment(db, person, params.trainingId), now()),
  );
  on('issueCertificates', async ({ person, params }) => {
    const training = await trainingOfDepartment(db, person, params.trainingId);
    if ((await issueCertificates(deps, person, training.id, now())) > 0) wakeWorker();
    return presentCertificates(db, training, now());
  });
  on('trainingCertificatesZip', async ({ person, params, query, locale }) => {
    const training = await trainingOfDepartment(db, person, params.trainingId);
    const language = query.locale ?? locale;
    const { content, personIds } = await zipCertificates(db, training.id, language);
    await recordRead(deps, {
      reader: person,
      as: canRunTrainings(person) ? departmentRole(person) : null,
      subjectIds: personIds,
      object: `training:${training.id}`,
      dataClass: 'P2',
      matter: 'certificate',
      via: 'trainingCertificatesZip',
    });
    return { fileName: catalogue.text(language, 'certificates_zip_name', training[`title_${language}`]), content };
  });
  on('certificates', async ({ person, query }) => {
    if (!canRunTrainings(person)) throw new AppError('notAllowed');
    return listCertificates(db, query, now());
  });
  on('certificateFile', async ({ person, params, query, locale }) => {
    const certificate = await getCertificate(db, params.certificateId);
    const isMine = certificate.person_id === person.id;
    const as = isMine ? null : await roleThatReads(db, person, certificate.person_id);
    // Whoever may not read it does not learn that it is there.
    if (!isMine && as === null) throw new AppError('notFound');
    const language = query.locale ?? locale;
    const content = await fileOf(db, certificate.id, language);
    if (content === undefined) throw new AppError('actionNotPossible');
    await recordRead(deps, {
      reader: person,
      as,
      subjectIds: [certificate.person_id],
      dataClass: 'P2',
      matter: 'certificate',
      via: 'certificateFile',
    });
    return { fileName: `${catalogue.text(language, 'certificate_filename', certificate.number)}.pdf`, content };
  });
  on('revokeCertificate', async ({ person, params, body }) => {
    if (!canRunTrainings(person)) throw new AppError('notAllowed');
    await revokeCertificate(db, person, params.certificateId, body.reason, now());
    wakeWorker();
  });
  on('checkCertificateFile', async ({ params, upload }) => {
    const checked = await checkFile(db, params.code, upload);
    if (checked === undefined) throw new AppError('notFound');
    return checked;
  });
}

function departmentRole(person: CurrentPerson): 'dldHead' | 'dldMethodist' {
  return person.roles.some((held) => held.role === 'dldHead') ? 'dldHead' : 'dldMethodist';
}
