import { AppError } from '../../errors.js';

/** Refuses a SAML message. The person reads one sentence; `reason` is for the log of whoever runs the service, and names no person. */
export function refuseSaml(reason: string, cause?: unknown): never {
  throw new AppError('samlRefused', { cause: new Error(reason, cause === undefined ? undefined : { cause }) });
}
