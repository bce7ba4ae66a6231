/** Starts the service in the role its settings say, and stops it cleanly on SIGTERM or SIGINT. */
import { createServer } from 'node:http';
import { createApp } from './app.js';
import { assertTimeZoneData } from './calendar/working-days.js';
import { compose } from './composition.js';
import { ConfigError, configWarnings, readConfig } from './config.js';
import { migrate } from './db/migrate.js';
import { createLogger } from './logger.js';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  assertTimeZoneData();
  const logger = createLogger(config.logLevel);
  for (const warning of configWarnings(config)) logger.warn(warning);
  const composition = compose(config, logger);
  await migrate(composition.db);

  const server = config.role === 'worker' ? undefined : createServer(createApp(composition));
  if (server !== undefined)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.port, config.host, resolve);
    });
  if (config.role !== 'web') {
    composition.worker.start();
    composition.rounds.start();
  }
  logger.info({ role: config.role, host: config.host, port: config.port }, 'started');

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    // No new requests; those under way and the effect at hand are finished.
    const closed = new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
    server?.closeIdleConnections();
    await Promise.all([closed, composition.rounds.stop(), composition.worker.stop()]);
    await composition.close();
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

start().catch((error: unknown) => {
  const { code } = error as { code?: string };
  if (error instanceof ConfigError) console.error(error.message);
  else if (code === 'EADDRINUSE') console.error('The port is taken: choose another with QASHYQ_PORT.');
  else console.error(error);
  process.exit(1);
});
