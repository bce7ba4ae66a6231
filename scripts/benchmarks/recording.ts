/** Writes down what the service sends to its database for each decision, and what it answers. */
import { createServer } from 'node:http';
import { pino } from 'pino';
import { createApp } from '../../companion/src/app.js';
import { compose } from '../../companion/src/composition.js';
import { readConfig } from '../../companion/src/config.js';
import { listen, settings, type Keys } from './service.js';

type Value = string | number | null;
/** By case id. */
export type Recording = Record<string, { statements: [sql: string, values: Value[]][]; answer: unknown }>;

export async function record(
  databaseUrl: string,
  keys: Keys,
  token: string,
  decisions: readonly { caseId: number; body: string }[],
): Promise<Recording> {
  const composition = compose(readConfig(settings(databaseUrl, keys)), pino({ level: 'silent' }));
  let statements: Recording[string]['statements'] = [];
  composition.db.on('query', ({ sql, bindings = [] }: { sql: string; bindings?: Value[] }) => {
    statements.push([sql, bindings]);
  });
  const server = createServer(createApp(composition));
  const url = await listen(server);
  const recording: Recording = {};
  for (const { caseId, body } of decisions) {
    statements = [];
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/cases/${caseId}/actions`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`case ${caseId}: ${response.status} ${await response.text()}`);
    recording[caseId] = { statements, answer: await response.json() };
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await composition.close();
  return recording;
}
