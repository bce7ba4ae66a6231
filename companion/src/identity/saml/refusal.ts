import { AppError } from '../../errors.js';

/** Why a SAML message is refused. The person reads one sentence; `reason` is for the log of whoever runs the service, and names no person. */
export function samlRefusal(reason: string, cause?: unknown): AppError {
  return new AppError('samlRefused', { cause: new Error(reason, cause === undefined ? undefined : { cause }) });
}

export function refuseSaml(reason: string, cause?: unknown): never {
  throw samlRefusal(reason, cause);
}
