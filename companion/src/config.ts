/**
 * The service's settings, all from environment variables, checked together at start: a wrong set stops the start with the full list.
 */
import { z } from 'zod';

const flag = z.enum(['on', 'off']).transform((value) => value === 'on');
const webAddress = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

const environmentSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  /** `web` serves requests, `worker` runs effects, `all` does both. */
  QASHYQ_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  /** Where this process listens. */
  QASHYQ_HOST: z.string().default('127.0.0.1'),
  QASHYQ_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** The address people and Moodle use; also the audience of launch tokens and the base of SAML addresses. */
  QASHYQ_PUBLIC_URL: webAddress,
  /** `sqlite:<file>` or `mysql://user:password@host:port/name` (MariaDB and MySQL). */
  DATABASE_URL: z.string().regex(/^(sqlite:.+|(mysql|mariadb):\/\/.+)$/, 'sqlite:<file> or mysql://…'),
  /** Key material for session cookies and stored secrets; at least 32 characters, the same on every process. */
  QASHYQ_SECRET: z.string().min(32),
  /** Number of reverse proxies in front, so that addresses in rate limits are the visitors'. */
  QASHYQ_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Requests to the API per person; generous, for the screens ask much at once. */
  QASHYQ_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  /** Requests to the sign-in pages per address; one sign-in takes three, and a campus may have one address. */
  QASHYQ_SIGN_INS_PER_MINUTE: z.coerce.number().int().min(1).default(300),
  /** Files sent per person. */
  QASHYQ_UPLOADS_PER_MINUTE: z.coerce.number().int().min(1).default(20),
  /** How long the work of a dead worker waits until another takes it over. */
  QASHYQ_LEASE_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  /** How often a worker looks what is due by the clock: reminders, daily mails, forgetting. */
  QASHYQ_ROUND_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  /** Moodle's wwwroot. May also be told with `qashyq connect-moodle`. */
  MOODLE_URL: webAddress.optional(),
  /** Brings a SAML identity provider that lists the demo people. Never in production. */
  QASHYQ_DEV_IDP: flag.default(false),
  SAML_IDP_ENTRY_POINT: webAddress.optional(),
  SAML_IDP_LOGOUT_URL: webAddress.optional(),
  SAML_IDP_ISSUER: z.string().optional(),
  /** PEM file with the identity provider's signing certificate(s). */
  SAML_IDP_CERT_FILE: z.string().optional(),
  /** PEM files of our own key pair: requests are signed with it, assertions may be encrypted to it. */
  SAML_SP_KEY_FILE: z.string().optional(),
  SAML_SP_CERT_FILE: z.string().optional(),
  /** Which SAML attribute (or `nameID`) equals `persons.login`. */
  SAML_PERSON_ATTRIBUTE: z.string().default('uid'),
  /** Which claim of the launch token equals `persons.login`. */
  MOODLE_PERSON_CLAIM: z.enum(['username', 'idnumber', 'email']).default('username'),
  /** `smtp://…`; without it notices are shown on screens and in Moodle only. */
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.email().optional(),
  /** Opens `/metrics` to whoever brings this token (Prometheus: `authorization.credentials`); without it there is no such address. */
  QASHYQ_METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface SamlSettings {
  entryPoint: string;
  logoutUrl: string | undefined;
  idpIssuer: string;
  idpCertFile: string;
  privateKeyFile: string;
  certificateFile: string;
}

export interface Config {
  environment: 'production' | 'development' | 'test';
  role: 'all' | 'web' | 'worker';
  host: string;
  port: number;
  publicUrl: string;
  databaseUrl: string;
  secret: string;
  proxies: number;
  limits: { requestsPerMinute: number; signInsPerMinute: number; uploadsPerMinute: number };
  leaseMs: number;
  roundMs: number;
  moodleUrl: string | undefined;
  devIdp: boolean;
  /** A foreign identity provider; undefined when none is configured (then only Moodle and, in development, the bundled provider lead in). */
  saml: SamlSettings | undefined;
  samlPersonAttribute: string;
  moodlePersonClaim: 'username' | 'idnumber' | 'email';
  mail: { smtpUrl: string; from: string } | undefined;
  /** Undefined: no figures are shown. */
  metricsToken: string | undefined;
  logLevel: string;
}

export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The settings are not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads the settings. Throws ConfigError naming every wrong variable at once. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const values = parsed.data;
  const problems: string[] = [];
  if (values.QASHYQ_DEV_IDP && values.NODE_ENV === 'production')
    problems.push('QASHYQ_DEV_IDP: the development identity provider lets anybody in and refuses to run in production');
  if (values.NODE_ENV === 'production' && !values.QASHYQ_PUBLIC_URL.startsWith('https:'))
    problems.push('QASHYQ_PUBLIC_URL: must be https in production (session cookies are Secure)');
  if (values.SMTP_URL !== undefined && values.MAIL_FROM === undefined) problems.push('MAIL_FROM: needed with SMTP_URL');
  const samlParts = {
    SAML_IDP_ENTRY_POINT: values.SAML_IDP_ENTRY_POINT,
    SAML_IDP_ISSUER: values.SAML_IDP_ISSUER,
    SAML_IDP_CERT_FILE: values.SAML_IDP_CERT_FILE,
    SAML_SP_KEY_FILE: values.SAML_SP_KEY_FILE,
    SAML_SP_CERT_FILE: values.SAML_SP_CERT_FILE,
  };
  const samlGiven = Object.values(samlParts).some((value) => value !== undefined);
  if (samlGiven)
    for (const [name, value] of Object.entries(samlParts))
      if (value === undefined) problems.push(`${name}: needed for SAML`);
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    environment: values.NODE_ENV,
    role: values.QASHYQ_ROLE,
    host: values.QASHYQ_HOST,
    port: values.QASHYQ_PORT,
    publicUrl: values.QASHYQ_PUBLIC_URL,
    databaseUrl: values.DATABASE_URL,
    secret: values.QASHYQ_SECRET,
    proxies: values.QASHYQ_PROXIES,
    limits: {
      requestsPerMinute: values.QASHYQ_REQUESTS_PER_MINUTE,
      signInsPerMinute: values.QASHYQ_SIGN_INS_PER_MINUTE,
      uploadsPerMinute: values.QASHYQ_UPLOADS_PER_MINUTE,
    },
    leaseMs: values.QASHYQ_LEASE_SECONDS * 1000,
    roundMs: values.QASHYQ_ROUND_SECONDS * 1000,
    moodleUrl: values.MOODLE_URL,
    devIdp: values.QASHYQ_DEV_IDP,
    saml: samlGiven
      ? {
          entryPoint: values.SAML_IDP_ENTRY_POINT!,
          logoutUrl: values.SAML_IDP_LOGOUT_URL,
          idpIssuer: values.SAML_IDP_ISSUER!,
          idpCertFile: values.SAML_IDP_CERT_FILE!,
          privateKeyFile: values.SAML_SP_KEY_FILE!,
          certificateFile: values.SAML_SP_CERT_FILE!,
        }
      : undefined,
    samlPersonAttribute: values.SAML_PERSON_ATTRIBUTE,
    moodlePersonClaim: values.MOODLE_PERSON_CLAIM,
    mail: values.SMTP_URL !== undefined ? { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM! } : undefined,
    metricsToken: values.QASHYQ_METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
  };
}

/** What is allowed but most likely a mistake, in English, for the log at the start. */
export function configWarnings(config: Pick<Config, 'publicUrl' | 'proxies' | 'role'>): string[] {
  if (config.role === 'worker' || !config.publicUrl.startsWith('https:') || config.proxies > 0) return [];
  return [
    'QASHYQ_PUBLIC_URL is https, so a proxy must stand in front, but QASHYQ_PROXIES is 0: nobody will be able to sign in, and all ' +
      'visitors count as one address. Set QASHYQ_PROXIES to the number of proxies that send X-Forwarded-For and X-Forwarded-Proto.',
  ];
}
