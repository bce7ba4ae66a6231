/**
 * Figures for Prometheus at `/metrics`: requests, refusals, background work and the process itself. Served to whoever brings the token of
 * QASHYQ_METRICS_TOKEN; without that setting there is no such address. Labels are words of ours only: no ids, no persons, no paths as sent.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import type { Knex } from 'knex';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { AppError } from '../errors.js';
import { bearerToken } from '../moodle/signed-tokens.js';

export interface Metrics {
  /** To be mounted before everything that is to be measured. */
  measureRequests: RequestHandler;
  /** To be mounted before the handler that answers errors. */
  countRefusals: ErrorRequestHandler;
  /** `/metrics`. */
  router: Router;
}

/** What is not done yet; what is done grows without end and says nothing about today. */
const watchedStates = ['ready', 'leased', 'parked'] as const;

export function createMetrics({ db, now, token }: { db: Knex; now: () => number; token: string }): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'qashyq_http_request_seconds',
    help: 'Time to answer, by route of the contract',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const refusals = new Counter({
    name: 'qashyq_refusals_total',
    help: 'Requests refused or failed, by error code; launchTokenRefused and samlRefused are failed sign-ins, samlLogoutRefused failed sign-outs',
    labelNames: ['code'],
    registers,
  });
  const effects = new Gauge({
    name: 'qashyq_effects',
    help: 'Background work that is not done, by state; parked work waits for a person',
    labelNames: ['state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'qashyq_effects_oldest_due_seconds',
    help: 'How long the oldest due work has been waiting for a worker; 0 when none waits',
    registers,
  });
  const database = new Gauge({ name: 'qashyq_database_up', help: '1 when the database answered', registers });

  async function lookAtEffects(): Promise<void> {
    const counted = (await db('effects')
      .whereIn('state', watchedStates)
      .groupBy('state')
      .select('state')
      .count({ total: '*' })) as unknown as { state: string; total: number }[];
    const due = await db('effects').where('state', 'ready').where('run_at', '<=', now()).min({ at: 'run_at' }).first();
    for (const state of watchedStates)
      effects.set({ state }, Number(counted.find((row) => row.state === state)?.total ?? 0));
    const at = due?.['at'] as number | null | undefined;
    oldest.set(at == null ? 0 : (now() - Number(at)) / 1000);
  }

  const router = Router();
  router.get('/metrics', async (request, response) => {
    if (!isSame(bearerToken(request.headers.authorization), token)) throw new AppError('notSignedIn');
    try {
      await lookAtEffects();
      database.set(1);
    } catch (error) {
      // The other figures are wanted most when the database is away; figures of before would be a lie.
      request.log.warn({ err: error }, 'no figures from the database');
      database.set(0);
      effects.reset();
      oldest.set(NaN);
    }
    response.type(register.contentType).send(await register.metrics());
  });

  return {
    router,
    measureRequests(request, response, next) {
      const stop = requests.startTimer({ method: request.method });
      response.once('finish', () => stop({ route: routeOf(request), status: response.statusCode }));
      next();
    },
    countRefusals(error: unknown, _request, _response, next) {
      refusals.inc({ code: error instanceof AppError ? error.code : 'unexpected' });
      next(error);
    },
  };
}

/** Routers that are mounted below a path; a route inside names only what follows. */
const mounts = ['/saml', '/dev-idp'];

/** The path as the program knows it, e.g. `/api/cases/:caseId`; `other` for files and for what does not exist. */
function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { path?: unknown };
  if (typeof path !== 'string') return 'other';
  const asked = request.originalUrl.toLowerCase();
  const mount = mounts.find((candidate) => asked.startsWith(`${candidate}/`) && !path.startsWith(`${candidate}/`));
  return `${mount ?? ''}${path}`;
}

/** Compares without telling by its duration how much was right. */
function isSame(given: string | undefined, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(wanted));
}
