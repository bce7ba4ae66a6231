import express from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import knexModule from 'knex';
import type { ErrorBody } from '@qashyq/shared-types';
import { AppError } from '../../src/errors.js';
import { errorAnswer } from '../../src/http/error-answer.js';
import { loadCatalogue } from '../../src/i18n/catalogue.js';

describe('the answer to an error', () => {
  /** Asks a service whose only address throws `error`. */
  async function answerTo(error: unknown): Promise<[status: number, code: string, message: string]> {
    const app = express();
    app.use((request, _response, next) => {
      request.log = { error: () => undefined } as never;
      next();
    });
    app.get('/api/x', () => {
      throw error;
    });
    app.use(errorAnswer(loadCatalogue(), () => ''));
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/api/x`, { headers: { 'accept-language': 'en' } });
    server.close();
    const { error: told } = (await answer.json()) as ErrorBody;
    return [answer.status, told.code, told.message];
  }
  const databaseError = (facts: object) => Object.assign(new Error('from the database'), facts);

  it('of a database that is away says to try again in a minute', async () => {
    const text = 'The service is not ready yet. Try again in a minute.';
    const nobodyListens = knexModule({ client: 'mysql2', connection: { host: '127.0.0.1', port: 1 } });
    const refused = await nobodyListens.raw('select 1').catch((error: unknown) => error);
    await nobodyListens.destroy();
    for (const error of [
      refused,
      databaseError({ fatal: true, code: 'PROTOCOL_CONNECTION_LOST' }),
      databaseError({ errno: 1047 }),
      databaseError({ errno: 1205 }),
    ])
      expect(await answerTo(error)).to.deep.equal([503, 'notReady', text]);
  });

  it('of a fault of our own says that it is one', async () => {
    for (const error of [new Error('a fault'), databaseError({ errno: 1054 }), 'a text'])
      expect((await answerTo(error)).slice(0, 2), String(error)).to.deep.equal([500, 'unexpected']);
  });

  it('of a refusal is that refusal', async () => {
    expect((await answerTo(new AppError('notAllowed'))).slice(0, 2)).to.deep.equal([403, 'notAllowed']);
  });
});
