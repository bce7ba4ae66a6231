import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { Router, type ErrorRequestHandler } from 'express';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { AppError } from '../errors.js';
import { createCsrf, type Csrf } from '../http/csrf.js';
import type { Authenticate } from '../http/endpoint-router.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { SignedTokens } from '../moodle/signed-tokens.js';
import { createAuthenticate } from './authenticate.js';
import { createDevIdp, devIdentityProvider } from './dev-idp/router.js';
import { certificatesIn, developmentKeyPair, readKeyPair, type KeyPair } from './saml/key-pair.js';
import { createServiceProvider, type IdentityProvider } from './saml/service-provider.js';
import { createSignOn } from './saml/sign-on.js';
import { createSingleLogout } from './saml/single-logout.js';
import { createSessions } from './sessions.js';

export interface Identity {
  router: Router;
  /** Who asks; for the endpoint router and for the portal's pages. Needs `router` to have run. */
  authenticate: Authenticate;
  /** For the portal's page and its forms (field `csrfToken`), the one that signs out, posted to `/saml/logout`, among them. */
  csrf: Csrf;
  /** Is there an identity provider to sign in with. */
  canSignIn: boolean;
}

/**
 * Everything about who asks. Mounting order of the application:
 *
 * 1. `app.set('trust proxy', config.proxies)`, request log, security headers;
 * 2. health checks, static files: they need nobody;
 * 3. `app.use(identity.router)`, at the root: sessions, then `/saml`, then `/dev-idp` where it is wanted. Before any body parser, as these
 *    addresses bring their own with their own limits;
 * 4. `app.use("/api", moodle.cors)`, the endpoints with `identity.authenticate`, the portal's pages (`/saml/signed-out` is one of them);
 * 5. the error handler; for a browser's page it must answer with a page, because people meet the refusals of `/saml` there.
 */
export function createIdentity(deps: {
  config: Config;
  db: Knex;
  now: () => number;
  catalogue: Catalogue;
  logger: Logger;
  /** Of the Moodle connection: verifies launch tokens. */
  tokens: SignedTokens;
}): Identity {
  const { config, db, now, catalogue } = deps;
  const { publicUrl, secret } = config;
  const secure = publicUrl.startsWith('https:');
  const csrf = createCsrf({ secret, secure });
  const personAttribute = config.samlPersonAttribute;
  const keys = samlKeys(config);
  const provider = keys && createServiceProvider({ publicUrl, db, now, ...keys });

  const router = Router();
  router.use(createSessions({ db, now, secret, secure }));
  if (provider !== undefined) {
    router.get('/saml/metadata', (_request, response) => {
      response.type('application/samlmetadata+xml').send(provider.metadata());
    });
    router.use('/saml', createSignOn({ provider, db, now, publicUrl, secret, secure, personAttribute }));
    router.use('/saml', createSingleLogout({ provider, csrf, db, now, publicUrl }));
  }
  if (provider !== undefined && keys?.devIdpKeyPair !== undefined) {
    const { environment } = config;
    const keyPair = keys.devIdpKeyPair;
    router.use('/dev-idp', createDevIdp({ environment, provider, keyPair, db, catalogue, personAttribute, now }));
  }
  router.use(logSamlRefusal(deps.logger));

  return {
    router,
    authenticate: createAuthenticate({ db, tokens: deps.tokens, csrf, personClaim: config.moodlePersonClaim, now }),
    csrf,
    canSignIn: provider !== undefined,
  };
}

/** People read one sentence; whoever runs the service finds the reason in the log. It names nobody. */
function logSamlRefusal(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, _response, next) => {
    if (error instanceof AppError && error.code.startsWith('saml'))
      logger.warn(
        { code: error.code, reasons: reasons(error.facts.cause), reference: request.id },
        error.code === 'samlLogoutRefused' ? 'sign-out refused' : 'sign-in refused',
      );
    next(error);
  };
}

/** What went wrong, and what was behind it. A wrong form is told without its values. */
function reasons(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [error.name === 'ZodError' ? 'wrong form' : error.message, ...reasons(error.cause)];
}

interface SamlKeys {
  identityProvider: IdentityProvider;
  keyPair: KeyPair;
  /** Set when the bundled development provider is the one we trust. */
  devIdpKeyPair?: KeyPair;
}

/** A configured identity provider wins over the bundled one. */
function samlKeys(config: Config): SamlKeys | undefined {
  if (config.saml !== undefined) {
    const { idpIssuer, entryPoint, logoutUrl, idpCertFile, privateKeyFile, certificateFile } = config.saml;
    const certificates = certificatesIn(readFileSync(idpCertFile, 'utf8'));
    return {
      identityProvider: { issuer: idpIssuer, entryPoint, logoutUrl, certificates },
      keyPair: readKeyPair(privateKeyFile, certificateFile),
    };
  }
  if (!config.devIdp) return undefined;
  const folder = dataFolder(config.databaseUrl);
  const kept = (name: string) => developmentKeyPair(folder && join(folder, `${name}.pem`), `qashyq ${name}`);
  const devIdpKeyPair = kept('dev-idp');
  return {
    identityProvider: devIdentityProvider(config.publicUrl, devIdpKeyPair),
    keyPair: kept('saml-sp'),
    devIdpKeyPair,
  };
}

/** The folder of the embedded database; undefined when there is none. */
function dataFolder(databaseUrl: string): string | undefined {
  const file = /^sqlite:(.+)$/.exec(databaseUrl)?.[1];
  return file === undefined || file === ':memory:' ? undefined : dirname(file);
}
