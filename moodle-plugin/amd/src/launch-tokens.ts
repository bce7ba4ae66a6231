import { Away, Refusal } from './problems.js';

/** A new token is asked for this long before the old one ends. */
const spareMilliseconds = 30_000;

export interface LaunchTokens {
  /** A token that is good for some time yet. */
  current(): Promise<string>;
  /** Forgets the present token: the companion did not take it. */
  drop(): void;
}

async function askMoodle(): Promise<{ token: string }> {
  const { call } = await import('core/ajax');
  const [answer] = call([{ methodname: 'local_qashyq_issue_token', args: {} }]);
  return (await answer) as { token: string };
}

/** Launch tokens of the person signed in to Moodle: asked from Moodle when needed, kept until shortly before they end. */
export function launchTokens(ask = askMoodle, now = () => performance.now()): LaunchTokens {
  let token: Promise<string> | null = null;
  let freshUntil = 0;

  async function issue(): Promise<string> {
    try {
      const { token: issued } = await ask();
      freshUntil = now() + lifetime(issued) - spareMilliseconds;
      return issued;
    } catch (cause) {
      token = null;
      throw failureOf(cause);
    }
  }

  return {
    current() {
      if (token === null || now() > freshUntil) {
        // Whoever asks while the new one is on its way waits for that one.
        freshUntil = Infinity;
        token = issue();
      }
      return token;
    },
    drop() {
      token = null;
    },
  };
}

/** Milliseconds between issue and end, from the token itself: the clock of this machine may be wrong. */
function lifetime(token: string): number {
  const payload = token.split('.')[1] ?? '';
  const { iat, exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as {
    iat: number;
    exp: number;
  };
  return (exp - iat) * 1000;
}

/** Moodle refuses with `{errorcode, message}`; anything else means that Moodle did not answer. */
function failureOf(cause: unknown): Refusal | Away {
  const { errorcode, message } = (cause ?? {}) as { errorcode?: string; message?: string };
  if (errorcode === undefined) return new Away('no answer from Moodle', { cause });
  const signedOut = /^(requireloginerror|servicerequireslogin|invalidsesskey)$/.test(errorcode);
  return new Refusal(signedOut ? 401 : 403, { code: errorcode, message: message ?? '', reference: '' });
}
