/**
 * What must be true of the seats and the queue of every training at every moment, whatever was interrupted. Pure. Each invariant answers with
 * sentences about what is broken; none when it holds.
 */
import type { ApplicationChangeRow, NoticeRow, TrainingApplicationRow, TrainingRow } from '../db/tables.js';
import type { NoticeFacts } from '../effects/notices.js';
import { isEnded, mayFollow, noticeOfStep, takesSeat } from '../features/training/applications/application-steps.js';
import { activeKey } from '../features/training/applications/change-application.js';
import { isQueueOpen } from '../features/training/seats/seat-rules.js';

/** Everything the database holds about the applications of one training, read in one snapshot. */
export interface TrainingRecord {
  training: TrainingRow;
  applications: readonly TrainingApplicationRow[];
  /** In the order in which they were written: one after another, under the lock of the training. */
  changes: readonly ApplicationChangeRow[];
  notices: readonly Pick<NoticeRow, 'id' | 'person_id' | 'kind' | 'facts_json'>[];
  /** Keys of the deliveries that were queued. */
  deliveries: ReadonlySet<string>;
  now: number;
}

export const trainingInvariants = {
  noSeatIsGivenTwice({ training, applications }: TrainingRecord): string[] {
    const taken = applications.filter(({ state }) => takesSeat(state)).length;
    return taken > training.seats ? [`${taken} people have the ${training.seats} seats`] : [];
  },

  arrivalsHaveNoGap({ training, applications }: TrainingRecord): string[] {
    const numbers = applications.map(({ arrival_no: no }) => no).sort((a, b) => a - b);
    return numbers.length === training.arrivals && numbers.every((no, index) => no === index + 1)
      ? []
      : [`numbers of arrival are ${numbers.join(', ')} where there were ${training.arrivals}`];
  },

  historiesAreWhole({ applications, changes }: TrainingRecord): string[] {
    return applications.flatMap((application) => {
      const own = changes.filter(({ application_id: id }) => id === application.id);
      const isChain = own.every(
        ({ change_no: no, from_state: from, to_state: to }, index) =>
          no === index + 1 &&
          from === (own[index - 1]?.to_state ?? null) &&
          (from === null ? index === 0 : mayFollow(from, to)),
      );
      return isChain && own.length === application.change_no && own.at(-1)?.to_state === application.state
        ? []
        : [`the history of application ${application.id} does not lead to where it is`];
    });
  },

  nobodyStandsTwice({ applications }: TrainingRecord): string[] {
    return applications.flatMap(({ id, training_id, person_id, state, active_key: key, offer_until_at: until }) => [
      ...(key === (isEnded(state) ? null : activeKey(training_id, person_id))
        ? []
        : [`application ${id} is ${state}, and its key is ${key}`]),
      ...((until !== null) === (state === 'offered')
        ? []
        : [`application ${id} is ${state} with an offer until ${until}`]),
    ]);
  },

  nobodyIsPassedOver({ applications, changes }: TrainingRecord): string[] {
    const arrivalOf = new Map(applications.map(({ id, arrival_no: no }) => [id, no]));
    const waiting = new Map<number, number>();
    const broken: string[] = [];
    for (const { application_id: id, to_state: to, reason } of changes) {
      const arrival = arrivalOf.get(id) ?? 0;
      const first = Math.min(...[...waiting.keys()].filter((each) => each !== id).map((each) => waiting.get(each)!));
      // An offer goes to who came first; a free seat to a newcomer only when nobody waits.
      if (to === 'offered' && first < arrival)
        broken.push(`application ${id} was offered the seat of arrival ${first}`);
      if (to === 'confirmed' && (reason === 'seatFree' || reason === 'headAgreed') && first < Infinity)
        broken.push(`application ${id} got a seat while arrival ${first} waited`);
      if (to === 'waitlisted') waiting.set(id, arrival);
      else waiting.delete(id);
    }
    return broken;
  },

  freeSeatsAreOffered({ training, applications, now }: TrainingRecord): string[] {
    const startsAt = training.starts_at === null ? null : Number(training.starts_at);
    if (!isQueueOpen({ isAnnounced: training.state === 'announced', startsAt }, now)) return [];
    const free = training.seats - applications.filter(({ state }) => takesSeat(state)).length;
    const waiting = applications.filter(({ state }) => state === 'waitlisted').length;
    return free > 0 && waiting > 0 ? [`${free} seats are free while ${waiting} wait`] : [];
  },

  everyStepIsToldOnce({ applications, changes, notices, deliveries }: TrainingRecord): string[] {
    const told = notices.map((notice) => ({ ...notice, facts: JSON.parse(notice.facts_json) as NoticeFacts }));
    const hasTold = told.some(({ facts }) => facts.applicationId !== undefined);
    const steps = changes.flatMap(({ application_id: id, change_no: no, to_state: to, reason }) => {
      const kind = noticeOfStep(to, reason);
      if (kind === null) return [];
      const person = applications.find((application) => application.id === id)?.person_id;
      const count = told.filter(
        (notice) =>
          notice.kind === kind &&
          notice.person_id === person &&
          notice.facts.applicationId === id &&
          notice.facts.changeNo === no,
      ).length;
      // Applications that were carried over told nobody, and nobody was lost by it.
      return count === 1 || (count === 0 && !hasTold)
        ? []
        : [`step ${no} of application ${id} was told ${count} times`];
    });
    return [
      ...steps,
      ...notices.filter(({ id }) => !deliveries.has(`notice:${id}`)).map(({ id }) => `nobody delivers notice ${id}`),
    ];
  },
};
export type TrainingInvariant = keyof typeof trainingInvariants;
