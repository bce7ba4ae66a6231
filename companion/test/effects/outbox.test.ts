import { expect } from 'chai';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { ParkEffect, RetryLater, type EffectHandlers } from '../../src/effects/effect-handler.js';
import { claim, enqueue, finish, releaseAbandoned, renew, requeue } from '../../src/effects/outbox.js';
import { createWorker, type WorkerSettings } from '../../src/effects/worker.js';
import { idleHandlers } from '../support/idle-handlers.js';
import { openTestDatabase } from '../support/database.js';

const settings: WorkerSettings = { leaseMs: 1000, idleMs: 5, maximumAttempts: 3, backoffMs: () => 100 };
const logger = pino({ level: 'silent' });

function gate(): { passed: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('the outbox', () => {
  let db: Knex;
  const clock = { at: 1_000_000 };
  const now = () => clock.at;
  beforeEach(async () => {
    db = await openTestDatabase();
    clock.at = 1_000_000;
  });

  const queue = (noticeId: number, serialKey = `notice:${noticeId}`) =>
    enqueue(
      db,
      { kind: 'deliver-notice', payload: { noticeId }, caseId: null, dedupeKey: `notice:${noticeId}`, serialKey },
      now(),
    );
  const worker = (
    deliver: (noticeId: number) => Promise<void>,
    more: Partial<Parameters<typeof createWorker>[0]> = {},
  ) =>
    createWorker({
      db,
      now,
      logger,
      settings,
      handlers: {
        ...idleHandlers,
        'deliver-notice': async ({ payload, lease }) => {
          await deliver(payload.noticeId);
          await finish(db, lease, now());
        },
      } satisfies EffectHandlers,
      ...more,
    });
  const states = async () => (await db('effects').orderBy('id')).map((effect) => effect.state);

  it('asking twice for the same work queues it once', async () => {
    await queue(1);
    await queue(1);
    expect(await states()).to.deep.equal(['ready']);
  });

  it('five workers share a hundred effects: each is run once', async () => {
    for (let id = 1; id <= 100; id++) await queue(id);
    const run: number[] = [];
    const deliver = (id: number) => {
      run.push(id);
      return Promise.resolve();
    };
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const one = worker(deliver);
        // A worker that loses a race finds nothing in that moment; it looks again as long as there is work.
        while ((await db('effects').whereNot({ state: 'done' }).first()) !== undefined) await one.drain();
      }),
    );
    expect(run.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(new Set(await states())).to.deep.equal(new Set(['done']));
  });

  it('effects of one serial key never run at the same time, others go on', async () => {
    await queue(1, 'same');
    await queue(2, 'same');
    await queue(3);
    const first = await claim(db, 'a', now(), 1000);
    const second = await claim(db, 'b', now(), 1000);
    expect([first?.effect.dedupe_key, second?.effect.dedupe_key]).to.deep.equal(['notice:1', 'notice:3']);
    expect(await claim(db, 'c', now(), 1000)).to.equal(undefined);
    await finish(db, first!, now());
    expect((await claim(db, 'c', now(), 1000))?.effect.dedupe_key).to.equal('notice:2');
  });

  it("a dead worker's effect is taken over when its lease ends, and the late worker can no longer finish it", async () => {
    await queue(1);
    const dead = (await claim(db, 'dead', now(), 1000))!;
    await releaseAbandoned(db, now());
    expect(await claim(db, 'heir', now(), 1000)).to.equal(undefined);
    clock.at += 1001;
    await releaseAbandoned(db, now());
    const heir = (await claim(db, 'heir', now(), 1000))!;
    expect(heir.effect.attempts).to.equal(2);
    expect(await renew(db, dead, now() + 1000)).to.equal(false);
    await finish(db, dead, now());
    expect(await states()).to.deep.equal(['leased']);
    await finish(db, heir, now());
    expect(await states()).to.deep.equal(['done']);
  });

  it('what is away is tried again after a pause and parked after the last try, with its reason', async () => {
    await queue(1);
    const parked: number[] = [];
    const one = worker(() => Promise.reject(new RetryLater('moodleUnreachable')), {
      onParked: (_trx, { effect }) => Promise.resolve(void parked.push(effect.id)),
    });
    expect(await one.drain()).to.equal(1);
    expect(await one.drain()).to.equal(0);
    for (let attempt = 2; attempt <= settings.maximumAttempts; attempt++) {
      expect(parked).to.deep.equal([]);
      clock.at += 101;
      expect(await one.drain()).to.equal(1);
    }
    const [effect] = await db('effects');
    expect(effect).to.include({ state: 'parked', attempts: 3, error_code: 'moodleUnreachable', running_key: null });
    expect(parked).to.deep.equal([effect!.id]);
  });

  it('a refusal is parked at once, and a person can put it back', async () => {
    await queue(1);
    let refuse = true;
    const one = worker(() =>
      refuse ? Promise.reject(new ParkEffect('eventsRefused', ['coursenotfound: D07 (15)'])) : Promise.resolve(),
    );
    await one.drain();
    const [effect] = await db('effects');
    expect(effect).to.include({ state: 'parked', error_code: 'eventsRefused' });
    refuse = false;
    expect(await requeue(db, effect!.id, now())).to.equal(true);
    expect(await requeue(db, effect!.id, now())).to.equal(false);
    await one.drain();
    expect((await db('effects').first())!).to.include({ state: 'done', error_code: null });
  });

  it('an effect whose payload breaks its handler is parked, not lost, and does not stop the others', async () => {
    await queue(1);
    await queue(2);
    const one = worker((id) => (id === 1 ? Promise.reject(new TypeError('broken')) : Promise.resolve()));
    for (let attempt = 1; attempt <= 3; attempt++) {
      await one.drain();
      clock.at += 101;
    }
    expect(await states()).to.deep.equal(['parked', 'done']);
  });

  it('a started worker finishes what it has at hand before it stops', async () => {
    await queue(1);
    const begun = gate();
    const goOn = gate();
    const one = worker(() => {
      begun.open();
      return goOn.passed;
    });
    one.start();
    await begun.passed;
    const stopped = one.stop();
    goOn.open();
    await stopped;
    expect(await states()).to.deep.equal(['done']);
  });
});
