/** Attendance, certificates and hours: a module of its own, fetched when somebody first goes there. */
import type { Texts } from '../texts.js';
import { attendanceScreen } from './attendance.js';
import { certificatePluralKeys, certificateTextKeys } from './certificate-text-keys.js';
import { certificateRegisterScreen } from './certificate-register.js';
import { checkInScreen } from './check-in.js';
import { checkInCodeScreen } from './check-in-code.js';
import { normsScreen } from './norms.js';
import { outsideCertificatesScreen } from './outside-certificates.js';
import { resultsScreen } from './results.js';
import { trainingCertificatesScreen } from './training-certificates.js';
import { transcriptScreen } from './transcript.js';

export const screens = {
  attendanceScreen,
  checkInCodeScreen,
  checkInScreen,
  resultsScreen,
  trainingCertificatesScreen,
  certificateRegisterScreen,
  transcriptScreen,
  outsideCertificatesScreen,
  normsScreen,
};

export const texts: Texts = { keys: certificateTextKeys, plurals: certificatePluralKeys };
