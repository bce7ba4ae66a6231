import type { Knex } from 'knex';
import * as people from './migrations/2026-11-23-01-people.js';
import * as reference from './migrations/2026-11-23-02-reference.js';
import * as cases from './migrations/2026-11-23-03-cases.js';
import * as effects from './migrations/2026-11-23-04-effects.js';
import * as schedules from './migrations/2026-11-23-05-schedules.js';
import * as calendar from './migrations/2026-11-23-12-calendar.js';
import * as digests from './migrations/2026-11-23-12-digests.js';
import * as reminders from './migrations/2026-11-23-12-reminders.js';
import * as remarkAnswers from './migrations/2026-11-23-11-remark-answers.js';
import * as delegations from './migrations/2026-11-23-11-delegations.js';
import * as routes from './migrations/2026-11-23-13-routes.js';
import * as calendarFeeds from './migrations/2026-11-23-14-calendar-feeds.js';
import * as overview from './migrations/2026-11-23-14-overview.js';
import * as listIndexes from './migrations/2026-11-23-16-list-indexes.js';
import * as rateCounts from './migrations/2026-11-23-15-rate-counts.js';
import * as sessionUse from './migrations/2026-11-23-17-session-use.js';
import * as trainings from './migrations/2026-11-24-40-trainings.js';
import * as trainingOffice from './migrations/2026-11-24-50-training-office.js';
import * as trainingSeats from './migrations/2026-11-24-41-training-seats.js';
import * as certificates from './migrations/2026-11-24-70-certificates.js';
import * as datedSchedules from './migrations/2026-11-24-10-dated-schedules.js';
import * as latestEffects from './migrations/2026-11-24-51-latest-effects.js';
import * as readJournal from './migrations/2026-11-24-30-read-journal.js';
import * as deputyOrders from './migrations/2026-11-24-33-deputy-orders.js';
import * as roleChanges from './migrations/2026-11-24-32-role-changes.js';
import * as resumption from './migrations/2026-11-24-31-resumption.js';
import * as trainingPlans from './migrations/2026-11-24-60-training-plans.js';
import * as turns from './migrations/2026-11-24-90-turns.js';
import * as trainingReports from './migrations/2026-11-24-61-training-reports.js';
import * as examLimits from './migrations/2026-11-24-91-exam-limits.js';
import * as readChain from './migrations/2026-11-24-92-read-chain.js';
import * as lessonReplacements from './migrations/2026-11-24-95-lesson-replacements.js';
import * as trainingLists from './migrations/2026-11-24-96-training-lists.js';

interface Migration {
  up(db: Knex): Promise<void>;
}

/** In order. Listed by hand so that sources and compiled files run the same set under the same names. */
const migrations: Record<string, Migration> = {
  '2026-11-23-01-people': people,
  '2026-11-23-02-reference': reference,
  '2026-11-23-03-cases': cases,
  '2026-11-23-04-effects': effects,
  '2026-11-23-05-schedules': schedules,
  '2026-11-23-12-calendar': calendar,
  '2026-11-23-12-reminders': reminders,
  '2026-11-23-12-digests': digests,
  '2026-11-23-11-remark-answers': remarkAnswers,
  '2026-11-23-11-delegations': delegations,
  '2026-11-23-13-routes': routes,
  '2026-11-23-14-calendar-feeds': calendarFeeds,
  '2026-11-23-14-overview': overview,
  '2026-11-23-16-list-indexes': listIndexes,
  '2026-11-23-15-rate-counts': rateCounts,
  '2026-11-23-17-session-use': sessionUse,
  '2026-11-24-40-trainings': trainings,
  '2026-11-24-41-training-seats': trainingSeats,
  '2026-11-24-70-certificates': certificates,
  '2026-11-24-30-read-journal': readJournal,
  '2026-11-24-31-resumption': resumption,
  '2026-11-24-32-role-changes': roleChanges,
  '2026-11-24-33-deputy-orders': deputyOrders,
  '2026-11-24-50-training-office': trainingOffice,
  '2026-11-24-60-training-plans': trainingPlans,
  '2026-11-24-90-turns': turns,
  '2026-11-24-10-dated-schedules': datedSchedules,
  '2026-11-24-51-latest-effects': latestEffects,
  '2026-11-24-61-training-reports': trainingReports,
  '2026-11-24-91-exam-limits': examLimits,
  '2026-11-24-92-read-chain': readChain,
  '2026-11-24-95-lesson-replacements': lessonReplacements,
  '2026-11-24-96-training-lists': trainingLists,
};

const source: Knex.MigrationSource<string> = {
  getMigrations: () => Promise.resolve(Object.keys(migrations)),
  getMigrationName: (name) => name,
  getMigration: (name) =>
    Promise.resolve({
      up: migrations[name]!.up,
      // A step back is a restored backup or a new migration forward: undoing by code would lose what was written since.
      down: () => Promise.reject(new Error('Migrations only go forward: restore a backup instead')),
    }),
};

/** Brings the database to the newest shape; does nothing where it already is. Several processes may call it at once: one migrates, the others wait. */
export async function migrate(db: Knex): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;)
    try {
      await db.migrate.latest({ migrationSource: source });
      return;
    } catch (error) {
      if ((error as Error).name !== 'MigrationLocked' || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
}

/** Is every migration applied; readiness asks this. */
export async function isMigrated(db: Knex): Promise<boolean> {
  const [, pending] = (await db.migrate.list({ migrationSource: source })) as [unknown[], unknown[]];
  return pending.length === 0;
}
