/** A client that keeps some connections busy. */
import { Agent, request } from 'node:http';

export interface Job {
  method: 'GET' | 'POST';
  url: string;
  token?: string;
  /** JSON, unless the headers name another type. */
  body?: string | Buffer;
  headers?: Record<string, string>;
}

/** Sends the jobs over `connections` kept-alive connections and returns the milliseconds each took. Throws on any answer but a success. */
export async function send(jobs: readonly Job[], connections: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
      const started = performance.now();
      await sendOne(job, agent);
      took.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return took;
}

function sendOne({ method, url, token, body, headers: own = {} }: Job, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...own,
    };
    const outgoing = request(url, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text.slice(0, 300)}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
