/** What else needs a room or a trainer of a training at the same time. Pure. */
import type { Named, TrainerDraft } from '@qashyq/shared-types';

/** A lesson in force, or a session of another training. */
export interface Busy {
  /** Milliseconds UTC. */
  startsAt: number;
  endsAt: number;
  what: 'lesson' | 'training';
  /** Name of the discipline or of the other training. */
  title: Named;
  /** Groups of the lesson; empty for a training. */
  groupCodes: readonly string[];
  /** Null: it is online. */
  room: string | null;
  /** People of the house who hold it. */
  personIds: readonly number[];
}

export interface BusyClash {
  resource: 'room' | 'trainer';
  busy: Busy;
}

/** Everything that is in the way of a session, earliest first. */
export function clashesWithBusy(
  span: { startsAt: number; endsAt: number },
  room: string,
  trainers: readonly TrainerDraft[],
  busy: readonly Busy[],
): BusyClash[] {
  const persons = new Set(trainers.flatMap(({ personId }) => personId ?? []));
  return busy
    .filter((other) => other.startsAt < span.endsAt && other.endsAt > span.startsAt)
    .sort((a, b) => a.startsAt - b.startsAt)
    .flatMap((other): BusyClash[] => [
      ...(room !== '' && other.room === room ? [{ resource: 'room' as const, busy: other }] : []),
      ...(other.personIds.some((id) => persons.has(id)) ? [{ resource: 'trainer' as const, busy: other }] : []),
    ]);
}
