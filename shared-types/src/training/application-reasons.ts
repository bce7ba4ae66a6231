import { z } from 'zod';

/** Why an application is where it is: each step of its history has one, with the text `training_reason_<code>`. */
export const applicationReasons = [
  /** It came when a seat was free and nobody waited. */
  'seatFree',
  /** It came when no seat was free: it waits in the order of arrival. */
  'noSeatFree',
  'headAsked',
  'headAgreed',
  /** The head agreed when no seat was free: it waits in the order of arrival. */
  'headAgreedNoSeat',
  'headDeclined',
  /** The training began before the head decided. */
  'headSilent',
  'seatOffered',
  'offerAccepted',
  'offerRefused',
  'offerExpired',
  'givenUp',
  /** Given up for a seat in another run of the same series. */
  'swapped',
  'departmentDeclined',
  /** The department gave a seat past the queue; its reason is shown to those who wait. */
  'exceptionalSeat',
  /** No seat came free before the training began. */
  'queueClosed',
  'trainingCancelled',
  /** Results, as they are entered and corrected. */
  'resultEntered',
  'resultCorrected',
  'certificateIssued',
] as const;
export const applicationReasonSchema = z.enum(applicationReasons);
export type ApplicationReason = z.infer<typeof applicationReasonSchema>;
