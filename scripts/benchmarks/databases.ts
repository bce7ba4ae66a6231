/** The databases to measure on: SQLite in a folder of this run; MariaDB where BENCH_DATABASE_URL=mysql://user:password@host:port names a server. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../companion/src/db/connect.js';

export interface Software {
  name: string;
  /** Address of a database of that name, made when it is first asked for. */
  open(name: string): Promise<string>;
  /** The server's process, on this machine; undefined where the service is the database. */
  pid(): Promise<number | undefined>;
  close(): Promise<void>;
}

export function softwares(): Software[] {
  const server = process.env['BENCH_DATABASE_URL'];
  return server === undefined ? [sqlite()] : [sqlite(), mariadb(server)];
}

function sqlite(): Software {
  const folder = mkdtempSync(join(tmpdir(), 'qashyq-bench-'));
  return {
    name: 'SQLite',
    open: async (name) => `sqlite:${join(folder, `${name}.sqlite`)}`,
    pid: async () => undefined,
    close: async () => rmSync(folder, { recursive: true }),
  };
}

function mariadb(server: string): Software {
  const addressOf = (name: string) => {
    const address = new URL(server);
    address.pathname = `/${name}`;
    return address.href;
  };
  const made: string[] = [];
  const onServer = async (statement: string) => {
    const admin = connect(addressOf(''));
    await admin.raw(statement);
    await admin.destroy();
  };
  return {
    name: 'MariaDB',
    async open(name) {
      const schema = `qashyq_bench_${name}`;
      if (!made.includes(schema)) {
        await onServer(`drop database if exists ${schema}`);
        await onServer(`create database ${schema} character set utf8mb4`);
        made.push(schema);
      }
      return addressOf(schema);
    },
    async pid() {
      const admin = connect(addressOf(''));
      const [[row]] = (await admin.raw('select @@pid_file as file')) as [[{ file: string }]];
      await admin.destroy();
      return Number(readFileSync(row.file, 'utf8'));
    },
    async close() {
      for (const schema of made) await onServer(`drop database ${schema}`);
    },
  };
}
