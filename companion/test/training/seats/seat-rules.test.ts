/** Whatever people do in whatever order: never more than the seats, nobody passed over, no seat left free while somebody waits. */
import { expect } from 'chai';
import fc from 'fast-check';
import { isEnded, mayFollow, takesSeat } from '../../../src/features/training/applications/application-steps.js';
import {
  freeSeats,
  hasSeatForNewcomer,
  isQueueOpen,
  offerEnd,
  offerReminderAt,
  placeOf,
  queueClosesAt,
  settling,
  waitingList,
  type QueuedApplication,
  type SeatFacts,
} from '../../../src/features/training/seats/seat-rules.js';

const hour = 3_600_000;
const start = 1_000 * hour;

/** What people know of the training: who came when, and who holds a seat; kept apart from the rules under test. */
interface Model {
  waiting: Set<number>;
  holding: Set<number>;
  seats: number;
}

/** The training under test: the rules decide, this only writes down what they say. */
class Training {
  applications: QueuedApplication[] = [];
  arrivals = 0;
  now = 0;

  constructor(
    public seats: number,
    readonly offerHours: number,
  ) {}

  get facts(): SeatFacts {
    const applications = this.applications.filter(({ state }) => !isEnded(state));
    return { seats: this.seats, isAnnounced: true, startsAt: start, offerHours: this.offerHours, applications };
  }
  in(state: QueuedApplication['state']) {
    return this.applications.filter((application) => application.state === state);
  }
  go(id: number, to: QueuedApplication['state'], offerUntil: number | null = null) {
    const application = this.applications.find((one) => one.id === id)!;
    expect(mayFollow(application.state, to), `${application.state} → ${to}`).to.equal(true);
    Object.assign(application, { state: to, offerUntil });
  }
  settle(model: Model) {
    for (const { applicationId, to, offerUntil } of settling(this.facts, this.now)) {
      if (to === 'offered') {
        const first = Math.min(...model.waiting);
        expect(applicationId, 'the seat is offered to who came first').to.equal(first);
        expect(offerUntil).to.be.above(this.now).and.at.most(start);
        model.waiting.delete(applicationId);
        model.holding.add(applicationId);
      } else {
        model.waiting.delete(applicationId);
        model.holding.delete(applicationId);
      }
      this.go(applicationId, to, offerUntil ?? null);
    }
  }
}

type Step = (training: Training, model: Model, pick: number) => void;
const some = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

function arrive(training: Training, model: Model, needsHead: boolean) {
  const id = ++training.arrivals;
  const state = needsHead ? 'applied' : hasSeatForNewcomer(training.facts) ? 'confirmed' : 'waitlisted';
  training.applications.push({ id, arrivalNo: id, state, offerUntil: null });
  if (state === 'confirmed') {
    expect(model.waiting.size, 'a newcomer gets a seat only when nobody waits').to.equal(0);
    model.holding.add(id);
  } else if (state === 'waitlisted') model.waiting.add(id);
}

function end(
  training: Training,
  model: Model,
  application: QueuedApplication | undefined,
  to: 'declined' | 'cancelled',
) {
  if (application === undefined) return;
  training.go(application.id, to);
  model.waiting.delete(application.id);
  model.holding.delete(application.id);
}

const steps: Record<string, Step> = {
  apply: (training, model) => arrive(training, model, false),
  applyWithHead: (training, model) => arrive(training, model, true),
  agree(training, model, pick) {
    const application = some(training.in('applied'), pick);
    if (application === undefined) return;
    const isFree = hasSeatForNewcomer(training.facts);
    training.go(application.id, isFree ? 'confirmed' : 'waitlisted');
    (isFree ? model.holding : model.waiting).add(application.id);
  },
  decline: (training, model, pick) =>
    end(
      training,
      model,
      some([...training.in('applied'), ...training.in('waitlisted'), ...training.in('confirmed')], pick),
      'declined',
    ),
  giveUp: (training, model, pick) =>
    end(training, model, some([...training.in('confirmed'), ...training.in('waitlisted')], pick), 'cancelled'),
  refuse: (training, model, pick) => end(training, model, some(training.in('offered'), pick), 'cancelled'),
  accept(training, _model, pick) {
    const application = some(training.in('offered'), pick);
    if (application !== undefined && application.offerUntil! > training.now) training.go(application.id, 'confirmed');
  },
  raise(training, model) {
    training.seats += 1;
    model.seats += 1;
  },
  extraSeat(training, model, pick) {
    const application = some(training.in('waitlisted'), pick);
    if (application === undefined) return;
    training.seats += 1;
    model.seats += 1;
    training.go(application.id, 'confirmed');
    model.waiting.delete(application.id);
    model.holding.add(application.id);
  },
  someHours(training, _model, pick) {
    training.now += (pick % 30) * hour;
  },
  toTheEnd(training, _model, pick) {
    training.now = Math.max(training.now, start - 3 * hour + (pick % 5) * hour);
  },
};
const names = Object.keys(steps);

function check(training: Training, model: Model) {
  const { facts } = training;
  const taken = facts.applications.filter(({ state }) => takesSeat(state));
  expect(taken.length, 'seats taken').to.be.at.most(training.seats);
  expect(taken.map(({ id }) => id).sort(), 'who holds a seat').to.deep.equal([...model.holding].sort());
  expect(
    waitingList(facts.applications).map(({ id }) => id),
    'the queue is the order of arrival',
  ).to.deep.equal([...model.waiting].sort((a, b) => a - b));
  if (isQueueOpen(facts, training.now) && freeSeats(facts) > 0)
    expect(model.waiting.size, 'a free seat is offered, or nobody waits').to.equal(0);
  if (training.now >= queueClosesAt(start)!) expect(model.waiting.size, 'a closed queue is empty').to.equal(0);
  if (training.now >= start) expect(training.in('offered').length + training.in('applied').length).to.equal(0);
  for (const { offerUntil } of training.in('offered')) expect(offerUntil).to.be.above(training.now);
}

describe('the seats of a training', () => {
  it('keep their promises whatever happens in whatever order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 48 }),
        fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(1000)), { maxLength: 60 }),
        (seats, offerHours, doings) => {
          const training = new Training(seats, offerHours);
          const model: Model = { waiting: new Set(), holding: new Set(), seats };
          for (const [name, pick] of doings) {
            // Applications are taken before the start only; acting on them ends there too.
            if (training.now >= start) break;
            steps[name]!(training, model, pick);
            training.settle(model);
            check(training, model);
          }
          training.now = start;
          training.settle(model);
          check(training, model);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('once in order stay as they are: settling twice is settling once', () => {
    const application = fc.record({
      state: fc.constantFrom('applied', 'waitlisted', 'offered', 'confirmed', 'completed'),
      until: fc.integer({ min: -20, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(application, { maxLength: 20 }), fc.nat(10), (given, seats) => {
        const training = new Training(seats, 5);
        training.now = 100 * hour;
        training.applications = given.map(({ state, until }, index) => ({
          id: index + 1,
          arrivalNo: index + 1,
          state,
          offerUntil: state === 'offered' ? training.now + until * hour : null,
        }));
        for (const { applicationId, to, offerUntil } of settling(training.facts, training.now))
          training.go(applicationId, to, offerUntil ?? null);
        expect(settling(training.facts, training.now)).to.deep.equal([]);
      }),
    );
  });

  it('an offer holds for its hours, and never past the start', () => {
    expect(offerEnd({ offerHours: 24, startsAt: start }, start - 30 * hour)).to.equal(start - 6 * hour);
    expect(offerEnd({ offerHours: 24, startsAt: start }, start - 3 * hour)).to.equal(start);
    expect(offerEnd({ offerHours: 24, startsAt: null }, 0)).to.equal(24 * hour);
  });

  it('from two hours before the start nothing is offered, and those who wait are told so', () => {
    const waiting: QueuedApplication = { id: 1, arrivalNo: 1, state: 'waitlisted', offerUntil: null };
    const facts = { seats: 1, isAnnounced: true, startsAt: start, offerHours: 24, applications: [waiting] };
    expect(settling(facts, start - 2 * hour - 1)).to.deep.equal([
      { applicationId: 1, to: 'offered', reason: 'seatOffered', offerUntil: start },
    ]);
    expect(settling(facts, start - 2 * hour)).to.deep.equal([
      { applicationId: 1, to: 'declined', reason: 'queueClosed' },
    ]);
  });

  it('a head may still let somebody in until the start, and not after it', () => {
    const asked: QueuedApplication = { id: 1, arrivalNo: 1, state: 'applied', offerUntil: null };
    const facts = { seats: 1, isAnnounced: true, startsAt: start, offerHours: 24, applications: [asked] };
    expect(settling(facts, start - 1)).to.deep.equal([]);
    expect(settling(facts, start)).to.deep.equal([{ applicationId: 1, to: 'declined', reason: 'headSilent' }]);
  });

  it('nothing is offered in a training that is not announced', () => {
    const waiting: QueuedApplication = { id: 1, arrivalNo: 1, state: 'waitlisted', offerUntil: null };
    expect(
      settling({ seats: 1, isAnnounced: false, startsAt: start, offerHours: 1, applications: [waiting] }, 0),
    ).to.deep.equal([]);
  });

  it('the place in the waiting list counts those who wait and came before', () => {
    const application = (id: number, state: QueuedApplication['state']): QueuedApplication => ({
      id,
      arrivalNo: id,
      state,
      offerUntil: null,
    });
    const all = [
      application(4, 'waitlisted'),
      application(2, 'waitlisted'),
      application(1, 'confirmed'),
      application(3, 'applied'),
    ];
    expect([2, 4, 1, 3].map((id) => placeOf(all, id))).to.deep.equal([1, 2, null, null]);
  });

  it('an offer is reminded of in the middle of its time, of a long one a day before it ends', () => {
    expect(offerReminderAt(0, 10 * hour)).to.equal(5 * hour);
    expect(offerReminderAt(0, 100 * hour)).to.equal(76 * hour);
  });
});
