import { AppError } from '../../errors.js';

/** Why a SAML message is refused. The person reads one sentence; `reason` is for the log of whoever runs the service, and names no person. */
export function samlRefusal(reason: string, cause?: unknown): AppError {
  return new AppError('samlRefused', { cause: new Error(reason, cause === undefined ? undefined : { cause }) });
}

export function refuseSaml(reason: string, cause?: unknown): never {
  throw samlRefusal(reason, cause);
}

/** The same refusal, told as what it is to somebody who was signing out: the messages are read by the rules of signing in. */
export async function refusedAsLogout<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'samlRefused') throw error;
    throw new AppError('samlLogoutRefused', { cause: error.facts.cause });
  }
}
