import { expect } from 'chai';
import fc from 'fast-check';
import type { Route, SeatState } from '@qashyq/shared-types';
import {
  blockingVacancies,
  planSeats,
  seatsMadeNeedless,
  seatsToOpen,
  stagesOf,
  type ScopeUnits,
} from '../../src/workflow/route-stages.js';

interface Seat {
  id: number;
  stepNo: number;
  mode: 'sequential' | 'parallel';
  state: SeatState;
}
const seats: fc.Arbitrary<Seat[]> = fc
  .array(
    fc.record({
      mode: fc.constantFrom('sequential' as const, 'parallel' as const),
      units: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((steps) =>
    steps
      .flatMap(({ mode, units }, index) =>
        Array.from({ length: units }, () => ({ stepNo: index + 1, mode, state: 'waiting' as const })),
      )
      .map((seat, id): Seat => ({ ...seat, id })),
  );

/** Takes every open seat in the order drawn, opening what the rule opens, until nothing is open. */
function walk(all: Seat[], choose: () => number): Seat[][] {
  const openedTogether: Seat[][] = [];
  for (;;) {
    const opening = seatsToOpen(all);
    for (const seat of opening) seat.state = 'active';
    if (opening.length > 0) openedTogether.push(opening);
    const open = all.filter((seat) => seat.state === 'active');
    if (open.length === 0) return openedTogether;
    open[choose() % open.length]!.state = 'done';
  }
}

describe('the stages of a route', () => {
  it('every seat is opened exactly once, in the order of its steps, whatever the order of decisions', () => {
    fc.assert(
      fc.property(seats, fc.infiniteStream(fc.nat()), (drawn, numbers) => {
        const all = structuredClone(drawn);
        const opened = walk(all, () => numbers.next().value as number).flat();
        expect(opened.map((seat) => seat.id).sort((a, b) => a - b)).to.deep.equal(all.map((seat) => seat.id));
        for (const [index, seat] of opened.entries())
          if (index > 0 && seat.mode === 'sequential') expect(seat.stepNo).to.be.at.least(opened[index - 1]!.stepNo);
      }),
    );
  });

  it('a sequential seat is open alone; parallel seats open together only with neighbouring parallel steps', () => {
    fc.assert(
      fc.property(seats, (all) => {
        for (const stage of stagesOf(all)) {
          if (stage.length > 1) expect(stage.every((seat) => seat.mode === 'parallel')).to.equal(true);
          const steps = [...new Set(stage.map((seat) => seat.stepNo))];
          steps.forEach((step, index) => index > 0 && expect(step).to.equal(steps[index - 1]! + 1));
        }
      }),
    );
  });

  it('nothing of a later stage opens while a seat of an earlier one is undecided', () => {
    fc.assert(
      fc.property(seats, fc.array(fc.nat(), { maxLength: 30 }), (drawn, numbers) => {
        const all = structuredClone(drawn);
        for (const number of numbers) {
          for (const seat of seatsToOpen(all)) seat.state = 'active';
          const open = all.filter((seat) => seat.state === 'active');
          if (open.length === 0) break;
          open[number % open.length]!.state = 'done';
        }
        const unfinished = stagesOf(all).filter((stage) => stage.some((seat) => seat.state !== 'done'));
        for (const stage of unfinished.slice(1)) expect(stage.every((seat) => seat.state === 'waiting')).to.equal(true);
      }),
    );
  });
});

describe('seats planned for an edition', () => {
  const route: Route = {
    kind: 'lessonSchedule',
    steps: [
      {
        key: 'kafedras',
        role: 'chairHead',
        scope: 'involvedKafedras',
        mode: 'parallel',
        needs: 'all',
        workingDays: 3,
        decision: 'agree',
        basis: null,
      },
      {
        key: 'dean',
        role: 'dean',
        scope: 'faculty',
        mode: 'sequential',
        needs: 'all',
        workingDays: 2,
        decision: 'agree',
        basis: null,
      },
    ],
  };
  const units: ScopeUnits = {
    involvedKafedras: [
      { orgUnitId: 11, fingerprint: 'a' },
      { orgUnitId: 12, fingerprint: 'b' },
    ],
    faculty: [{ orgUnitId: 10, fingerprint: 'w' }],
    university: [],
  };

  it('a kafedra whose lines did not change keeps its visa, one whose lines changed is asked again', () => {
    const visas = [
      { stepKey: 'kafedras', orgUnitId: 11, fingerprint: 'a', editionNo: 1 },
      { stepKey: 'kafedras', orgUnitId: 12, fingerprint: 'before', editionNo: 1 },
    ];
    expect(
      planSeats(route, units, visas).map(({ orgUnitId, state, agreedInEdition }) => [
        orgUnitId,
        state,
        agreedInEdition,
      ]),
    ).to.deep.equal([
      [11, 'skipped', 1],
      [12, 'waiting', null],
      [10, 'waiting', null],
    ]);
  });

  it('the dean looks at the whole and is asked again even when nothing of it changed', () => {
    const visas = [{ stepKey: 'dean', orgUnitId: 10, fingerprint: 'w', editionNo: 1 }];
    expect(planSeats(route, units, visas).at(-1)).to.include({ role: 'dean', state: 'waiting', agreedInEdition: null });
  });
});

describe('what a step needs', () => {
  interface NeedySeat extends Seat {
    needs: 'all' | 'any';
  }
  const needySeats = fc
    .array(
      fc.record({
        mode: fc.constantFrom('sequential' as const, 'parallel' as const),
        needs: fc.constantFrom('all' as const, 'any' as const),
        units: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((steps) =>
      steps
        .flatMap(({ mode, needs, units }, index) =>
          Array.from({ length: units }, () => ({ stepNo: index + 1, mode, needs, state: 'waiting' as const })),
        )
        .map((seat, id): NeedySeat => ({ ...seat, id })),
    );

  /** Decides positively at open seats in the order drawn until the route has ended; gives the seats that decided. */
  function walkToTheEnd(all: NeedySeat[], choose: () => number): NeedySeat[] {
    const decided: NeedySeat[] = [];
    for (;;) {
      for (const seat of seatsToOpen(all)) seat.state = 'active';
      const open = all.filter((seat) => seat.state === 'active');
      if (open.length === 0) return decided;
      const seat = open[choose() % open.length]!;
      for (const needless of seatsMadeNeedless(all, seat)) needless.state = 'skipped';
      seat.state = 'done';
      decided.push(seat);
    }
  }
  const stepsOf = (all: readonly NeedySeat[]) => [...new Set(all.map((seat) => seat.stepNo))];
  const doneAt = (all: readonly NeedySeat[], stepNo: number) =>
    all.filter((seat) => seat.stepNo === stepNo && seat.state === 'done').length;

  it('every route ends, with all seats of an all-of step and exactly one of an any-of step, whatever the order', () => {
    fc.assert(
      fc.property(needySeats, fc.infiniteStream(fc.nat()), (drawn, numbers) => {
        const all = structuredClone(drawn);
        walkToTheEnd(all, () => numbers.next().value as number);
        for (const stepNo of stepsOf(all)) {
          const seats = all.filter((seat) => seat.stepNo === stepNo);
          expect(doneAt(all, stepNo)).to.equal(seats[0]!.needs === 'any' ? 1 : seats.length);
          expect(seats.every((seat) => seat.state === 'done' || seat.state === 'skipped')).to.equal(true);
        }
      }),
    );
  });

  it('in which order the seats decide changes neither how many decide at a step nor the order of the steps', () => {
    fc.assert(
      fc.property(needySeats, fc.infiniteStream(fc.nat()), fc.infiniteStream(fc.nat()), (drawn, one, other) => {
        const [a, b] = [structuredClone(drawn), structuredClone(drawn)];
        walkToTheEnd(a, () => one.next().value as number);
        walkToTheEnd(b, () => other.next().value as number);
        for (const stepNo of stepsOf(drawn)) expect(doneAt(a, stepNo)).to.equal(doneAt(b, stepNo));
      }),
    );
  });

  it('a decision at an any-of step leaves every other step as it was', () => {
    fc.assert(
      fc.property(needySeats, fc.nat(), (all, number) => {
        const seat = all[number % all.length]!;
        for (const needless of seatsMadeNeedless(all, seat)) {
          expect(needless.stepNo).to.equal(seat.stepNo);
          expect(needless).to.not.equal(seat);
          expect(seat.needs).to.equal('any');
        }
      }),
    );
  });

  it('a vacant seat stands in the way of an all-of step, of an any-of step only when all its seats are vacant', () => {
    const at = (id: number, stepNo: number, needs: 'all' | 'any') => ({ id, stepNo, needs });
    const all = [at(1, 1, 'all'), at(2, 1, 'all'), at(3, 2, 'any'), at(4, 2, 'any'), at(5, 3, 'any')];
    const vacant = new Set([2, 3, 5]);
    expect(blockingVacancies(all, ({ id }) => vacant.has(id)).map(({ id }) => id)).to.deep.equal([2, 5]);
  });

  it('an any-of step is asked anew in each edition: its one visa spoke for kafedras whose lines may have changed', () => {
    const route: Route = {
      kind: 'lessonSchedule',
      steps: [
        {
          key: 'kafedras',
          role: 'chairHead',
          scope: 'involvedKafedras',
          mode: 'parallel',
          needs: 'any',
          workingDays: 3,
          decision: 'agree',
          basis: null,
        },
      ],
    };
    const units: ScopeUnits = {
      involvedKafedras: [{ orgUnitId: 11, fingerprint: 'a' }],
      faculty: [],
      university: [],
    };
    const visas = [{ stepKey: 'kafedras', orgUnitId: 11, fingerprint: 'a', editionNo: 1 }];
    expect(planSeats(route, units, visas)[0]).to.include({ state: 'waiting', needs: 'any' });
  });
});
