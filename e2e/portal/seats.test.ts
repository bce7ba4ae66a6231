/** From the catalogue to a confirmed seat in the portal: apply, wait, somebody gives up, an offer, accepted; heads and the department besides. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { connect } from '../../companion/src/db/connect.js';
import { insertTraining } from '../../companion/test/support/trainings.js';
import { findings } from '../support/accessibility.js';
import { go, onePageEach, openBrowser, quiet, type OpenBrowser } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { signIn } from '../support/portal.js';

const folder = fileURLToPath(new URL('../../var/test/seats', import.meta.url));

describe('a seat in a training, in the portal', function () {
  this.timeout(120_000);
  let companion: Companion | undefined;
  let browser: OpenBrowser | undefined;
  let trainingId = 0;
  let byHeadId = 0;
  const as = onePageEach(async (login) => signIn(await browser!.person(), companion!.url, login));
  const text = async (page: Page, region: string) => (await page.textContent(`[data-region="${region}"]`))?.trim();
  const confirm = (page: Page) => page.click('dialog button[value="save"], .modal.show [data-action="save"]');
  async function press(page: Page, selector: string): Promise<void> {
    await page.click(selector);
    await quiet(page);
  }

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    [companion, browser] = await Promise.all([startCompanion(folder, await freePort()), openBrowser()]);
    const db = connect(`sqlite:${folder}/data/qashyq.sqlite`);
    trainingId = await insertTraining(db, Date.now(), { seats: 1, series_key: 'runs' });
    const later = Date.now() + 60 * 86_400_000;
    await insertTraining(db, Date.now(), { seats: 1, series_key: 'runs', starts_at: later });
    byHeadId = await insertTraining(db, Date.now(), { title_ru: 'По согласованию', approval: 'chairHead' });
    await db.destroy();
  });
  after(async () => {
    browser?.assertNoFaults();
    await browser?.close();
    await companion?.stop();
  });

  async function expectNoFindings(page: Page): Promise<void> {
    const found: string[] = [];
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await findings(page)).map((finding) => `${width} px: ${finding}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${width} px: scrolls sideways`).to.be.at.most(0);
    }
    expect(found.join('\n')).to.equal('');
  }

  it('a teacher finds it in the catalogue, by words too, and applies: a seat is free', async () => {
    const page = await as('teacher02');
    await go(page, '#/trainings');
    await page.fill('input[name="search"]', 'COURSE moodle');
    await press(page, '[data-region="filters"] button');
    await page.waitForFunction(() => location.hash.includes('search='));
    await quiet(page);
    await expectNoFindings(page);
    await press(page, `a[href="#/trainings/${trainingId}"]`);
    await page.waitForSelector('[data-region="apply"]');
    await expectNoFindings(page);
    await page.dblclick('[data-region="apply"]');
    await page.waitForSelector('.lq-state-approved');
    await quiet(page);
    await expectNoFindings(page);
  });

  it('the next one joins the waiting list and is told which number they are', async () => {
    const page = await as('teacher03');
    await go(page, `#/trainings/${trainingId}`);
    await press(page, '[data-region="apply"]');
    await page.waitForSelector('[data-region="place"]');
    expect(await text(page, 'place')).to.match(/1/);
    await expectNoFindings(page);
  });

  it('the first gives the seat up, the second is offered it, comes from the notice and accepts', async () => {
    const first = await as('teacher02');
    await go(first, `#/trainings/${trainingId}`);
    await first.click('[data-action="cancel"]');
    await confirm(first);
    await first.waitForSelector('[data-region="apply"]');

    const second = await as('teacher03');
    await go(second, '#/notices');
    await press(second, `a[href="#/trainings/${trainingId}"] >> nth=0`);
    await second.waitForSelector('[data-action="accept"]');
    await expectNoFindings(second);
    await second.click('[data-action="accept"]');
    await second.waitForSelector('.lq-state-approved');
    await quiet(second);
    await go(second, '#/trainings/mine');
    expect(await second.locator(`.lq-list a[href="#/trainings/${trainingId}"]`).count()).to.equal(1);
    await expectNoFindings(second);
  });

  it('and swaps to another run with a free seat, which frees the one here', async () => {
    const page = await as('teacher03');
    await go(page, `#/trainings/${trainingId}`);
    await page.click('[data-action="swap"]');
    await confirm(page);
    await page.waitForFunction((id) => !location.hash.endsWith(`/${id}`), trainingId);
    await page.waitForSelector('.lq-state-approved');
    await go(page, `#/trainings/${trainingId}`);
    await page.waitForSelector('.lq-state-withdrawn');
  });

  it('an offer that somebody else took meanwhile, or a stale page, is answered in words and shows what is true', async () => {
    const page = await as('teacher02');
    await go(page, `#/trainings/${trainingId}`);
    await press(page, '[data-region="apply"]');
    await page.waitForSelector('[data-action="cancel"]');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await quiet(other);
    await other.click('[data-action="cancel"]');
    await confirm(other);
    await other.waitForSelector('[data-region="apply"]');
    await page.click('[data-action="cancel"]');
    await confirm(page);
    await page.waitForSelector('[data-region="apply"]');
    await other.close();
  });

  it('a head sees the application of their people counted at the tab, and declines only with a reason', async () => {
    const applicant = await as('teacher04');
    await go(applicant, `#/trainings/${byHeadId}`);
    await press(applicant, '[data-region="apply"]');
    await applicant.waitForSelector('.lq-state-inagreement');

    const head = await as('teacher01');
    await go(head, '#/trainings/applications');
    expect(await head.textContent('.lq-nav .active .lq-count')).to.equal('1');
    await head.click('[data-action="decline"]');
    await head.waitForSelector('.lq-training-reason');
    await expectNoFindings(head);
    await head.click('.lq-training-reason button[type="submit"]');
    expect(await text(head, 'missing')).not.to.equal('');
    await head.fill('.lq-training-reason textarea', 'Session week');
    await head.click('.lq-training-reason button[type="submit"]');
    await head.waitForSelector('.lq-empty');
    await quiet(head);
    await go(applicant, `#/trainings/${byHeadId}`);
    expect(await text(applicant, 'place')).to.include('Session week');
  });

  it('the department sees who applied in the order of arrival, opens a seat past the queue, and changes their number', async () => {
    const [one, two] = [await as('teacher06'), await as('teacher09')];
    for (const page of [one, two]) {
      await go(page, `#/trainings/${trainingId}`);
      await press(page, '[data-region="apply"]');
      await page.waitForSelector('[data-region="place"]');
    }
    const office = await as('methodist');
    await go(office, `#/trainings/${trainingId}/applicants`);
    await expectNoFindings(office);
    await office.click('[data-action="seat"]');
    await office.fill('.lq-training-reason textarea', 'Teaches the others');
    await office.click('.lq-training-reason button[type="submit"]');
    await office.waitForSelector('.lq-outcome');
    await quiet(office);
    expect(await office.inputValue('input[name="seats"]')).to.equal('2');
    await office.fill('input[name="seats"]', '1');
    await press(office, 'form[data-region="seats"] button');
    await office.waitForSelector('[data-region="problem-title"]');
    await go(office, `#/trainings/${trainingId}/applicants`);
    await office.fill('input[name="seats"]', '4');
    await press(office, 'form[data-region="seats"] button');
    await office.waitForSelector('.lq-outcome');
  });
});
