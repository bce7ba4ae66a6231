/** Processes that are killed without warning and started again on the same data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Killable {
  name: string;
  /** Starts it, unless it runs, and waits until it can do its work. */
  start(): Promise<void>;
  /** SIGKILL; waits until it has gone. */
  kill(): Promise<void>;
}

export interface KillableCompanion extends Killable {
  /** The newest lines of its log. */
  log(): string;
}
/** So many characters of a log are kept. */
const keptLog = 200_000;

/** The compiled companion; `readyUrl` is asked until it answers well. A worker answers nobody: it is ready when it says so. */
export function companionProcess(name: string, env: Record<string, string>, readyUrl?: string): KillableCompanion {
  let child: ChildProcess | undefined;
  let said = '';
  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    name,
    log: () => said,
    async start() {
      if (isAlive()) return readyUrl === undefined ? undefined : answersWell(readyUrl);
      said = '';
      const started = (child = spawn(process.execPath, ['companion/dist/main.js'], {
        cwd: root,
        env: { PATH: process.env['PATH'], ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }));
      const ready = new Promise<void>((resolve, reject) => {
        const listen = (chunk: Buffer) => {
          said = (said + chunk.toString()).slice(-keptLog);
          if (said.includes('"msg":"started"')) resolve();
        };
        started.stdout.on('data', listen);
        started.stderr.on('data', listen);
        started.once('exit', (code) => reject(new Error(`${name} ended with ${code}:\n${said}`)));
      });
      await ready;
      if (readyUrl !== undefined) await answersWell(readyUrl);
    },
    async kill() {
      if (!isAlive()) return;
      const gone = once(child!, 'exit');
      child!.kill('SIGKILL');
      await gone;
    },
  };
}

/** The project's own throw-away MariaDB, in `folder`. */
export function mariadbProcess(folder: string, port: number): Killable {
  const pid = () => processOfPidFile(`${folder}/server.pid`);
  return {
    name: 'database',
    async start() {
      if (pid() !== undefined) return;
      const script =
        'source scripts/lib/common.sh; source scripts/lib/mariadb.sh; mariadb_start "$1" "$2" --innodb-buffer-pool-size=64M';
      const child = spawn('bash', ['-c', script, 'bash', folder, String(port)], { cwd: root, stdio: 'inherit' });
      const [code] = (await once(child, 'exit')) as [number];
      if (code !== 0) throw new Error('MariaDB did not start');
    },
    async kill() {
      const running = pid();
      if (running === undefined) return;
      process.kill(running, 'SIGKILL');
      while (pid() !== undefined) await pause(20);
    },
  };
}

/** The process that the file names, if it lives. */
export function processOfPidFile(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

async function answersWell(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    if (Date.now() > deadline) throw new Error(`${url} does not answer well: ${status}`);
    await pause(50);
  }
}
