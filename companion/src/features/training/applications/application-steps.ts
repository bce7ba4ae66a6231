/** Which step of an application may follow which. Pure. */
import {
  endedApplicationStates,
  seatTakingStates,
  type ApplicationReason,
  type ApplicationState,
} from '@qashyq/shared-types';

const results = ['attended', 'missed', 'completed', 'certified'] as const satisfies readonly ApplicationState[];

/** Results are corrected among themselves, and taken back to `confirmed`; an application that ended stays ended. */
const following: Record<ApplicationState, readonly ApplicationState[]> = {
  applied: ['waitlisted', 'confirmed', 'declined', 'cancelled'],
  waitlisted: ['offered', 'confirmed', 'declined', 'cancelled'],
  offered: ['confirmed', 'declined', 'cancelled'],
  confirmed: [...results, 'declined', 'cancelled'],
  attended: ['confirmed', ...results],
  missed: ['confirmed', ...results],
  completed: ['confirmed', ...results],
  certified: ['confirmed', ...results],
  declined: [],
  cancelled: [],
};

export function mayFollow(from: ApplicationState, to: ApplicationState): boolean {
  return from !== to && following[from].includes(to);
}

/** Is one of the seats taken by it. */
export function takesSeat(state: ApplicationState): boolean {
  return (seatTakingStates as readonly ApplicationState[]).includes(state);
}

/** Has it ended, so that the person may apply anew. */
export function isEnded(state: ApplicationState): boolean {
  return (endedApplicationStates as readonly ApplicationState[]).includes(state);
}

export type StepNotice =
  | 'applicationReceived'
  | 'applicationConfirmed'
  | 'applicationWaitlisted'
  | 'applicationDeclined'
  | 'seatOffered'
  | 'offerExpired';

/** What the applicant is told of a step; null: nothing, as they took it themselves, or are told of it in another way. */
export function noticeOfStep(to: ApplicationState, reason: ApplicationReason): StepNotice | null {
  switch (to) {
    case 'applied':
      return 'applicationReceived';
    case 'confirmed':
      return reason === 'resultCorrected' ? null : 'applicationConfirmed';
    case 'waitlisted':
      return 'applicationWaitlisted';
    case 'offered':
      return 'seatOffered';
    case 'declined':
      return reason === 'trainingCancelled' ? null : 'applicationDeclined';
    case 'cancelled':
      return reason === 'offerExpired' ? 'offerExpired' : null;
    case 'attended':
    case 'missed':
    case 'completed':
    case 'certified':
      return null;
  }
}
