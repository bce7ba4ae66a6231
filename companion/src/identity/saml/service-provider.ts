/** Our side of SAML: addresses, keys, and the library's options. Everything the library leaves open is closed in sign-on.ts and single-logout.ts. */
import { Strategy, SAML, ValidateInResponseTo, type Profile, type SamlConfig } from '@node-saml/passport-saml';
import type { Knex } from 'knex';
import type { KeyPair } from './key-pair.js';
import { createRequestLedger, requestLifeMs } from './request-ledger.js';

/** The identity provider as configured. */
export interface IdentityProvider {
  issuer: string;
  entryPoint: string;
  /** undefined: it has no single logout. */
  logoutUrl: string | undefined;
  /** PEM; more than one while it changes its key. */
  certificates: string[];
}

export interface ServiceProvider {
  /** Our entity id, which is also the address of our metadata. */
  issuer: string;
  acsUrl: string;
  sloUrl: string;
  identityProvider: IdentityProvider;
  /** Verifies answers to a sign-in; the profile it gives still needs our own checks. */
  strategy: Strategy;
  /** Makes and reads logout messages. Whether a logout answer is to a request of ours is checked by the caller, for both bindings. */
  logout: SAML;
  keyPair: KeyPair;
  metadata(): string;
}

/** Clocks of two well-kept servers differ by less. */
const clockSkewMs = 5_000;
const maximumAssertionAgeMs = 5 * 60_000;

export function createServiceProvider(deps: {
  publicUrl: string;
  identityProvider: IdentityProvider;
  keyPair: KeyPair;
  db: Knex;
  now: () => number;
}): ServiceProvider {
  const { publicUrl, identityProvider, keyPair } = deps;
  const issuer = `${publicUrl}/saml/metadata`;
  const acsUrl = `${publicUrl}/saml/acs`;
  const sloUrl = `${publicUrl}/saml/slo`;

  const options: SamlConfig = {
    callbackUrl: acsUrl,
    logoutCallbackUrl: sloUrl,
    issuer,
    audience: issuer,
    entryPoint: identityProvider.entryPoint,
    logoutUrl: identityProvider.logoutUrl ?? identityProvider.entryPoint,
    idpIssuer: identityProvider.issuer,
    idpCert: identityProvider.certificates,
    privateKey: keyPair.privateKey,
    publicCert: keyPair.certificate,
    decryptionPvk: keyPair.privateKey,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    disableRequestedAuthnContext: true,
    identifierFormat: null,
    acceptedClockSkewMs: clockSkewMs,
    maxAssertionAgeMs: maximumAssertionAgeMs,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: requestLifeMs,
    cacheProvider: createRequestLedger(deps.db, deps.now),
  };

  const takeProfile = (profile: Profile | null, done: (error: Error | null, user?: Record<string, unknown>) => void) =>
    profile === null ? done(new Error('no profile')) : done(null, profile);

  const strategy = new Strategy(options, takeProfile, takeProfile);
  return {
    issuer,
    acsUrl,
    sloUrl,
    identityProvider,
    keyPair,
    strategy,
    logout: new SAML({ ...options, validateInResponseTo: ValidateInResponseTo.never }),
    metadata: () => strategy.generateServiceProviderMetadata(keyPair.certificate, keyPair.certificate),
  };
}
