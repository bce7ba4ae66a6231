import { Router } from 'express';
import type { Knex } from 'knex';
import { isMigrated } from '../db/migrate.js';

/** `/healthz`: the process answers. `/readyz`: it can do its work, i.e. the database answers and has the shape we expect. */
export function healthRoutes(db: Knex): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (request, response) => {
    try {
      const migrated = await isMigrated(db);
      response.status(migrated ? 200 : 503).json({ status: migrated ? 'ready' : 'migrationsPending' });
    } catch (error) {
      request.log.error({ err: error }, 'not ready');
      response.status(503).json({ status: 'databaseAway' });
    }
  });
  return router;
}
