/**
 * Binds a handler to a value of the contract: parses params, query and body with its schemas, asks for a sign-in where it says so,
 * and checks the answer against its schema, so that code and contract cannot drift apart unseen.
 */
import express, { Router, type Request, type Response } from 'express';
import type { AnswerOf, BodyOf, Endpoint, EndpointName, Locale, ParamsOf, QueryOf } from '@qashyq/shared-types';
import { endpoints } from '@qashyq/shared-types';
import { z } from 'zod';
import { AppError } from '../errors.js';
import type { CurrentPerson, SignIn } from '../identity/current-person.js';
import { parsed } from './invalid-values.js';
import { requestLocale } from './locale.js';
import { addressOf, type RateLimits } from './rate-limits.js';

export interface Call<N extends EndpointName> {
  /** Who asks. On endpoints that are not `signedIn`, reading it throws `notSignedIn`. */
  readonly person: CurrentPerson;
  readonly locale: Locale;
  readonly params: ParamsOf<N>;
  readonly query: QueryOf<N>;
  readonly body: BodyOf<N>;
  /** The uploaded bytes, on upload endpoints. */
  readonly upload: Buffer;
  readonly request: Request;
}

/** A file to send instead of JSON. `fileName` may hold any letters. */
export interface Download {
  fileName: string;
  content: Buffer;
}

/** Answers with what the contract says: JSON, a download, or nothing. */
export type Handler<N extends EndpointName> = (
  call: Call<N>,
) => Promise<
  (typeof endpoints)[N] extends { download: string } ? Download : undefined extends AnswerOf<N> ? void : AnswerOf<N>
>;

/** Finds out who asks; undefined when nobody is signed in. Throws on a token or session that is presented but wrong. */
export type Authenticate = (request: Request) => Promise<SignIn | undefined>;

export interface EndpointRouter {
  router: Router;
  on<N extends EndpointName>(name: N, handler: Handler<N>): void;
  /** Names bound so far; the composition checks that the contract is served completely. */
  bound(): ReadonlySet<EndpointName>;
}

const maximumUploadBytes = 5 * 1024 * 1024;

/** @param limits none: as often as one likes */
export function createEndpointRouter(authenticate: Authenticate, limits?: Pick<RateLimits, 'take'>): EndpointRouter {
  const router = Router();
  const bound = new Set<EndpointName>();
  const readJson = express.json({ limit: '1mb' });
  const readUpload = express.raw({ type: () => true, limit: maximumUploadBytes });

  return {
    router,
    bound: () => bound,
    on(name, handler) {
      const endpoint: Endpoint = endpoints[name];
      bound.add(name);
      const method = endpoint.method === 'GET' ? 'get' : 'post';
      const readers = endpoint.method === 'GET' ? [] : [endpoint.upload ? readUpload : readJson];

      // Who asks comes before the body is read: strangers upload nothing.
      const guard = async (request: Request, response: Response) => {
        const signIn = endpoint.access === 'signedIn' ? await authenticate(request) : undefined;
        if (endpoint.access === 'signedIn' && signIn === undefined) throw new AppError('notSignedIn');
        response.locals['signIn'] = signIn;
        response.locals['locale'] = signIn?.person.locale;
        if (signIn === undefined)
          return limits?.take(endpoint.access === 'public' ? 'publicDoor' : 'pairing', addressOf(request));
        await limits?.take('api', String(signIn.person.id));
        if (endpoint.upload) await limits?.take('upload', String(signIn.person.id));
      };

      const answer = async (request: Request, response: Response) => {
        const signIn = response.locals['signIn'] as SignIn | undefined;
        const call = {
          get person() {
            if (signIn === undefined) throw new AppError('notSignedIn');
            return signIn.person;
          },
          locale: requestLocale(request, signIn?.person),
          params: parsed(endpoint.params, request.params, 'params'),
          query: parsed(endpoint.query, request.query, 'query'),
          body: parsed(endpoint.body, takesJson(endpoint) ? request.body : undefined, 'body'),
          upload: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          request,
        } as Call<typeof name>;
        const result: unknown = await handler(call);
        response.setHeader('Cache-Control', 'no-store');
        if (endpoint.download !== undefined) sendDownload(response, endpoint.download, result as Download);
        else if (result === undefined) response.status(204).end();
        else response.json(endpoint.answer.parse(result));
      };

      router[method](
        endpoint.path,
        async (request, response, next) => {
          await guard(request, response);
          next();
        },
        ...readers,
        answer,
      );
    },
  };
}

/** An endpoint without a body does not look at what a client sends along. */
function takesJson(endpoint: Endpoint): boolean {
  return !endpoint.upload && !(endpoint.body instanceof z.ZodUndefined);
}

function sendDownload(response: Response, type: string, file: Download): void {
  const ascii = file.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  response.setHeader('Content-Type', type);
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  );
  response.send(file.content);
}
