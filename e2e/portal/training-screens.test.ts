/** Every screen of training before the rules of accessibility, in each language, wide and on a phone, where nothing hangs over the edge. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { findings } from '../support/accessibility.js';
import { go, onePageEach, openBrowser, type OpenBrowser, quiet } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { applyFor, closeWithCertificates, openTraining } from '../support/held-trainings.js';
import { signIn } from '../support/portal.js';

const folder = fileURLToPath(new URL('../../var/test/training-screens', import.meta.url));
const languages = ['kk', 'ru', 'en'] as const;
const widths = [1280, 360];
const dayMs = 86_400_000;

describe('the screens of training for everybody', function () {
  this.timeout(240_000);
  let companion: Companion | undefined;
  let browser: OpenBrowser | undefined;
  let openId = 0;
  let closedId = 0;
  let nowId = 0;
  let sessionId = 0;
  let planId = 0;

  const as = onePageEach(async (login) => signIn(await browser!.person(), companion!.url, login));

  /** One training takes applications and people wait for it; another is over, with certificates; one is held now; a plan has a line full of gaps. */
  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'pictures'), { recursive: true });
    [companion, browser] = await Promise.all([startCompanion(folder, await freePort()), openBrowser()]);
    const endsAt = Date.now() + 20 * dayMs;
    const row = { seats: 3, apply_from_at: Date.now() - dayMs, apply_until_at: endsAt - 10 * dayMs };
    const open = await openTraining(folder, { people: ['teacher01', 'teacher02', 'teacher03'], endsAt, row });
    openId = open.trainingId;
    await applyFor(folder, openId, 'teacher05', 'waitlisted');
    await applyFor(folder, openId, 'teacher06', 'applied');
    const closed = await openTraining(folder, { people: ['teacher01', 'teacher02', 'teacher03'] });
    closedId = closed.trainingId;
    await closeWithCertificates(folder, closed, companion.url);
    const now = await openTraining(folder, { people: ['teacher01'], sessions: 1, endsAt: Date.now() + 30 * 60_000 });
    nowId = now.trainingId;
    sessionId = now.sessions[0]!.id;
    planId = await beginPlan(await as('methodist'));
  });
  after(async () => {
    await browser?.close();
    await companion?.stop();
  });

  const places: [name: string, login: string, place: () => string][] = [
    ['catalogue', 'teacher05', () => '#/trainings'],
    ['catalogue, nothing found', 'teacher05', () => '#/trainings?search=zzz'],
    ['a training where I wait', 'teacher05', () => `#/trainings/${openId}`],
    ['my trainings', 'teacher05', () => '#/trainings/mine'],
    ['applications to decide', 'teacher05', () => '#/trainings/applications'],
    ['applicants', 'methodist', () => `#/trainings/${openId}/applicants`],
    ['office', 'methodist', () => '#/trainings/manage'],
    ['office, a new training', 'methodist', () => '#/trainings/manage/new'],
    ['office, an announced training', 'methodist', () => `#/trainings/manage/${openId}`],
    ['office, a year', 'methodist', () => '#/trainings/manage/year'],
    ['plans', 'methodist', () => '#/trainings/plans'],
    ['editor of a plan', 'methodist', () => `#/trainings/plans/${planId}/edit`],
    ['report', 'methodist', () => '#/trainings/reports'],
    ['attendance', 'methodist', () => `#/trainings/${closedId}/attendance`],
    ['results', 'methodist', () => `#/trainings/${closedId}/results`],
    ['certificates of a training', 'methodist', () => `#/trainings/${closedId}/certificates`],
    ['register of certificates', 'methodist', () => '#/certificates'],
    ['certificates from elsewhere', 'methodist', () => '#/outside-certificates'],
    ['norms', 'methodist', () => '#/training-norms'],
    ['my certificates', 'teacher01', () => '#/my-certificates'],
    ['my certificates, none', 'teacher05', () => '#/my-certificates'],
    ['code on the wall', 'methodist', () => `#/trainings/${nowId}/code?session=${sessionId}`],
    ['checking in', 'teacher01', () => '#/check-in'],
    ['feedback', 'teacher01', () => `#/trainings/${closedId}/feedback`],
    ['my data', 'teacher01', () => '#/my-data'],
  ];
  for (const [name, login, place] of places)
    it(`${name}: nothing is found in any language, and nothing hangs over the edge of a phone`, async () => {
      const page = await as(login);
      await page.setViewportSize({ width: 1280, height: 900 });
      await go(page, place());
      for (const language of languages) {
        await speak(page, language);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const where = `${name}, ${language}, ${width} px`;
          await page.screenshot({
            path: join(folder, 'pictures', `${where.replace(/[^\w]+/g, '-')}.png`),
            fullPage: true,
          });
          expect((await findings(page)).join('\n'), where).to.equal('');
          expect(await page.textContent('body'), where).to.not.match(/\[\[|\{\$a/);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(over, `${where}: wider than the screen by`).to.be.at.most(0);
        }
        await page.setViewportSize({ width: 1280, height: 900 });
      }
    });
});

/** Begins a plan with a line of which only the hours are known, as the methodologist does. */
async function beginPlan(page: Page): Promise<number> {
  await go(page, '#/trainings/plans');
  await page.click('.lq-plan-new summary');
  await page.click('[data-action="begin"]');
  await page.waitForURL(/#\/trainings\/plans\/\d+\/edit$/);
  await quiet(page);
  await page.click('[data-action="add"]');
  await page.fill('[data-field="hours"]', '36');
  await page.click('[data-action="save"]');
  await page.waitForSelector('[data-region="outcome"]:not([hidden])');
  return Number(/plans\/(\d+)/.exec(page.url())![1]);
}

/** Changes the language of the person, if it is another one. */
async function speak(page: Page, language: string): Promise<void> {
  if ((await page.getAttribute('html', 'lang')) === language) return;
  await page.click(`.portal-language[value="${language}"]`);
  await page.waitForSelector(`html[lang="${language}"]`);
  await quiet(page);
}
