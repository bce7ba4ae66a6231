/** Wires the service together, once. Everything else takes what it needs as arguments. */
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { connect } from './db/connect.js';
import { forgetExpired } from './db/forget-expired.js';
import { chainReads } from './read-journal/read-chain-store.js';
import { deliverInvitation } from './effects/deliver-invitation.js';
import { deliverNotice } from './effects/deliver-notice.js';
import { deliverDigest, makeDigests } from './effects/digests.js';
import type { EffectHandlers } from './effects/effect-handler.js';
import { createMailer, type Mailer } from './effects/mailer.js';
import { tellOfParkedPublication } from './effects/parked-publication.js';
import { printCertificates } from './effects/print-certificates.js';
import { publishCalendar } from './effects/publish-calendar.js';
import { remind } from './effects/reminders.js';
import { createRounds, type Rounds } from './effects/rounds.js';
import { syncEnrolments } from './effects/sync-enrolments.js';
import { updateInvitations } from './effects/update-invitations.js';
import { createWorker, nineTriesInAboutAnHour, type Worker } from './effects/worker.js';
import { features } from './features/index.js';
import { askForFeedback } from './features/training/feedback/ask-feedback.js';
import { tellOfExpiry } from './features/training/certificates/expiry-round.js';
import { passSeatsOn, remindOfApplications } from './features/training/seats/seat-rounds.js';
import { loadCatalogue, type Catalogue } from './i18n/catalogue.js';
import { createMoodleConnection, MoodleNotConnectedError, type MoodleConnection } from './moodle/index.js';
import type { CaseEngine } from './workflow/case-feature.js';

export interface Composition {
  config: Config;
  db: Knex;
  logger: Logger;
  catalogue: Catalogue;
  now: () => number;
  engine: CaseEngine;
  moodle: MoodleConnection;
  worker: Worker;
  rounds: Rounds;
  /** Closes what was opened, after the worker has stopped. */
  close(): Promise<void>;
}

export function compose(config: Config, logger: Logger, options: { db?: Knex; now?: () => number } = {}): Composition {
  const now = options.now ?? Date.now;
  const db = options.db ?? connect(config.databaseUrl);
  const catalogue = loadCatalogue();
  const moodle = createMoodleConnection({ config, db, now, catalogue });
  const mailer: Mailer | undefined =
    config.mail === undefined ? undefined : createMailer({ ...config.mail, publicUrl: config.publicUrl, catalogue });

  const handlers: EffectHandlers = {
    'publish-calendar': publishCalendar({ db, features, catalogue, moodle: () => moodle.getMoodleClient(), now }),
    'deliver-notice': deliverNotice({ db, catalogue, moodle: () => moodleIfConnected(moodle), mailer, now }),
    'deliver-digest': deliverDigest({ db, catalogue, mailer, now }),
    'print-certificates': printCertificates({ db, catalogue, now }),
    'update-invitations': updateInvitations({ db, now }),
    'deliver-invitation': deliverInvitation({
      db,
      catalogue,
      mailer,
      organizer: config.mail?.from ?? '',
      publicUrl: config.publicUrl,
      now,
    }),
    'sync-enrolments': syncEnrolments({
      db,
      moodle: () => moodle.getMoodleClient(),
      loginField: config.moodlePersonClaim,
      now,
    }),
  };
  const worker = createWorker({
    db,
    handlers,
    now,
    logger,
    settings: { ...nineTriesInAboutAnHour, leaseMs: config.leaseMs },
    onParked: (trx, lease) => tellOfParkedPublication(trx, lease.effect, now()),
  });
  const rounds = createRounds({
    rounds: {
      reminders: () => remind({ db, now }),
      seats: () => passSeatsOn({ db, now }),
      applications: () => remindOfApplications({ db, now }),
      digests: () => makeDigests({ db, now }),
      expiringCertificates: () => tellOfExpiry({ db, now }),
      feedback: () => askForFeedback({ db, now }),
      chainingReads: () => chainReads(db).then(() => 0),
      forgetting: () => forgetExpired(db, now()).then(() => 0),
    },
    logger,
    wakeWorker: () => worker.wake(),
    everyMs: config.roundMs,
  });
  const engine: CaseEngine = { db, features, catalogue, now, wakeWorker: () => worker.wake() };

  return {
    config,
    db,
    logger,
    catalogue,
    now,
    engine,
    moodle,
    worker,
    rounds,
    async close() {
      mailer?.close();
      await db.destroy();
    },
  };
}

/** Telling people does not wait for a Moodle that nobody has connected. */
async function moodleIfConnected(moodle: MoodleConnection) {
  try {
    return await moodle.getMoodleClient();
  } catch (error) {
    if (error instanceof MoodleNotConnectedError) return undefined;
    throw error;
  }
}
