#!/usr/bin/env node
/** The administrator's commands. Each says what it did and ends with 0, or says what to do and ends with 1. */
import { readFile } from 'node:fs/promises';
import { audit } from './audit/audit.js';
import { localDate } from './calendar/local-time.js';
import { addDays, isPlainDate } from './calendar/plain-dates.js';
import { readConfig, ConfigError } from './config.js';
import { connect } from './db/connect.js';
import { isMigrated, migrate } from './db/migrate.js';
import { seedDemoTrainings } from './demo/seed-trainings.js';
import { seedDemoUniversity } from './demo/seed.js';
import * as university from './demo/university.js';
import { unlinkMoodleAccount } from './identity/moodle-person.js';
import { connectMoodle } from './moodle/index.js';
import { ExportDiffers, keepReadExport } from './read-journal/keep-read-export.js';
import { proveReads } from './read-journal/read-chain-store.js';
import { firstDifferentRead, ReadsStillWait } from './read-journal/read-export.js';
import { createCaseStore } from './workflow/case-store.js';
import { firstBrokenEntry } from './workflow/decision-log.js';

type Database = ReturnType<typeof connect>;
interface Command {
  usage: string;
  summary: string;
  /** Looks only: the database must have the newest shape already. */
  readsOnly?: true;
  run(db: Database, args: string[]): Promise<void>;
}

const commands: Record<string, Command> = {
  migrate: {
    usage: 'migrate',
    summary: 'brings the database to the newest shape',
    run: async () => console.log('The database is up to date.'),
  },
  'seed-demo': {
    usage: 'seed-demo',
    summary: 'fills an empty database with the demo university',
    async run(db) {
      const seeded = await seedDemoUniversity(db, Date.now());
      if (seeded) await seedDemoTrainings(db, Date.now());
      console.log(seeded ? 'The demo university is there.' : 'There are people already: nothing was changed.');
    },
  },
  'demo-university': {
    usage: 'demo-university',
    summary: 'prints the demo university as JSON, for a development Moodle',
    run: async () => console.log(JSON.stringify(university)),
  },
  'connect-moodle': {
    usage: 'connect-moodle URL',
    summary: 'names the Moodle we belong to; it presents itself when our address is saved there',
    async run(db, [url]) {
      if (url === undefined) throw new UsageError();
      await connectMoodle(db, url);
      console.log(`Moodle at ${url} is expected. Save this service's address in the plugin's settings there.`);
    },
  },
  'unlink-moodle': {
    usage: 'unlink-moodle LOGIN',
    summary: 'ends the link of a person to a Moodle account, so that another account can take its place',
    async run(db, [login]) {
      if (login === undefined) throw new UsageError();
      if (!(await unlinkMoodleAccount(db, login))) throw new Failure(`Nobody here has the login ${login}.`);
      console.log(`The next Moodle account that brings the login ${login} is linked.`);
    },
  },
  audit: {
    usage: 'audit',
    summary: 'proves that nothing was lost or done twice, or names every broken rule; changes nothing',
    readsOnly: true,
    async run(db) {
      const { cases, broken } = await audit(db);
      for (const { invariant, caseId, what } of broken)
        console.error(`${caseId === null ? 'No case' : `Case ${caseId}`}: ${what} (${invariant})`);
      if (broken.length > 0) throw new Failure(`${broken.length} rules are broken in ${cases} cases.`);
      console.log(`All ${cases} cases are whole.`);
    },
  },
  'verify-log': {
    usage: 'verify-log [FILE…]',
    summary:
      'proves the hash chains of decision logs and of reads, also against exported files, or names the first broken entry',
    async run(db, files) {
      console.log(`All ${await proveDecisions(db)} entries of decision logs are as they were written.`);
      const { entries, waiting, brokenNo } = await proveReads(db);
      if (brokenNo !== undefined)
        throw new Failure(`Entry ${brokenNo} of the journal of reads is not as it was written.`);
      console.log(`All ${entries} reads are as they were written; ${waiting} wait for their place in the chain.`);
      for (const file of files) {
        const different = await firstDifferentRead(db, (await readFile(file, 'utf8')).split('\n'));
        if (different !== undefined) throw new Failure(`${file}: the journal says otherwise at entry ${different}.`);
        console.log(`${file}: the journal says the same.`);
      }
    },
  },
  'export-reads': {
    usage: 'export-reads FOLDER [DAY]',
    summary:
      'keeps a day of the journal of reads (yesterday, or YYYY-MM-DD) as a file; the same day again changes nothing',
    async run(db, [folder, day = addDays(localDate(Date.now()), -1)]) {
      if (folder === undefined || !isPlainDate(day)) throw new UsageError();
      try {
        const { file, isNew } = await keepReadExport(db, folder, day, Date.now());
        console.log(isNew ? `${file} is written.` : `${file} was there already and is the same.`);
      } catch (error) {
        if (error instanceof ReadsStillWait || error instanceof ExportDiffers) throw new Failure(error.message);
        throw error;
      }
    },
  },
};

/** @returns how many entries there are; throws Failure at the first broken one */
async function proveDecisions(db: Database): Promise<number> {
  const store = createCaseStore(db, Date.now);
  let entries = 0;
  for (const row of await db('cases').orderBy('id')) {
    const log = await store.listLog(row.id);
    const broken = firstBrokenEntry(log, { length: row.log_length, hash: row.log_hash });
    if (broken !== undefined)
      throw new Failure(`Case ${row.id}: entry ${broken} of the decision log is not as it was written.`);
    entries += log.length;
  }
  return entries;
}

class UsageError extends Error {}
class Failure extends Error {}

async function main([name, ...args]: string[]): Promise<void> {
  const command = name === undefined ? undefined : commands[name];
  if (command === undefined) throw new UsageError();
  const db = connect(readConfig(process.env).databaseUrl);
  try {
    if (command.readsOnly !== true) await migrate(db);
    else if (!(await isMigrated(db)))
      throw new Failure('The database has an older shape: run the command `migrate` first.');
    await command.run(db, args);
  } finally {
    await db.destroy();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError)
    console.error(
      [
        'qashyq COMMAND',
        ...Object.values(commands).map(({ usage, summary }) => `  ${usage.padEnd(26)} ${summary}`),
      ].join('\n'),
    );
  else if (error instanceof Failure || error instanceof ConfigError) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
});
