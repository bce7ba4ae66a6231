/** Moodle's own pages beside ours: nothing of ours is loaded there, and who is not meant does not see a way in. */
import { expect } from 'chai';
import { openBrowser, quiet, type OpenBrowser } from '../support/browser.js';
import { theSite, type Site } from './site.js';

describe('other pages of Moodle', function () {
  this.timeout(120_000);
  let site: Site;
  let browser: OpenBrowser;

  before(async () => {
    [site, browser] = [await theSite(), await openBrowser()];
  });
  after(async () => {
    await (browser as OpenBrowser | undefined)?.close();
  });

  const idOf = async (sql: string) => (await site.query(sql))[0]![0]!;

  it('dashboard, course, participants, calendar and profile ask for nothing of ours, and run none of our modules', async () => {
    const course = await idOf(`select id from mdl_course where idnumber = 'D01'`);
    const person = await idOf(`select id from mdl_user where username = 'teacher02'`);
    const page = await site.enter(await browser.person(), 'teacher02');
    const asked: string[] = [];
    const scripts = new Map<string, Promise<string>>();
    page.on('response', (response) => {
      asked.push(response.url());
      if (/requirejs\.php|javascript\.php/.test(response.url()))
        scripts.set(
          response.url(),
          response.text().catch(() => ''),
        );
    });
    for (const place of [
      '/my/',
      `/course/view.php?id=${course}`,
      `/user/index.php?id=${course}`,
      '/calendar/view.php?view=month',
      `/user/profile.php?id=${person}`,
    ]) {
      await page.goto(site.wwwroot + place);
      await page.waitForFunction(
        () =>
          (window as unknown as { M?: { util?: { pending_js?: string[] } } }).M?.util?.pending_js?.length === 0 &&
          'require' in window,
      );
      const ran = await page.evaluate(() =>
        Object.keys(
          (window as unknown as { require: { s: { contexts: { _: { defined: object } } } } }).require.s.contexts._
            .defined,
        ).filter((name) => name.includes('qashyq')),
      );
      expect(ran, place).to.deep.equal([]);
    }
    expect(
      asked.filter((url) => url.includes('qashyq') || url.startsWith(site.companion)),
      'requests',
    ).to.deep.equal([]);
    // Everything else that is loaded on every page is one file of all plugins: ours has no part in the scripts.
    expect(scripts.size).to.be.above(0);
    for (const [url, script] of scripts)
      expect(
        (await script).includes('define("local_qashyq/') || (await script).includes("'local_qashyq/"),
        url,
      ).to.equal(false);
  });

  it('the screens themselves do load our module, so the look above would have seen it', async () => {
    const page = await site.enter(await browser.person(), 'teacher02');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${site.wwwroot}/local/qashyq/index.php`);
    await quiet(page);
    expect(asked.some((url) => url.endsWith('/local_qashyq/app-lazy.js'))).to.equal(true);
    expect(asked.some((url) => url.startsWith(site.companion))).to.equal(true);
  });

  it('all that our style sheet says stays within our part of the page', async () => {
    const page = await site.enter(await browser.person(), 'teacher02');
    await page.goto(`${site.wwwroot}/my/`);
    const { strays, seen } = await page.evaluate(() => {
      const found: string[] = [];
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
      // Grows while it is walked: rules may hold others.
      for (const rule of rules)
        if (rule instanceof CSSStyleRule) found.push(...rule.selectorText.split(','));
        else if (rule instanceof CSSGroupingRule) rules.push(...rule.cssRules);
      const ofUs = found.filter((selector) => /\.lq-|qashyq/.test(selector));
      return { strays: ofUs.filter((selector) => !selector.includes('.local-qashyq')), seen: ofUs.length };
    });
    expect(seen).to.be.above(100);
    expect(strays).to.deep.equal([]);
  });

  it('a person who is not signed in is asked to sign in, and a guest finds no way in', async () => {
    const context = await browser.person();
    const page = await context.newPage();
    await page.goto(`${site.wwwroot}/local/qashyq/index.php`);
    expect(page.url()).to.include('/login/index.php');
    expect(await page.locator('a[href*="/local/qashyq/"]').count()).to.equal(0);
    await context.close();
  });

  it('the settings page tells the administrator that both ways work', async () => {
    const page = await site.enter(await browser.person(), 'admin');
    await page.goto(`${site.wwwroot}/admin/settings.php?section=local_qashyq&lang=kk`);
    expect(await page.locator('#adminsettings .badge.bg-success').count()).to.equal(2);
    browser.assertNoFaults();
  });
});
