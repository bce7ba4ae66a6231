/** The companion as it is run: the built program in a process of its own, with a Moodle whose keys we hold, so that we may come in as anybody. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locale } from '@qashyq/shared-types';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const publicUrl = 'https://qashyq.invalid';
export const secret = 'only-for-measuring-only-for-measuring';

export interface Keys {
  /** What the service is told as Moodle's address. */
  moodleUrl: string;
  /** A launch token, good for five minutes. @param lang in which they read Moodle */
  tokenOf(login: string, accountNumber: number, lang?: Locale): Promise<string>;
  close(): void;
}

export async function showKeys(): Promise<Keys> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'key', alg: 'ES256', use: 'sig' }];
  const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
  const moodleUrl = await listen(server);
  return {
    moodleUrl,
    tokenOf(username, accountNumber, lang = 'ru') {
      const names = { idnumber: '', email: '', firstname: '', lastname: username, lang, manage: false };
      return new SignJWT({ purpose: 'launch', username, ...names })
        .setProtectedHeader({ alg: 'ES256', kid: 'key' })
        .setIssuer(moodleUrl)
        .setAudience(publicUrl)
        .setSubject(String(accountNumber))
        .setJti(crypto.randomUUID())
        .setIssuedAt()
        .setExpirationTime('5 minutes')
        .sign(privateKey);
    },
    close: () => void server.close(),
  };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface RunningProcess {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Settings of a service on that database; the log goes nowhere, but is written. */
export function settings(databaseUrl: string, keys: Keys): Record<string, string> {
  return {
    NODE_ENV: 'production',
    QASHYQ_ROLE: 'web',
    QASHYQ_PUBLIC_URL: publicUrl,
    QASHYQ_SECRET: secret,
    DATABASE_URL: databaseUrl,
    MOODLE_URL: keys.moodleUrl,
    // One person does the work of a hundred here.
    QASHYQ_REQUESTS_PER_MINUTE: '1000000',
  };
}

/** Starts a program that listens at QASHYQ_PORT, and waits until it answers. */
export async function startProcess(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<RunningProcess> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...environment, QASHYQ_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(`${url}/healthz`))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { port } = new URL(await listen(server));
  await new Promise((resolve) => server.close(resolve));
  return Number(port);
}
