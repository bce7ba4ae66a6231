/** A Moodle site as far as the service sees it: shows its keys, signs tokens with them, answers web service calls. */
import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { close, listen } from './identity-fixture.js';

export interface TestMoodle {
  url: string;
  /** What the JWKS address answers with. */
  jwks: { status: number; keys: object[] };
  /** What the web service address answers with, and the forms it got. */
  answer: unknown;
  /** Where it is set, it answers instead. */
  reply?: (form: URLSearchParams) => unknown;
  calls: URLSearchParams[];
  /** How often the keys were asked for. */
  keyRequests: number;
  /** A new signing key; the old ones are no longer shown. */
  rotate(): Promise<void>;
  /** Signs with the present key; `kid` may be another. */
  sign(claims: JWTPayload, header?: { kid?: string }): Promise<string>;
  close(): Promise<void>;
}

export async function startMoodle(): Promise<TestMoodle> {
  let key = await generateKeyPair('ES256', { extractable: true });
  let keyNumber = 0;
  const server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/local/qashyq/jwks.php') {
      moodle.keyRequests += 1;
      response.statusCode = moodle.jwks.status;
      return response.end(JSON.stringify({ keys: moodle.jwks.keys }));
    }
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const form = new URLSearchParams(body);
      moodle.calls.push(form);
      const answer = moodle.reply === undefined ? moodle.answer : moodle.reply(form);
      void Promise.resolve(answer).then((value) => response.end(JSON.stringify(value)));
    });
  });

  const moodle: TestMoodle = {
    url: await listen(server),
    jwks: { status: 200, keys: [] },
    answer: { release: '4.5', plugin: '1', time: 1 },
    calls: [],
    keyRequests: 0,
    async rotate() {
      key = await generateKeyPair('ES256', { extractable: true });
      keyNumber += 1;
      moodle.jwks.keys = [{ ...(await exportJWK(key.publicKey)), kid: `key-${keyNumber}`, alg: 'ES256', use: 'sig' }];
    },
    sign: (claims, { kid = `key-${keyNumber}` } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(key.privateKey),
    close: () => close(server),
  };
  await moodle.rotate();
  return moodle;
}

/** Claims as the plugin makes them for a launch token. */
export function launchClaims(moodle: TestMoodle, audience: string, now: number, change: JWTPayload = {}): JWTPayload {
  const iat = Math.floor(now / 1000);
  return {
    iss: moodle.url,
    aud: audience,
    sub: '7',
    jti: `token-${Math.random()}`,
    iat,
    exp: iat + 300,
    purpose: 'launch',
    username: 'dispatcher',
    idnumber: 'KRU-7',
    email: 'dispatcher@university.test',
    firstname: 'Айгүл',
    lastname: 'Әлиева',
    lang: 'ru',
    manage: false,
    ...change,
  };
}
