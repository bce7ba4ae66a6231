import { dateText } from '../../../calendar/plain-dates.js';
import { localDate, localTime } from '../../../calendar/local-time.js';
import type { TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { ActionRefusal, ApplyRefusal } from './application-rules.js';

const moment = (at: number): string => `${dateText(localDate(at))} ${localTime(at)}`;

/** The date that the sentence of a refusal names. */
const named: Partial<Record<ApplyRefusal | ActionRefusal, keyof TrainingRow>> = {
  applicationsNotYet: 'apply_from_at',
  applicationsClosed: 'apply_until_at',
  cancelDeadlinePassed: 'cancel_until_at',
};

/** Throws what a rule said. */
export function refuse(refusal: ApplyRefusal | ActionRefusal | undefined, training: TrainingRow): void {
  if (refusal === undefined) return;
  const column = named[refusal];
  throw new AppError(refusal, column === undefined ? {} : { params: { at: moment(Number(training[column])) } });
}
