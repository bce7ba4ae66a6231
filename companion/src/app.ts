/** The web side of the service: doors, endpoints, portal. The order of the lines is the order in which a request meets them. */
import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import { pinoHttp } from 'pino-http';
import { endpoints, type EndpointName } from '@qashyq/shared-types';
import type { Composition } from './composition.js';
import { effectRoutes } from './effects/effect-routes.js';
import { AppError } from './errors.js';
import { calendarRoutes } from './features/academic-calendar/calendar-routes.js';
import { datedRoutes } from './features/schedules/dated/dated-routes.js';
import { importRoutes } from './features/schedules/import/import-routes.js';
import { replacementRoutes } from './features/schedules/replacements/replacement-routes.js';
import { scheduleRoutes } from './features/schedules/schedule-routes.js';
import { createApprovedDated, createApprovedEditions } from './features/schedules/timetable/approved-editions.js';
import { readCalendarFeed, timetableRoutes } from './features/schedules/timetable/timetable-routes.js';
import { attendanceRoutes } from './features/training/attendance/attendance-routes.js';
import { certificateRoutes } from './features/training/certificates/certificate-routes.js';
import { hoursRoutes } from './features/training/hours/hours-routes.js';
import { outsideRoutes } from './features/training/outside/outside-routes.js';
import { trainingRoutes } from './features/training/training-routes.js';
import { calendarFeedRoutes } from './http/calendar-feed.js';
import { createEndpointRouter } from './http/endpoint-router.js';
import { errorAnswer } from './http/error-answer.js';
import { healthRoutes } from './http/health.js';
import { createMetrics } from './http/metrics.js';
import { openApiDocument } from './http/openapi.js';
import { delegationRoutes } from './identity/delegation-routes.js';
import { deputyOrderRoutes } from './identity/deputy-order-routes.js';
import { createRateLimits } from './http/rate-limits.js';
import { createIdentity } from './identity/index.js';
import { meRoutes } from './identity/me-routes.js';
import { myDataRoutes } from './identity/my-data.js';
import { personRoutes } from './identity/person-routes.js';
import { certificatePages } from './portal/certificate-pages.js';
import { createPortal } from './portal/portal.js';
import { securityHeaders } from './portal/security-headers.js';
import { readJournalRoutes } from './read-journal/read-journal-routes.js';
import { roleRoutes } from './roles/role-routes.js';
import { version } from './version.js';
import { caseRoutes } from './workflow/case-routes.js';
import { routeEndpoints } from './workflow/routes/route-endpoints.js';

export function createApp({ config, db, logger, catalogue, now, engine, moodle }: Composition): Express {
  const identity = createIdentity({ config, db, now, catalogue, logger, tokens: moodle.tokens });
  const limits = createRateLimits({ config, db, now, logger });
  const api = createEndpointRouter(identity.authenticate, limits);
  const wakeWorker = engine.wakeWorker;
  meRoutes(api.on, { db, catalogue, now, sendsMail: config.mail !== undefined });
  myDataRoutes(api.on, { db, now });
  delegationRoutes(api.on, engine);
  deputyOrderRoutes(api.on, engine);
  personRoutes(api.on, db);
  readJournalRoutes(api.on, { db, now });
  caseRoutes(api.on, engine);
  roleRoutes(api.on, engine);
  scheduleRoutes(api.on, engine);
  datedRoutes(api.on, engine);
  importRoutes(api.on, engine);
  const approved = createApprovedEditions();
  const timetable = {
    db,
    catalogue,
    now,
    publicUrl: config.publicUrl,
    approved,
    approvedDated: createApprovedDated(),
  };
  replacementRoutes(api.on, { ...engine, approved });
  timetableRoutes(api.on, timetable);
  calendarRoutes(api.on, { db, catalogue, now, wakeWorker });
  routeEndpoints(api.on, engine);
  attendanceRoutes(api.on, { db, catalogue, now, secret: config.secret, publicUrl: config.publicUrl, limits });
  certificateRoutes(api.on, { db, catalogue, now, publicUrl: config.publicUrl, wakeWorker });
  hoursRoutes(api.on, { db, catalogue, now });
  outsideRoutes(api.on, { db, now, wakeWorker });
  trainingRoutes(api.on, engine, approved);
  effectRoutes(api.on, { db, catalogue, now, wakeWorker });
  api.on('pairMoodle', moodle.pair);
  assertServedCompletely(api.bound());

  const portal = createPortal({ identity, catalogue, db, isDemo: config.devIdp });
  const document = openApiDocument(config.publicUrl, version);
  const metrics =
    config.metricsToken === undefined ? undefined : createMetrics({ db, now, token: config.metricsToken });

  const app = express();
  app.disable('x-powered-by');
  // Answers are not stored, so there is nothing to compare; files bring tags of their own.
  app.disable('etag');
  app.set('trust proxy', config.proxies);
  app.use(
    pinoHttp({
      logger,
      genReqId: () => randomUUID(),
      autoLogging: { ignore: (request) => request.url === '/healthz' || request.url === '/readyz' },
      serializers: {
        req: (request: { id: string; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: loggedPath(request.url),
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    }),
  );
  if (metrics !== undefined) app.use(metrics.measureRequests, metrics.router);
  app.use(securityHeaders(config));
  app.use(healthRoutes(db));
  app.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  app.use(portal.assets);
  app.use(calendarFeedRoutes(readCalendarFeed(timetable), limits));
  app.use(certificatePages({ db, catalogue, now, renderPage: portal.renderPage, limits }));
  app.use('/api', moodle.cors);
  app.use(['/saml', '/dev-idp'], limits.perAddress('signIn'));
  app.use(identity.router);
  app.use(portal.router);
  app.use(api.router);
  app.use(() => {
    throw new AppError('notFound');
  });
  if (metrics !== undefined) app.use(metrics.countRefusals);
  app.use(errorAnswer(catalogue, portal.renderPage));
  return app;
}

/** Paths hold ids, and some a secret: calendar addresses, the check of a certificate. Queries may hold file names and search words. What is more than an id stays out. */
function loggedPath(url: string): string {
  return url.split('?')[0]!.replace(/^(\/ical\/|\/certificates\/|\/api\/certificate-checks\/).*/s, '$1…');
}

/** A value of the contract without a handler is a promise nobody keeps. */
function assertServedCompletely(bound: ReadonlySet<EndpointName>): void {
  const missing = (Object.keys(endpoints) as EndpointName[]).filter((name) => !bound.has(name));
  if (missing.length > 0) throw new Error(`No handler for: ${missing.join(', ')}`);
}
