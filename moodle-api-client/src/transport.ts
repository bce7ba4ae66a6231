/** The one way to Moodle: a function name and parameters go to its REST address, and what comes back is told apart into four kinds. */
import { setTimeout as pause } from 'node:timers/promises';
import got, { RequestError } from 'got';
import { z } from 'zod';
import { MoodleNotUnderstoodError, MoodleRefusedError, MoodleUnreachableError } from './errors.js';
import { encodeForm, type FormValue } from './form-encoding.js';

export interface MoodleLineSettings {
  /** Milliseconds until the connection stands (name, TCP, TLS: each). */
  connectMs: number;
  /** Milliseconds until the answer begins, after the request was sent. */
  answerMs: number;
  /** Milliseconds for the whole of one attempt. */
  attemptMs: number;
  /** Pauses before further attempts; as many attempts as pauses, plus one. */
  retryPausesMs: readonly number[];
  maximumAnswerBytes: number;
}

/** For work in the background: three attempts within about a minute and a half. */
export const patientLine: MoodleLineSettings = {
  connectMs: 5_000,
  answerMs: 25_000,
  attemptMs: 30_000,
  retryPausesMs: [500, 2_000],
  maximumAnswerBytes: 4 * 1024 * 1024,
};

/** While somebody waits for the answer: one attempt of at most ten seconds. */
export const quickLine: MoodleLineSettings = {
  ...patientLine,
  connectMs: 3_000,
  answerMs: 9_000,
  attemptMs: 10_000,
  retryPausesMs: [],
};

export type CallMoodle = <T extends z.ZodType>(
  wsfunction: string,
  parameters: Readonly<Record<string, FormValue>>,
  answerSchema: T,
) => Promise<z.output<T>>;

const refusalSchema = z.object({
  exception: z.string(),
  errorcode: z.string().default(''),
  message: z.string().default(''),
});

/**
 * Only a broken line is tried again, and any call may be: our functions compare and change the difference, so that repeating one is harmless.
 */
export function createTransport(options: { siteUrl: string; token: string; line: MoodleLineSettings }): CallMoodle {
  const address = `${options.siteUrl}/webservice/rest/server.php`;

  return async (wsfunction, parameters, answerSchema) => {
    const form = encodeForm({ wstoken: options.token, wsfunction, moodlewsrestformat: 'json', ...parameters });
    const attempt = async () => {
      const { status, body } = await post(wsfunction, address, form.toString(), options.line);
      return understand(wsfunction, status, body, answerSchema);
    };
    for (const retryPauseMs of options.line.retryPausesMs)
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof MoodleUnreachableError)) throw error;
        await pause(retryPauseMs);
      }
    return attempt();
  };
}

async function post(wsfunction: string, address: string, body: string, line: MoodleLineSettings) {
  const stream = got.stream.post(address, {
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    timeout: {
      lookup: line.connectMs,
      connect: line.connectMs,
      secureConnect: line.connectMs,
      response: line.answerMs,
      request: line.attemptMs,
    },
    retry: { limit: 0 },
    throwHttpErrors: false,
    // The token goes to the address we were told, and nowhere else.
    followRedirect: false,
  });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > line.maximumAnswerBytes) {
        stream.destroy();
        throw new MoodleNotUnderstoodError(wsfunction, `answer longer than ${line.maximumAnswerBytes} bytes`);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    // Not as cause: the library's error carries the request, and with it the token.
    throw new MoodleUnreachableError(wsfunction, `no answer (${error.code})`);
  }
  return { status: stream.response?.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') };
}

function understand<T extends z.ZodType>(wsfunction: string, status: number, body: string, schema: T): z.output<T> {
  const answer = parseJson(body);
  const refusal = refusalSchema.safeParse(answer);
  if (refusal.success) throw new MoodleRefusedError(wsfunction, refusal.data);
  // Moodle in maintenance, a gateway without its server, too many requests: it will pass.
  if (status >= 500 || status === 429) throw new MoodleUnreachableError(wsfunction, `HTTP status ${status}`);
  if (status !== 200) throw new MoodleNotUnderstoodError(wsfunction, `HTTP status ${status}`);
  if (answer === undefined) throw new MoodleNotUnderstoodError(wsfunction, `not JSON: ${kindOfText(body)}`);
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
  throw new MoodleNotUnderstoodError(wsfunction, `answer of another shape (${places.slice(0, 5).join(', ')})`);
}

/** undefined when it is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Says what came without repeating it: it may hold anything. */
function kindOfText(body: string): string {
  if (body.trim() === '') return 'an empty answer';
  return /^\s*</.test(body) ? 'a web page' : `text of ${body.length} characters`;
}
