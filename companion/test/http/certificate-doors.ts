/** Who gets past the doors of attendance, certificates and hours; the fixture that these doors lead to. */
import type { attendanceEndpoints, certificateEndpoints } from '@qashyq/shared-types';
import type { DemoPerson } from '../../src/demo/university.js';
import { addOutside } from '../../src/features/training/outside/outside-certificates.js';
import { finishHeld, holdTraining, issueHeld } from '../support/held-training.js';
import type { CallOptions, RunningService } from '../support/running-service.js';
import { pdfFile } from '../support/small-files.js';

interface Row {
  draft: readonly string[];
  submitted: readonly string[];
  options?: CallOptions;
}
type Rows = Record<keyof typeof attendanceEndpoints | keyof typeof certificateEndpoints, Row>;

const trainer = 'teacher02';
/** Holds a certificate, and brought another. */
const holder = 'teacher01';
const department = ['dldhead', 'methodist'];
const keepers = [trainer, ...department];

export function certificateDoors(persons: readonly DemoPerson[]): Rows {
  const staff = persons.filter(({ roles }) => roles.length > 0).map(({ login }) => login);
  const holding = (...wanted: string[]) =>
    persons.filter(({ roles }) => roles.some(([role]) => wanted.includes(role))).map(({ login }) => login);
  const overview = holding('dldHead', 'dldMethodist', 'hrHead', 'auditor', 'dean', 'chairHead');
  // The holder is a head: of the deans and heads only their dean reads about them, besides themselves.
  const chain = [...holding('dldHead', 'dldMethodist', 'hrHead', 'auditor'), 'dean1', holder];
  const both = (logins: readonly string[], options: CallOptions = {}): Row => ({
    draft: logins,
    submitted: logins,
    options,
  });
  const nobody = (options: CallOptions = {}) => both([], options);
  return {
    attendance: both(keepers),
    markAttendance: both(keepers, { body: { marks: [{ applicationId: 1, status: 'present' }] } }),
    checkInCode: both(keepers, { query: { home: 'portal' } }),
    checkIns: both(staff),
    // Nobody knows the code.
    checkIn: nobody({ body: { sessionId: 1, code: 'AAAAAA' } }),
    signInSheet: both(keepers),
    trainingResults: both(department),
    // The training has no final task, and is not over yet.
    enterFinalTasks: nobody({ body: { results: [{ applicationId: 1, result: 'passed' }] } }),
    finishTraining: nobody({ body: { version: 1 } }),
    trainingCertificates: both(department),
    issueCertificates: nobody(),
    trainingCertificatesZip: nobody(),
    certificates: both(department),
    certificateFile: both(chain),
    // The first who presses revokes; whoever else presses is told so, and the same click again is fine.
    revokeCertificate: both(['dldhead'], { body: { reason: 'қате' } }),
    checkCertificateFile: nobody({ params: { code: 'AAAA-AAAA-AAAA-AAAA' }, upload: pdfFile() }),
    outsideCertificates: both(department),
    // The second time it is the same file again.
    addOutsideCertificate: {
      draft: staff,
      submitted: [],
      options: {
        query: { title: 'а', issuer: 'б', hours: 8, fromOn: '2026-01-12', toOn: '2026-01-12', fileName: 'a.pdf' },
        upload: pdfFile('another'),
      },
    },
    outsideCertificateFile: both(chain),
    decideOutsideCertificate: {
      draft: ['dldhead'],
      submitted: [],
      options: { body: { decision: 'refuse', reason: 'мөрі жоқ' } },
    },
    myTranscript: both(staff),
    transcript: both(chain),
    // There is no such entry.
    correctHours: nobody({ body: { entryId: 999_999, correctable: 1, hours: 1, reason: 'x' } }),
    shortOfNorm: both(overview),
    shortOfNormFile: both(overview),
    saveTrainingNorm: both(['dldhead'], { body: { position: 'docent', hours: 72, years: 5 } }),
  };
}

export type CertificateIds = Record<'trainingId' | 'sessionId' | 'certificateId' | 'outsideId' | 'personId', number>;

/** A training that runs now, and the certificates of one person. The running one is made first, so that its ids are 1. */
export async function openCertificateDoors({ university, composition }: RunningService): Promise<CertificateIds> {
  const { db, clock, person } = university;
  const running = await holdTraining(university, {
    people: ['teacher03'],
    trainer,
    sessions: 1,
    endsAt: clock.at + 30 * 60_000,
  });
  const over = await holdTraining(university, { people: [holder], trainer });
  await finishHeld(university, over);
  await issueHeld(university, over);
  await composition.worker.drain();
  const outsideId = await addOutside(
    db,
    await person(holder),
    { title: 'а', issuer: 'б', hours: 8, fromOn: '2026-01-12', toOn: '2026-01-12', fileName: 'a.pdf' },
    pdfFile(),
    clock.at,
  );
  return {
    trainingId: running.trainingId,
    sessionId: running.sessions[0]!.id,
    certificateId: (await db('training_certificates').where({ training_id: over.trainingId }).first())!.id,
    outsideId,
    personId: (await person(holder)).id,
  };
}
