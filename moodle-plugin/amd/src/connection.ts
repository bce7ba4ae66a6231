/**
 * How the screens speak with the companion. In Moodle each request carries a launch token from Moodle; in the portal the session cookie
 * goes along, and what changes something carries the CSRF token. Which paths there are, repositories know.
 */
import type { AnswerOf, EndpointName, ErrorBody, Method } from '@qashyq/shared-types';
import type { Config } from './config.js';
import { launchTokens, type LaunchTokens } from './launch-tokens.js';
import { Away, Refusal } from './problems.js';

/** Method and path as in the contract. */
export type Address = `${Method} /${string}`;

export type Filling = Record<string, string | number | null | undefined>;
export interface Asked {
  params?: Record<string, number | string>;
  query?: Filling;
  json?: unknown;
  file?: Blob;
}

/** Asks by the names of the contract. */
export interface Asking<Name extends EndpointName> {
  json<N extends Name>(name: N, asked?: Asked): Promise<AnswerOf<N>>;
  file(name: Name, asked?: Asked): Promise<Blob>;
}

export interface Connection {
  /** Ways to ask the endpoints at these addresses; every failure is a `Refusal` (the companion said no) or `Away` (it did not answer). */
  asking<Name extends EndpointName>(addresses: Readonly<Record<Name, Address>>): Asking<Name>;
}

export function openConnection(
  config: Config,
  tokens: LaunchTokens | null = config.home === 'moodle' ? launchTokens() : null,
): Connection {
  async function send(address: Address, asked: Asked): Promise<Response> {
    const [method, path] = address.split(' ') as [Method, string];
    const filled = path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(String(asked.params?.[param])));
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(asked.query ?? {}))
      if (value !== null && value !== undefined && value !== '') query.set(key, String(value));
    const search = query.toString();
    const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': config.locale };
    const request: RequestInit = { method, headers };
    if (asked.json !== undefined) {
      headers['Content-Type'] = 'application/json';
      request.body = JSON.stringify(asked.json);
    }
    if (asked.file !== undefined) {
      headers['Content-Type'] = 'application/octet-stream';
      request.body = asked.file;
    }
    if (tokens !== null) headers['Authorization'] = `Bearer ${await tokens.current()}`;
    else if (method !== 'GET') headers['X-CSRF-Token'] = config.csrfToken ?? '';
    try {
      return await fetch(`${config.companion}${filled}${search === '' ? '' : `?${search}`}`, request);
    } catch (cause) {
      throw new Away('no answer', { cause });
    }
  }

  async function ask(address: Address, asked: Asked): Promise<Response> {
    let answer = await send(address, asked);
    if (answer.status === 401 && tokens !== null) {
      // The token may have grown old on the way or the companion may have learnt of a new key: one new token, one more try.
      tokens.drop();
      answer = await send(address, asked);
    }
    if (answer.ok) return answer;
    throw await failureOf(answer);
  }

  return {
    asking: (addresses) => ({
      async json<N extends keyof typeof addresses & EndpointName>(name: N, asked: Asked = {}) {
        const answer = await ask(addresses[name], asked);
        if (answer.status === 204) return undefined as AnswerOf<N>;
        try {
          return (await answer.json()) as AnswerOf<N>;
        } catch (cause) {
          throw new Away('not an answer of the companion', { cause });
        }
      },
      file: async (name, asked = {}) => (await ask(addresses[name], asked)).blob(),
    }),
  };
}

async function failureOf(answer: Response): Promise<Refusal | Away> {
  const body = (await answer.json().catch(() => null)) as Partial<ErrorBody> | null;
  if (body?.error === undefined) return new Away(`status ${answer.status}`);
  return new Refusal(answer.status, body.error);
}
