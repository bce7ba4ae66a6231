/** What people do on the screens, the same in the portal and in Moodle. */
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { CaseAction } from '@qashyq/shared-types';
import type { Download, Page } from 'playwright-core';
import { go, quiet } from './browser.js';
import { workbook, type Row } from './timetable.js';

/** A file that is made here. */
interface File {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Chooses a file on the import screen and waits for its check. */
export async function check(page: Page, file: string | File): Promise<void> {
  await page.setInputFiles('[data-region="file"]', file);
  await page.waitForSelector('[data-region="check-title"]');
  await quiet(page);
}

/** The same with these lessons as a workbook. */
export async function checkFile(page: Page, rows: Row[], name = 'timetable.xlsx'): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await check(page, { name, mimeType, buffer: await workbook(rows) });
}

/** The same with a file of docs/examples. */
export function checkExample(page: Page, name: string): Promise<void> {
  return check(page, fileURLToPath(new URL(`../../docs/examples/${name}`, import.meta.url)));
}

/** Applies the checked file; the case opens. Returns its id. */
export async function applyImport(page: Page): Promise<number> {
  await page.click('[data-action="apply"]');
  await page.waitForURL(/#\/cases\/\d+$/);
  await quiet(page);
  return Number(/#\/cases\/(\d+)$/.exec(page.url())![1]);
}

/** Presses the button of an action and says yes to the question. */
export async function decide(page: Page, action: CaseAction): Promise<void> {
  await page.click(`[data-case-action="${action}"]`);
  await page.click('dialog button[value="save"], .modal.show [data-action="save"]');
  await page.waitForSelector('[data-region="outcome"], [data-region="conflict"]');
  await quiet(page);
}

/** Returns the case with a reason for the whole and a remark on the first line shown. */
export async function returnWithRemark(page: Page, reason: string, remark: string): Promise<void> {
  await page.click('[data-case-action="return"]');
  await quiet(page);
  await page.check('[data-mark] >> nth=0');
  await quiet(page);
  await page.fill('[data-region="reason"]', reason);
  await page.fill('[data-line]', remark);
  await page.click('.lq-return button[type="submit"]');
  await page.waitForSelector('[data-region="outcome"]');
  await quiet(page);
}

/** Opens the case that waits in the inbox. */
export async function openFromInbox(page: Page): Promise<void> {
  await go(page, '#/inbox');
  await page.click('[data-region="item"]');
  await page.waitForURL(/#\/cases\/\d+$/);
  await quiet(page);
}

/** Number of cases that wait for this person. */
export async function waiting(page: Page): Promise<number> {
  await go(page, '#/inbox');
  return page.locator('[data-region="item"]').count();
}

/** Code of the state badge beside the title of the case. */
export async function stateOf(page: Page, caseId: number): Promise<string> {
  await go(page, `#/cases/${caseId}`);
  const classes = (await page.locator('.lq-head .lq-state').getAttribute('class')) ?? '';
  return /lq-state-(\w+)/.exec(classes)?.[1] ?? '';
}

/** Waits until the case is in this state; background work takes a moment. */
export async function awaitState(page: Page, caseId: number, state: string, seconds = 90): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while ((await stateOf(page, caseId)) !== state) {
    if (Date.now() > deadline) expect(await stateOf(page, caseId), `after ${seconds} s`).to.equal(state);
    await page.waitForTimeout(500);
  }
}

/** Opens the menu of the page, unless it is open; a choice closes it. */
export async function openMenu(page: Page): Promise<void> {
  if (!(await page.locator('.lq-menu[open]').count())) await page.click('.lq-menu summary');
}

/** Takes the agreement sheet in a language from the menu of the case. */
export async function agreementSheet(page: Page, locale: string): Promise<Buffer> {
  await openMenu(page);
  const [download]: [Download, void] = await Promise.all([
    page.waitForEvent('download'),
    page.click(`[data-action="sheet"][data-locale="${locale}"]`),
  ]);
  return bytesOf(download);
}

export async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
