import { expect } from 'chai';
import fc from 'fast-check';
import type { Route, SeatState } from '@qashyq/shared-types';
import { planSeats, seatsToOpen, stagesOf, type ScopeUnits } from '../../src/workflow/route-stages.js';

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
        workingDays: 3,
        decision: 'agree',
        basis: null,
      },
      {
        key: 'dean',
        role: 'dean',
        scope: 'faculty',
        mode: 'sequential',
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
