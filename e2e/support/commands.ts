/** The project's own commands, run as a new user would, in a data folder of this test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Companion {
  url: string;
  /** Ends it as Ctrl-C does, and waits. */
  stop(): Promise<void>;
}

/** Runs `scripts/start` on fresh data in `folder`, until it says that it runs. */
export async function startCompanion(folder: string, port: number): Promise<Companion> {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn('scripts/start', { cwd: root, env: settings(folder, port), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(`Qashyq runs at  ${url}`)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`scripts/start ended with ${code}:\n${said}`)));
  });
  await ready;
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Runs another command to its end and returns what it printed. Throws with all of it when the command fails. */
export async function run(
  folder: string,
  port: number,
  command: string,
  args: string[],
  extra: NodeJS.ProcessEnv = {},
) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...settings(folder, port), ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said}`);
  return said;
}

function settings(folder: string, port: number): NodeJS.ProcessEnv {
  return { ...process.env, QASHYQ_VAR: folder, QASHYQ_PORT: String(port) };
}

/** A port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
