/** The only file that knows the paths of attendance, certificates and hours in the companion's API. */
import type {
  attendanceEndpoints,
  AttendanceSheet,
  BodyInputOf,
  certificateEndpoints,
  CheckInCode,
  CheckIns,
  Locale,
  OutsideCertificate,
  QueryInputOf,
  ShortOfNorm,
  TrainingCertificates,
  TrainingNorm,
  TrainingResults,
  Transcript,
} from '@qashyq/shared-types';
import type { Address, Connection, Filling } from '../connection.js';

/** The same methods and paths as in the contract; a test compares them. The check of a file is asked by its own page. */
export const certificatePaths = {
  attendance: 'GET /api/trainings/:trainingId/attendance',
  markAttendance: 'POST /api/trainings/:trainingId/sessions/:sessionId/attendance',
  checkInCode: 'GET /api/trainings/:trainingId/sessions/:sessionId/check-in-code',
  checkIns: 'GET /api/check-in',
  checkIn: 'POST /api/check-in',
  signInSheet: 'GET /api/trainings/:trainingId/sessions/:sessionId/sign-in-sheet.pdf',
  trainingResults: 'GET /api/trainings/:trainingId/results',
  enterFinalTasks: 'POST /api/trainings/:trainingId/final-tasks',
  finishTraining: 'POST /api/trainings/:trainingId/finish',
  trainingCertificates: 'GET /api/trainings/:trainingId/certificates',
  issueCertificates: 'POST /api/trainings/:trainingId/certificates',
  trainingCertificatesZip: 'GET /api/trainings/:trainingId/certificates.zip',
  certificates: 'GET /api/certificates',
  certificateFile: 'GET /api/certificates/:certificateId/certificate.pdf',
  revokeCertificate: 'POST /api/certificates/:certificateId/revoke',
  outsideCertificates: 'GET /api/outside-certificates',
  addOutsideCertificate: 'POST /api/outside-certificates',
  outsideCertificateFile: 'GET /api/outside-certificates/:outsideId/file',
  decideOutsideCertificate: 'POST /api/outside-certificates/:outsideId/decision',
  myTranscript: 'GET /api/my-transcript',
  transcript: 'GET /api/transcripts/:personId',
  correctHours: 'POST /api/transcripts/:personId/corrections',
  shortOfNorm: 'GET /api/training-norms/standing',
  shortOfNormFile: 'GET /api/training-norms/standing.xlsx',
  saveTrainingNorm: 'POST /api/training-norms',
} as const satisfies Record<
  Exclude<keyof typeof attendanceEndpoints | keyof typeof certificateEndpoints, 'checkCertificateFile'>,
  Address
>;

export type CertificateRepository = ReturnType<typeof openCertificateRepository>;

/** Answers are typed by the contract. */
export function openCertificateRepository(connection: Connection) {
  const { json, file } = connection.asking(certificatePaths);
  return {
    attendance: (trainingId: number, sessionId?: number): Promise<AttendanceSheet> =>
      json('attendance', { params: { trainingId }, query: { sessionId } }),
    mark: (
      trainingId: number,
      sessionId: number,
      marks: BodyInputOf<'markAttendance'>['marks'],
    ): Promise<AttendanceSheet> => json('markAttendance', { params: { trainingId, sessionId }, json: { marks } }),
    code: (trainingId: number, sessionId: number, home: 'portal' | 'moodle'): Promise<CheckInCode> =>
      json('checkInCode', { params: { trainingId, sessionId }, query: { home } }),
    checkIns: (): Promise<CheckIns> => json('checkIns'),
    checkIn: (sessionId: number, code: string): Promise<CheckIns> => json('checkIn', { json: { sessionId, code } }),
    signInSheet: (trainingId: number, sessionId: number, locale: Locale) =>
      file('signInSheet', { params: { trainingId, sessionId }, query: { locale } }),
    results: (trainingId: number): Promise<TrainingResults> => json('trainingResults', { params: { trainingId } }),
    enterFinalTasks: (
      trainingId: number,
      results: BodyInputOf<'enterFinalTasks'>['results'],
    ): Promise<TrainingResults> => json('enterFinalTasks', { params: { trainingId }, json: { results } }),
    finish: (trainingId: number, version: number): Promise<TrainingResults> =>
      json('finishTraining', { params: { trainingId }, json: { version } }),
    ofTraining: (trainingId: number): Promise<TrainingCertificates> =>
      json('trainingCertificates', { params: { trainingId } }),
    issue: (trainingId: number): Promise<TrainingCertificates> => json('issueCertificates', { params: { trainingId } }),
    zip: (trainingId: number, locale: Locale) =>
      file('trainingCertificatesZip', { params: { trainingId }, query: { locale } }),
    register: (query: QueryInputOf<'certificates'>) => json('certificates', { query: query as Filling }),
    certificate: (certificateId: number, locale: Locale) =>
      file('certificateFile', { params: { certificateId }, query: { locale } }),
    revoke: (certificateId: number, reason: string) =>
      json('revokeCertificate', { params: { certificateId }, json: { reason } }),
    outside: (query: QueryInputOf<'outsideCertificates'>) => json('outsideCertificates', { query: query as Filling }),
    addOutside: (query: QueryInputOf<'addOutsideCertificate'>, content: File): Promise<OutsideCertificate> =>
      json('addOutsideCertificate', { query: query as Filling, file: content }),
    outsideFile: (outsideId: number) => file('outsideCertificateFile', { params: { outsideId } }),
    decideOutside: (
      outsideId: number,
      decision: BodyInputOf<'decideOutsideCertificate'>,
    ): Promise<OutsideCertificate> => json('decideOutsideCertificate', { params: { outsideId }, json: decision }),
    myTranscript: (): Promise<Transcript> => json('myTranscript'),
    transcript: (personId: number): Promise<Transcript> => json('transcript', { params: { personId } }),
    correctHours: (personId: number, body: BodyInputOf<'correctHours'>): Promise<Transcript> =>
      json('correctHours', { params: { personId }, json: body }),
    shortOfNorm: (query: QueryInputOf<'shortOfNorm'>): Promise<ShortOfNorm> =>
      json('shortOfNorm', { query: query as Filling }),
    shortOfNormFile: (query: QueryInputOf<'shortOfNormFile'>) => file('shortOfNormFile', { query: query as Filling }),
    saveNorm: (norm: TrainingNorm) => json('saveTrainingNorm', { json: norm }),
  };
}
