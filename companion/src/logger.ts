import { destination, pino, type Logger } from 'pino';

/** Structured lines on standard output. Personal data and secrets stay out: requests are logged by path and person id only. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      redact: {
        paths: [
          'req.headers.authorization',
          'req.headers.cookie',
          '*.password',
          '*.token',
          '*.wstoken',
          '*.SAMLResponse',
          '*.SAMLRequest',
        ],
        censor: '[removed]',
      },
    },
    destination({ sync: false }),
  );
}
