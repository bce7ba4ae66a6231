/** SimpleSAMLphp as a foreign identity provider, on PHP's built-in web server. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createKeyPair } from '../../companion/src/identity/saml/key-pair.js';
import { freePort } from '../support/commands.js';

type KeyName = 'first' | 'second';

/** What may change while it runs. */
export interface ProviderChoice {
  /** The key it signs with. */
  key: KeyName;
  /** A key that its metadata announce beside that one. */
  nextKey: KeyName | null;
  encrypts: boolean;
}

export interface IdentityProvider {
  /** Its entity id, which is also the address of its metadata. */
  issuer: string;
  entryPoint: string;
  logoutUrl: string;
  /** Signs the person out here and everywhere; the browser ends at `returnTo`. */
  signOutUrl(returnTo: string): string;
  choose(choice: Partial<ProviderChoice>): void;
  /** What it knows of the service from now on. */
  learnService(metadataXml: string): void;
  /** The certificates in its metadata, as PEM. */
  publishedCertificates(): Promise<string[]>;
  stop(): Promise<void>;
}

const configFolder = fileURLToPath(new URL('simplesamlphp', import.meta.url));

/**
 * @param program where SimpleSAMLphp is unpacked (scripts/lib/simplesamlphp.sh)
 * @param folder for its keys, sessions and log
 * @param trusted host and port of the service, which it may send people to
 */
export async function startIdentityProvider(options: {
  program: string;
  folder: string;
  trusted: string;
}): Promise<IdentityProvider> {
  const { program, folder } = options;
  const port = await freePort();
  // Another site than 127.0.0.1, as in life: the browser withholds our cookies from its posts.
  const url = `http://localhost:${port}/simplesaml`;
  for (const name of ['docroot', 'sessions', 'temporary']) mkdirSync(join(folder, name), { recursive: true });
  symlinkSync(join(program, 'www'), join(folder, 'docroot', 'simplesaml'));
  for (const name of ['first', 'second'] satisfies KeyName[]) {
    const { privateKey, certificate } = createKeyPair(`identity provider, ${name} key`);
    writeFileSync(join(folder, `${name}.key`), privateKey, { mode: 0o600 });
    writeFileSync(join(folder, `${name}.crt`), certificate);
  }
  let choice: ProviderChoice = { key: 'first', nextKey: null, encrypts: false };
  const choose = (changed: Partial<ProviderChoice>) => {
    choice = { ...choice, ...changed };
    writeFileSync(
      join(folder, 'settings.json'),
      JSON.stringify({ url, folder, trusted: [options.trusted], ...choice }),
    );
  };
  choose({});

  const log = openSync(join(folder, 'server.log'), 'w');
  // A group of its own: the server's workers outlive it otherwise.
  const server = spawn(
    'php',
    ['-d', `session.save_path=${folder}/sessions`, '-S', `127.0.0.1:${port}`, '-t', join(folder, 'docroot')],
    {
      detached: true,
      stdio: ['ignore', 'ignore', log],
      env: {
        PATH: process.env['PATH'],
        PHP_CLI_SERVER_WORKERS: '2',
        SIMPLESAMLPHP_CONFIG_DIR: configFolder,
        IDP_PROGRAM: program,
        IDP_SETTINGS: join(folder, 'settings.json'),
      },
    },
  );
  closeSync(log);
  const issuer = `${url}/saml2/idp/metadata.php`;
  const metadata = async () => {
    const answer = await fetch(issuer);
    return answer.ok ? answer.text() : Promise.reject(new Error(`${answer.status}: ${await answer.text()}`));
  };
  await answered(server, metadata);
  return {
    issuer,
    entryPoint: `${url}/saml2/idp/SSOService.php`,
    logoutUrl: `${url}/saml2/idp/SingleLogoutService.php`,
    signOutUrl: (returnTo) => `${url}/saml2/idp/initSLO.php?RelayState=${encodeURIComponent(returnTo)}`,
    choose,
    learnService: (metadataXml) => writeFileSync(join(folder, 'service.xml'), metadataXml),
    async publishedCertificates() {
      const signing = (await metadata()).matchAll(
        /<md:KeyDescriptor use="signing">.*?<ds:X509Certificate>([^<]+)<\/ds:X509Certificate>/gs,
      );
      return [...signing].map(([, base64]) => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
    },
    async stop() {
      if (server.exitCode !== null || server.pid === undefined) return;
      const gone = once(server, 'exit');
      process.kill(-server.pid, 'SIGTERM');
      await gone;
    },
  };
}

async function answered(server: ChildProcess, ask: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const failure = await ask().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) return;
    if (Date.now() > deadline || server.exitCode !== null)
      throw new Error('The identity provider does not answer', { cause: failure });
    await pause(100);
  }
}
