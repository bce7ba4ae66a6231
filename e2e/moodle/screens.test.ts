/** Every screen inside a real Moodle page, before the rules of accessibility, at a desk and on a phone, in three languages, and by keyboard. */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { matchPath, parsePlace } from '../../moodle-plugin/amd/src/view-models/place.js';
import { expectTabReachesAll, findings } from '../support/accessibility.js';
import { go, onePageEach, openBrowser, picture, quiet, type OpenBrowser } from '../support/browser.js';
import { makeContent, type Content } from './content.js';
import { places, shownElsewhere } from './places.js';
import { theSite, type Site } from './site.js';

/** Our part of the page, and what we put into Moodle's dialogue: the rest is Moodle's and its theme's. */
const ours = ['.local-qashyq', '.modal.show .modal-body'];
const widths = [1280, 360];
const languages = ['kk', 'ru', 'en'] as const;
type Language = (typeof languages)[number];
/** Names a folder for pictures: then every place is looked at in every language, else in one of them, in turn. */
const album = process.env['QASHYQ_ALBUM'];

describe('the screens inside Moodle, for everybody', function () {
  this.timeout(300_000);
  let site: Site;
  let browser: OpenBrowser;
  let content: Content;
  const as = onePageEach(async (login) => {
    const page = await site.enterScreens(await browser.person(), login);
    // Colours on their way to others are nobody's choice.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    return page;
  });

  before(async () => {
    [site, browser] = [await theSite(), await openBrowser()];
    content = await makeContent(site, as);
  });
  after(async () => {
    await (browser as OpenBrowser | undefined)?.close();
  });

  async function open(page: Page, language: Language, hash: string, { path = 'index.php', width = 1280 } = {}) {
    await page.setViewportSize({ width, height: 900 });
    // Else the browser may take it for a place of the page that is there.
    await page.goto('about:blank');
    await page.goto(`${site.wwwroot}/local/qashyq/${path}?lang=${language}${hash}`);
    await quiet(page);
  }

  it('no screen is left out', () => {
    const app = fileURLToPath(new URL('../../moodle-plugin/amd/src/app.ts', import.meta.url));
    const patterns = [...readFileSync(app, 'utf8').matchAll(/pattern: '([^']+)'/g)].map(([, pattern]) => pattern!);
    expect(patterns).to.have.length.above(40);
    const paths = places.map(({ place }) => parsePlace(place(content)).path);
    const isShown = (pattern: string) =>
      paths.some((path) => matchPath(pattern, path) !== null) ||
      places.some(({ name }) => name === shownElsewhere[pattern]);
    expect(patterns.filter((pattern) => !isShown(pattern))).to.deep.equal([]);
  });

  /** What is wrong with a place as it stands there now, one finding a line. */
  async function wrongWith(page: Page): Promise<string[]> {
    const found = await findings(page, ours);
    if (/\[\[|\{\$a/.test(await page.locator('.local-qashyq').innerText())) found.push('a text is missing');
    const beyond = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.local-qashyq, .local-qashyq *')]
        .filter((element) => element.checkVisibility() && !element.closest('.sr-only, svg'))
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        // What scrolls by itself may hold something wider.
        .filter((element) => element.closest('.lq-scroll, .lq-strip, .table-responsive') === null)
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    found.push(...beyond.map((element) => `beyond the window: ${element}`));
    return found;
  }

  for (const [index, { name, login, place, prepare, path }] of places.entries()) {
    const inLanguages = album === undefined ? [languages[index % languages.length]!] : languages;
    it(`${name}, in ${inLanguages.join(', ')}: nothing is found, and nothing is wider than a phone`, async () => {
      const page = await as(login);
      const found: string[] = [];
      for (const language of inLanguages)
        for (const width of widths) {
          await open(page, language, place(content), { path, width });
          await prepare?.(page);
          found.push(...(await wrongWith(page)).map((finding) => `${language}, ${width} px: ${finding}`));
          if (album === undefined) continue;
          mkdirSync(album, { recursive: true });
          const file = `${album}/${name.replaceAll(' ', '-')}-${language}-${width}.png`;
          await page.screenshot({ path: file, fullPage: true });
        }
      expect(found.join('\n')).to.equal('');
    });
  }

  it('from a page of Moodle, Tab and Enter lead to the screens, and past Moodle’s bars to their first control', async () => {
    const page = await as('teacher07');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${site.wwwroot}/my/?lang=kk`);
    await page.waitForFunction(() => (window as unknown as { M?: Moodle }).M?.util?.pending_js?.length === 0);
    // The bar is one stop of Tab; arrows move within it.
    await tabTo(page, '.primary-navigation [role="menuitem"]');
    await pressUntil(page, 'ArrowRight', 'a[href$="/local/qashyq/index.php"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/local\/qashyq\/index\.php/);
    await quiet(page);
    await open(page, 'kk', `#/cases/${content.caseId}`);
    await tabTo(page, 'a[href="#maincontent"]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.local-qashyq') !== null)).to.equal(true);
    expect(page.url(), 'the place stays').to.match(/#\/cases\/\d+$/);
  });

  it('Tab reaches every control of a case with its panel open, in their order, and shows where it is', async () => {
    const page = await as('teacher07');
    await open(page, 'kk', `#/cases/${content.caseId}`);
    await page.click('[data-case-action="return"]');
    await page.waitForSelector('[data-mark]');
    await quiet(page);
    await expectTabReachesAll(page, '.local-qashyq');
  });

  it('Tab walks through the form of a training and the editor of a route in their order, and shows where it is', async () => {
    const methodist = await as('methodist');
    await open(methodist, 'kk', `#/trainings/manage/${content.fullId}`);
    await expectTabReachesAll(methodist, '.local-qashyq');
    const head = await as('dldhead');
    await open(head, 'kk', '#/routes');
    await head.click('.lq-item-title');
    await head.waitForSelector('[data-step]');
    await quiet(head);
    await expectTabReachesAll(head, '.local-qashyq');
  });

  it('a menu closes by Escape, which gives the focus back, and by a click elsewhere', async () => {
    const page = await as('dispatcher2');
    await open(page, 'kk', `#/cases/${content.caseId}`);
    await page.focus('.lq-menu summary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lq-menu[open]');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.locator('.lq-menu[open]').count()).to.equal(0);
    expect(await page.evaluate(() => document.activeElement?.matches('.lq-menu summary'))).to.equal(true);
    await page.click('.lq-menu summary');
    await page.waitForSelector('.lq-menu[open]');
    await page.click('.lq-head h2');
    expect(await page.locator('.lq-menu[open]').count()).to.equal(0);
  });

  it('a decision is taken by keyboard: the question takes the focus, Escape gives it back, Enter decides', async () => {
    const page = await as('teacher07');
    await open(page, 'kk', `#/cases/${content.caseId}`);
    await tabTo(page, '[data-case-action="agree"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.modal.show [data-action="save"]');
    await page.waitForFunction(() => document.activeElement?.closest('.modal.show') !== null);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.modal.show', { state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.matches('[data-case-action="agree"]'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.modal.show [data-action="save"]');
    await page.waitForFunction(() => document.activeElement?.closest('.modal.show') !== null);
    await tabTo(page, '.modal.show [data-action="save"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-region="outcome"]');
    await quiet(page);
  });

  it('on a phone the way to the screens stands in Moodle’s drawer', async () => {
    const page = await as('teacher06');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${site.wwwroot}/my/?lang=kk`);
    await page.waitForFunction(() => (window as unknown as { M?: Moodle }).M?.util?.pending_js?.length === 0);
    await page.click('.navbar [data-toggler="drawers"][data-target="theme_boost-drawers-primary"]');
    await page.click('#theme_boost-drawers-primary a[href$="/local/qashyq/index.php"]');
    await quiet(page);
    await go(page, '#/my-certificates');
    await picture(page, 'moodle-phone');
  });

  it('no page met an error of a script', () => browser.assertNoFaults());
});

interface Moodle {
  util?: { pending_js?: string[] };
}

const tabTo = (page: Page, selector: string) => pressUntil(page, 'Tab', selector);

/** Presses a key until an element has the focus. */
async function pressUntil(page: Page, key: string, selector: string): Promise<void> {
  for (let left = 80; left > 0; left--) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press(key);
  }
  expect.fail(`${key} never reached ${selector}`);
}
