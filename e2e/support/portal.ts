/** The portal as a home of the screens. */
import type { BrowserContext, Page } from 'playwright-core';
import { quiet } from './browser.js';

/** Through the way in of the portal and the development identity provider. */
export async function signIn(context: BrowserContext, url: string, login: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/#/inbox`);
  await page.click('[data-keeps-place]');
  await page.click(`button[name="login"][value="${login}"]`);
  await page.waitForSelector('#qashyq');
  await quiet(page);
  return page;
}
