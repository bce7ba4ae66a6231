/** Which step of an application may follow which. Pure. */
import { endedApplicationStates, seatTakingStates, type ApplicationState } from '@qashyq/shared-types';

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
