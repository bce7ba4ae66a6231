/** Three nodes of a MariaDB Galera cluster on this machine. */
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { connect } from '../../companion/src/db/connect.js';
import { freePort } from '../support/commands.js';
import { processOfPidFile, root, type Killable } from '../support/processes.js';

export interface Node extends Killable {
  /** Of the database `qashyq` on this node. */
  url: string;
  db: Knex;
}

/** Makes the folders of the nodes and starts the cluster, its database `qashyq` empty. */
export async function startCluster(folder: string): Promise<Node[]> {
  // Root's nodes run as another user, who must come through.
  chmodSync(folder, 0o755);
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const ownPorts = await portsWithTwoAfter(3);
  const nodes = ports.map((port, index): Node & { startFirst(): Promise<void> } => {
    const nodeFolder = join(folder, `node${index + 1}`);
    const url = `mysql://root@127.0.0.1:${port}/qashyq`;
    const isAlive = () => processOfPidFile(`${nodeFolder}/server.pid`) !== undefined;
    const start = async (...options: string[]) => {
      if (isAlive()) return;
      await inShell('galera_start "$@"', [
        nodeFolder,
        String(port),
        ownPorts.join(),
        String(ownPorts[index]),
        ...options,
      ]);
    };
    return {
      name: `node ${index + 1}`,
      url,
      db: connect(url),
      startFirst: () => start('--wsrep-new-cluster'),
      start: () => start(),
      async kill() {
        const pid = processOfPidFile(`${nodeFolder}/server.pid`);
        if (pid === undefined) return;
        process.kill(pid, 'SIGKILL');
        while (isAlive()) await pause(20);
      },
    };
  });
  await nodes[0]!.startFirst();
  const server = connect(nodes[0]!.url.replace(/qashyq$/, 'mysql'));
  await server.raw('create database qashyq character set utf8mb4');
  await server.destroy();
  // One after another: a node that hands its data on is busy with it.
  for (const node of nodes.slice(1)) await node.start();
  return nodes;
}

async function inShell(command: string, args: string[]): Promise<void> {
  const script = `source scripts/lib/common.sh; source scripts/lib/mariadb.sh; source scripts/lib/galera.sh; ${command}`;
  const child = spawn('bash', ['-c', script, 'bash', ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`A node of the cluster did not start; see its server.log in ${args[0]}`);
}

/** Ports with two free ones after each, none of them near another. */
async function portsWithTwoAfter(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = await freePort();
    if (port < 65_000 && found.every((other) => Math.abs(other - port) > 3)) found.push(port);
  }
  return found;
}
