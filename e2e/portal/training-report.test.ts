/** The report and feedback in the portal, on trainings that are over. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { Page } from 'playwright-core';
import { localDate } from '../../companion/src/calendar/local-time.js';
import { addDays } from '../../companion/src/calendar/plain-dates.js';
import { connect } from '../../companion/src/db/connect.js';
import { askForFeedback } from '../../companion/src/features/training/feedback/ask-feedback.js';
import { findCurrentPerson, findPersonByLogin } from '../../companion/src/identity/person-store.js';
import { heldTraining } from '../../companion/test/training/report/report-fixture.js';
import { findings } from '../support/accessibility.js';
import { go, onePageEach, openBrowser, picture, quiet, type OpenBrowser } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { signIn } from '../support/portal.js';
import { openMenu } from '../support/screens.js';

const folder = fileURLToPath(new URL('../../var/test/training-report', import.meta.url));

describe('the report and feedback in the portal', function () {
  this.timeout(120_000);
  let companion: Companion | undefined;
  let browser: OpenBrowser | undefined;
  let db: Knex;
  let trainingId = 0;

  const as = onePageEach(async (login) => signIn(await browser!.person(), companion!.url, login));
  async function open(login: string, place: string): Promise<Page> {
    const page = await as(login);
    await go(page, place);
    return page;
  }

  async function expectSound(page: Page, name: string): Promise<void> {
    const found: string[] = [];
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await findings(page)).map((finding) => `${width} px: ${finding}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) found.push(`${width} px: ${overflow} px wider than the window`);
      await picture(page, `report-${name}-${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(found.join('\n')).to.equal('');
  }

  async function speak(page: Page, language: string): Promise<void> {
    if ((await page.getAttribute('html', 'lang')) === language) return;
    await page.click(`.portal-language[value="${language}"]`);
    await page.waitForSelector(`html[lang="${language}"]`);
    await quiet(page);
  }

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    [companion, browser] = await Promise.all([startCompanion(folder, await freePort()), openBrowser()]);
    db = connect(`sqlite:${folder}/data/qashyq.sqlite`);
    const person = async (login: string) =>
      (await findCurrentPerson(db, (await findPersonByLogin(db, login))!.id, Date.now()))!;
    const yesterday = addDays(localDate(Date.now()), -1);
    trainingId = await heldTraining({ db, person }, yesterday, {
      teacher02: 'certified',
      teacher03: 'certified',
      teacher05: 'attended',
      teacher08: 'certified',
      teacher09: 'missed',
    });
    await heldTraining(
      { db, person },
      addDays(yesterday, -3),
      { teacher02: 'certified', teacher10: 'certified', teacher12: 'certified' },
      {
        title_kk: 'Platonus үшін тест тапсырмаларын әзірлеу',
        title_ru: 'Разработка тестовых заданий для Platonus',
        title_en: 'Writing test items for Platonus',
        category: 'testItems',
        form: 'online',
        hours: 36,
      },
    );
    await askForFeedback({ db, now: Date.now });
  });
  after(async () => {
    await browser?.close();
    await db.destroy();
    await companion?.stop();
  });

  it('a participant is asked by a notice and gives feedback once; what is missing is said', async () => {
    const page = await open('teacher02', '#/notices');
    await page.click(`a[href="#/trainings/${trainingId}/feedback"]`);
    await page.waitForSelector('form [name="useful"]');
    await quiet(page);
    await page.click('[data-region="view"] form button[type="submit"]');
    await page.waitForSelector('[data-region="missing"]:not([hidden])');
    await expectSound(page, 'feedback-form');
    for (const [name, rating] of Object.entries({ useful: 5, clear: 4, organised: 4, recommend: 5 }))
      await page.check(`#lq-${name}-${rating}`);
    await page.fill('[name="liked"]', 'Практикалық тапсырмалар');
    await page.click('[data-region="view"] form button[type="submit"]');
    await page.waitForSelector('[data-region="told"]');
    expect(await page.locator('[data-region="view"] form').count()).to.equal(0);
    await open('teacher02', `#/trainings/${trainingId}/feedback`);
    expect(await page.locator('[data-region="view"] form').count(), 'a second time').to.equal(0);
  });

  it('the department sees the summary when it is closed and three have answered, and not before', async () => {
    for (const login of ['teacher03', 'teacher08']) {
      const page = await open(login, `#/trainings/${trainingId}/feedback`);
      for (const name of ['useful', 'clear', 'organised', 'recommend']) await page.check(`#lq-${name}-4`);
      await page.click('[data-region="view"] form button[type="submit"]');
      await page.waitForSelector('[data-region="told"]');
    }
    const page = await open('methodist', `#/trainings/${trainingId}/feedback`);
    expect(await page.locator('svg.lq-chart').count()).to.equal(0);
    await db('training_feedback_rounds').update({ closes_at: Date.now() - 1 });
    await open('methodist', `#/trainings/${trainingId}/feedback`);
    await page.waitForSelector('svg.lq-chart');
    expect(await page.locator('li').allInnerTexts()).to.include('Практикалық тапсырмалар');
    await expectSound(page, 'feedback-summary');
  });

  for (const [index, show] of ['trained', 'hours', 'completion', 'deviations'].entries())
    it(`each number leads to its rows: ${show}`, async () => {
      const page = await open('dldhead', '#/trainings/reports');
      await speak(page, ['kk', 'ru', 'en', 'kk'][index]!);
      await page.click(`.lq-tile >> nth=${index}`);
      await quiet(page);
      const rows = page.locator('[data-region="view"] .lq-list > .lq-item');
      expect(await rows.count()).to.equal({ trained: 6, hours: 6, completion: 2, deviations: 2 }[show]);
      expect(await page.locator('svg.lq-chart').count()).to.equal(show === 'deviations' ? 0 : 1);
      await expectSound(page, show);
    });

  it('filters narrow it down, and the files come in each form and language', async () => {
    const page = await open('dldhead', '#/trainings/reports');
    await page.selectOption('[name="category"]', 'testItems');
    await page.click('[data-region="filters"] button');
    await page.waitForURL(/category=testItems/);
    await quiet(page);
    expect(await page.locator('.lq-tile strong').first().innerText()).to.equal('3');
    for (const [form, locale] of [
      ['pdf', 'kk'],
      ['docx', 'ru'],
      ['xlsx', 'en'],
    ] as const) {
      await openMenu(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click(`[data-action="file"][data-form="${form}"][data-locale="${locale}"]`),
      ]);
      expect(download.suggestedFilename()).to.match(new RegExp(`-${locale}\\.${form}$`));
    }
  });

  it('a head of kafedra sees the own people only', async () => {
    const page = await open('teacher08', '#/trainings/reports');
    expect(await page.locator('.lq-tile strong').first().innerText()).to.equal('1');
    expect(await page.locator('#lq-report-unit option').count()).to.equal(2);
  });

  it('no page met an error', () => browser!.assertNoFaults());
});
