/** Headless Chromium, and what the journeys know about any page of ours. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const screenshots = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const wantsScreenshots = process.env['QASHYQ_SCREENSHOTS'] === '1';

export interface OpenBrowser {
  /** A browser of one person: cookies of their own. */
  person(): Promise<BrowserContext>;
  /** Throws if any page met an error of a script, or something the security policy forbids. */
  assertNoFaults(): void;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<OpenBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    // Nothing but this machine is reached; root has no sandbox.
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost'],
  });
  const faults: string[] = [];
  return {
    async person() {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        acceptDownloads: true,
        // Colours on their way to others, and things on their way to their place, are nobody's choice.
        reducedMotion: 'reduce',
      });
      // Long enough for a machine with other work to do; what is there at once is not waited for.
      context.setDefaultTimeout(90_000);
      context.on('weberror', (error) => faults.push(String(error.error())));
      context.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) faults.push(message.text());
      });
      return context;
    },
    assertNoFaults: () => expect(faults).to.deep.equal([]),
    close: () => browser.close(),
  };
}

/** One page for each person, who comes in when they are first asked for. */
export function onePageEach(enter: (login: string) => Promise<Page>): (login: string) => Promise<Page> {
  const pages = new Map<string, Promise<Page>>();
  return (login) => {
    const page = pages.get(login) ?? enter(login);
    pages.set(login, page);
    return page;
  };
}

/** Waits until nothing is being loaded or drawn, and the screens stand there. */
export async function quiet(page: Page): Promise<void> {
  // What was just clicked is heard of in the next turn: the new address of a screen, for one. A page that leaves has none.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20))).catch(() => {});
  await page.waitForFunction(() => {
    const { M } = window as unknown as { M?: { util?: { pending_js?: string[] } } };
    const stage = document.querySelector('.local-qashyq [data-region="view"]');
    return M?.util?.pending_js?.length === 0 && stage !== null && stage.childElementCount > 0;
  });
}

/** Goes to a place of the screens, e.g. `#/inbox`, as a click on a link would, and fetches it anew if it is the present one. */
export async function go(page: Page, hash: string): Promise<void> {
  const [base] = page.url().split('#') as [string];
  await page.goto('about:blank');
  await page.goto(base + hash);
  await quiet(page);
}

/** Keeps a picture under docs/screenshots, when pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!wantsScreenshots) return;
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png`, fullPage: true });
}
