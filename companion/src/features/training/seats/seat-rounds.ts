/**
 * What the clock does to applications: offers that ran out end and the seats go on, a queue whose time is over is closed, offers and heads are
 * reminded. Several workers may look at once: each step is made under the lock of its training, each reminder is a row with a unique key.
 */
import type { Knex } from 'knex';
import { loadWorkCalendar } from '../../../calendar/calendar-store.js';
import { endOfLocalDate } from '../../../calendar/local-time.js';
import { localDate, localTime, type WorkCalendar } from '../../../calendar/working-days.js';
import { inTransaction, isDuplicate } from '../../../db/transaction.js';
import { insertNotices, noFacts } from '../../../effects/notices.js';
import { isTimeToWrite, nudgesDue } from '../../../workflow/overdue.js';
import { listSupervisors } from '../../../workflow/supervisors.js';
import { lockTraining } from '../applications/change-application.js';
import { askedFacts, tellDeciders } from './application-notices.js';
import { leastOfferMs, offerReminderAt } from './seat-rules.js';
import { getApplication } from './seat-store.js';
import { settleSeats } from './settle-seats.js';

interface Clockwork {
  db: Knex;
  now: () => number;
}

/** Passes seats on; returns how many applications it took a step further. */
export async function passSeatsOn({ db, now }: Clockwork): Promise<number> {
  const at = now();
  const ranOut = await db('training_applications')
    .where({ state: 'offered' })
    .where('offer_until_at', '<=', at)
    .distinct('training_id')
    .pluck<number[]>('training_id');
  const closing = await db('trainings')
    .where({ state: 'announced' })
    .where('starts_at', '<=', at + leastOfferMs)
    .whereExists(
      db('training_applications')
        .select(db.raw('1'))
        .whereRaw('training_applications.training_id = trainings.id')
        .where((open) => {
          void open
            .where('training_applications.state', 'waitlisted')
            .orWhere((asked) =>
              asked.where('training_applications.state', 'applied').where('trainings.starts_at', '<=', at),
            );
        }),
    )
    .pluck<number[]>('id');
  return forEach([...new Set([...ranOut, ...closing])], (trainingId) =>
    inTransaction(db, async (trx) => settleSeats(trx, await lockTraining(trx, trainingId), at)),
  );
}

/** Reminds of offers that end soon and of applications that wait for a head; returns how much was said. */
export async function remindOfApplications({ db, now }: Clockwork): Promise<number> {
  const at = now();
  const calendar = await loadWorkCalendar(db);
  // An offer also runs on days off, but nobody is written to at night.
  const time = localTime(at);
  const offers = time >= '08:00' && time < '20:00' ? await offersToRemind(db, at) : [];
  const asked = isTimeToWrite(at, calendar)
    ? await db('training_applications')
        .where({ state: 'applied' })
        .where('decide_until_at', '<=', endOfLocalDate(localDate(at)))
        .pluck<number[]>('id')
    : [];
  const remindedOffers = await forEach(offers, (id) => remindOfOffer(db, id, at));
  return remindedOffers + (await forEach(asked, (id) => remindHead(db, id, calendar, at)));
}

async function offersToRemind(db: Knex, now: number): Promise<number[]> {
  const open = await db('training_applications')
    .where({ state: 'offered' })
    .where('offer_until_at', '>', now)
    .whereNotExists(
      db('training_nudges')
        .select(db.raw('1'))
        .whereRaw('training_nudges.application_id = training_applications.id')
        .where('nudge', 'offer'),
    );
  return open
    .filter((row) => now >= offerReminderAt(Number(row.updated_at), Number(row.offer_until_at)))
    .map(({ id }) => id);
}

async function remindOfOffer(db: Knex, applicationId: number, now: number): Promise<number> {
  return inTransaction(db, async (trx) => {
    const { training_id } = await getApplication(trx, applicationId);
    // An answer takes the same lock: either it is given, and nobody is reminded of it, or it waits until this is said.
    await lockTraining(trx, training_id);
    const application = await getApplication(trx, applicationId);
    if (application.state !== 'offered') return 0;
    await trx('training_nudges').insert({ application_id: applicationId, nudge: 'offer', said_at: now });
    const facts = { ...noFacts, applicationId, untilAt: Number(application.offer_until_at) };
    const { person_id: personId } = application;
    await insertNotices(trx, [{ personId, caseId: null, trainingId: training_id, kind: 'offerReminder', facts }], now);
    return 1;
  });
}

/** The same days as for a seat of a case: one reminder before the deadline ends, two after it, and one to the head above. */
async function remindHead(db: Knex, applicationId: number, calendar: WorkCalendar, now: number): Promise<number> {
  return inTransaction(db, async (trx) => {
    const { training_id } = await getApplication(trx, applicationId);
    await lockTraining(trx, training_id);
    const application = await getApplication(trx, applicationId);
    if (application.state !== 'applied' || application.asked_role === null || application.asked_unit_id === null)
      return 0;
    const nudged = await trx('training_nudges').where({ application_id: applicationId });
    const said = new Set(nudged.flatMap(({ nudge }) => (nudge === 'offer' ? [] : [nudge])));
    const dueOn = localDate(Number(application.decide_until_at));
    let count = 0;
    for (const nudge of nudgesDue(dueOn, localDate(now), said, calendar)) {
      const told =
        nudge === 'escalation'
          ? await escalate(trx, application, now)
          : await tellDeciders(trx, application, 'applicationReminder', now);
      // Nobody there yet: it is said as soon as somebody is.
      if (told === 0) continue;
      await trx('training_nudges').insert({ application_id: applicationId, nudge, said_at: now });
      count += 1;
    }
    return count;
  });
}

async function escalate(
  trx: Knex.Transaction,
  application: Parameters<typeof tellDeciders>[1],
  now: number,
): Promise<number> {
  const seat = { role: application.asked_role!, org_unit_id: application.asked_unit_id! };
  const heads = await listSupervisors(trx, seat, now);
  await insertNotices(
    trx,
    heads.map(({ id }) => ({
      personId: id,
      caseId: null,
      trainingId: application.training_id,
      kind: 'applicationEscalated' as const,
      facts: {
        ...noFacts,
        byPersonId: application.person_id,
        applicationId: application.id,
        ...askedFacts(application),
      },
    })),
    now,
  );
  return heads.length;
}

/**
 * One after another, each for itself; returns the sum.
 * @throws AggregateError when some failed; the others are done
 */
async function forEach(ids: readonly number[], work: (id: number) => Promise<number>): Promise<number> {
  let count = 0;
  const failures: unknown[] = [];
  for (const id of ids)
    try {
      count += await work(id);
    } catch (error) {
      // Another worker says the same in this very moment.
      if (!isDuplicate(error)) failures.push(error);
    }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} applications could not be looked after`);
  return count;
}
