/** The journey in the portal: people come through SAML, and no Moodle is connected yet. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { BrowserContext } from 'playwright-core';
import { go, picture, quiet } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { walkJourney } from '../support/journey.js';
import { signIn } from '../support/portal.js';

const folder = fileURLToPath(new URL('../../var/test/portal', import.meta.url));

describe('a schedule in the portal', function () {
  this.timeout(120_000);
  this.bail(true);
  let companion: Companion | undefined;

  const walk = walkJourney(async () => {
    rmSync(folder, { recursive: true, force: true });
    const { url } = (companion = await startCompanion(folder, await freePort()));
    return { name: 'portal', enter: (context: BrowserContext, login: string) => signIn(context, url, login) };
  });
  after(() => companion?.stop());

  it('without Moodle the publication is parked, visible with its reason, and can be tried again', async () => {
    const page = await walk.as('methodist');
    await go(page, '#/effects');
    const parked = page.locator('[data-effect]', { has: page.locator('.lq-state-effect-parked') }).first();
    expect((await parked.locator('.lq-reason').innerText()).trim()).not.to.equal('');
    await picture(page, 'portal-effects');
    await parked.locator('[data-action="retry-effect"]').click();
    await quiet(page);
  });

  it('the language is changed in the header, and the place stays', async () => {
    const page = await walk.as('methodist');
    await go(page, '#/effects');
    await page.click('.portal-language[value="en"]');
    await page.waitForSelector('html[lang="en"]');
    await quiet(page);
    expect(new URL(page.url()).hash).to.equal('#/effects');
    expect(await page.locator('[data-region="title"]').innerText()).to.equal('Background work');
  });

  it('fits a phone: nothing is wider than the screen', async () => {
    const page = await walk.as('vicerector');
    await page.setViewportSize({ width: 360, height: 740 });
    for (const place of ['#/inbox', `#/cases/${walk.caseId}`, '#/schedules']) {
      await go(page, place);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, place).to.be.at.most(0);
    }
    await go(page, `#/cases/${walk.caseId}`);
    await picture(page, 'portal-phone');
  });

  it('signing out ends the session', async () => {
    const page = await walk.as('dean1');
    await page.click('form[action="/saml/logout"] button');
    await page.waitForSelector('[data-keeps-place]');
    const me = await page.request.get(new URL('/api/me', page.url()).href);
    expect(me.status()).to.equal(401);
  });

  it('no page met an error of a script or of the security policy', () => walk.browser.assertNoFaults());
});
