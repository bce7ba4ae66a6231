/** The one real Moodle of these tests, made by the project's own commands from the checkout that MOODLE_DIR names, and what they ask of it. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { quiet } from '../support/browser.js';
import { freePort, run, startCompanion } from '../support/commands.js';

/** Of the site and its companion; each checkout has its own. */
const folder = process.env['QASHYQ_E2E_FOLDER'] ?? fileURLToPath(new URL('../../var/test/journey', import.meta.url));
/** QASHYQ_E2E_KEEP=1 goes on with the data of the last run: for who writes such a test and has a copy of a fresh folder. */
const keepsData = process.env['QASHYQ_E2E_KEEP'] === '1';
/** Told by scripts/moodle. */
const password = 'Qashyq-2026';

export interface Site {
  wwwroot: string;
  /** Of this Moodle, e.g. 405 for 4.5. */
  branch: number;
  /** Address of the companion. */
  companion: string;
  /** Data folder of both. */
  folder: string;
  /** Signs a person in; nothing is open yet. */
  enter(context: BrowserContext, login: string): Promise<Page>;
  /** The same, and leaves them on the inbox of the screens. */
  enterScreens(context: BrowserContext, login: string): Promise<Page>;
  /** Rows of Moodle's database, each as its fields. */
  query(sql: string): Promise<string[][]>;
}

let site: Promise<Site> | undefined;
let close = async () => {};

/** Made when the first test asks for it; all files share it. */
export function theSite(): Promise<Site> {
  return (site ??= open());
}
after(async function () {
  this.timeout(180_000);
  await close();
});

async function open(): Promise<Site> {
  const companionPort = await freePort();
  const moodlePort = await freePort();
  const extra = { QASHYQ_MOODLE_PORT: String(moodlePort) };
  await run(folder, companionPort, 'scripts/moodle', ['down']);
  if (!keepsData) rmSync(folder, { recursive: true, force: true });
  const companion = await startCompanion(folder, companionPort);
  close = async () => {
    await run(folder, companionPort, 'scripts/moodle', ['down'], extra);
    await companion.stop();
  };
  await run(folder, companionPort, 'scripts/moodle', [], extra);
  const wwwroot = `http://127.0.0.1:${moodlePort}`;
  const script =
    'source scripts/lib/common.sh; source scripts/lib/mariadb.sh; mariadb_run "$var/moodle/mariadb" moodle -Nse "$1"';
  async function query(sql: string): Promise<string[][]> {
    const rows = (await run(folder, companionPort, 'bash', ['-c', script, 'bash', sql])).trim();
    return rows === '' ? [] : rows.split('\n').map((row) => row.split('\t'));
  }
  return {
    wwwroot,
    branch: Number((await query(`select value from mdl_config where name = 'branch'`))[0]![0]),
    companion: companion.url,
    folder,
    enter: (context, login) => signIn(context, wwwroot, login),
    async enterScreens(context, login) {
      const page = await signIn(context, wwwroot, login);
      await page.goto(`${wwwroot}/local/qashyq/index.php#/inbox`);
      await quiet(page);
      return page;
    },
    query,
  };
}

/** By Moodle's form, sent without the browser: its password field is redrawn by a script and may lose what was typed. */
async function signIn(context: BrowserContext, wwwroot: string, login: string): Promise<Page> {
  const form = await (await context.request.get(`${wwwroot}/login/index.php`)).text();
  const logintoken = /name="logintoken" value="([^"]+)"/.exec(form)![1]!;
  const answer = await context.request.post(`${wwwroot}/login/index.php`, {
    form: { username: login, password, logintoken, anchor: '' },
  });
  expect(await answer.text(), `sign-in as ${login}`).not.to.include('name="logintoken"');
  return context.newPage();
}

/** Asks until the answer is the one wanted; background work takes a moment. */
export async function eventually<Value>(ask: () => Promise<Value>, wanted: Value, seconds = 90): Promise<void> {
  for (let left = seconds; left > 0 && (await ask()) !== wanted; left--) await pause(1_000);
  expect(await ask()).to.equal(wanted);
}
