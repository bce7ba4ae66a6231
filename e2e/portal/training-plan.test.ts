/** A training plan in the portal: written by the methodologist, agreed by everybody whom its lines concern, approved. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectTabReachesAll, findings } from '../support/accessibility.js';
import { go, onePageEach, openBrowser, picture, quiet, type OpenBrowser } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { signIn } from '../support/portal.js';
import * as screens from '../support/screens.js';

const folder = fileURLToPath(new URL('../../var/test/training-plan', import.meta.url));

describe('a training plan in the portal', function () {
  this.timeout(120_000);
  let companion: Companion | undefined;
  let browser: OpenBrowser | undefined;
  let caseId = 0;
  const as = onePageEach(async (login) => signIn(await browser!.person(), companion!.url, login));
  async function open(login: string, place = `#/cases/${caseId}`): Promise<Page> {
    const page = await as(login);
    await go(page, place);
    return page;
  }

  /** Nothing is found by the rules of accessibility, wide and narrow; the page is kept as pictures. */
  async function expectSound(page: Page, name: string): Promise<void> {
    const found: string[] = [];
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await findings(page)).map((finding) => `${width} px: ${finding}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) found.push(`${width} px: ${overflow} px wider than the window`);
      await picture(page, `plan-${name}-${width}`);
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
  });
  after(async () => {
    await browser?.close();
    await companion?.stop();
  });

  const save = async (page: Page) => {
    await page.click('[data-action="save"]');
    await page.waitForSelector('[data-region="outcome"]:not([hidden])');
    await quiet(page);
  };

  it('the methodologist begins the plan of the year, and nothing stands in it yet', async () => {
    const page = await open('methodist', '#/trainings/plans');
    await page.click('.lq-plan-new summary');
    await expectSound(page, 'list');
    await page.click('[data-action="begin"]');
    await page.waitForURL(/#\/trainings\/plans\/\d+\/edit$/);
    await quiet(page);
    caseId = Number(/plans\/(\d+)/.exec(page.url())![1]);
    expect(await page.locator('[data-line]').count()).to.equal(0);
  });

  it('an unfinished line is saved, and what is missing is said at its fields', async () => {
    const page = await as('methodist');
    await page.click('[data-action="add"]');
    await page.waitForSelector('[data-line] input');
    await page.fill('[data-field="title:kk"]', 'Platonus үшін тест тапсырмаларын әзірлеу');
    await page.fill('[data-field="hours"]', '36');
    await save(page);
    const wrong = (await page.locator('.lq-overdue:not(:empty)').allInnerTexts()).filter((text) => text.trim() !== '');
    expect(wrong.length).to.be.at.least(4);
    await expectSound(page, 'editor-wrong');
  });

  it('the finished plan has a copy that costs money, in another place of the order', async () => {
    const page = await as('methodist');
    const fill = (field: string, value: string) => page.fill(`[data-field="${field}"]`, value);
    if (!(await page.locator('[data-field="title:ru"]').count())) await page.click('[data-action="toggle"]');
    await fill('title:ru', 'Разработка тестовых заданий для Platonus');
    await fill('title:en', 'Writing test items for Platonus');
    await fill('seats', '20');
    await fill('startsOn', (await page.getAttribute('[data-field="startsOn"]', 'min'))!);
    await fill('endsOn', (await page.getAttribute('[data-field="startsOn"]', 'min'))!);
    await fill('trainers', 'Исабекова Д. М.');
    await fill('place', '1-305');
    await page.click('[data-action="copy"]');
    await page.waitForFunction(() => document.querySelectorAll('[data-line]').length === 2);
    await quiet(page);
    await fill('title:kk', 'Жасанды интеллект және академиялық адалдық');
    await fill('cost', '250000');
    await page.focus('[data-field="cost"]');
    await page.keyboard.press('Alt+ArrowUp');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-line] [data-field="cost"]')?.value === '250000',
    );
    expect(await page.locator('[data-line]').first().locator('[data-field="cost"]').inputValue()).to.equal('250000');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['field'])).to.equal('cost');
    await save(page);
    await expectSound(page, 'editor');
    // A date has a stop of its own for day, month and year: the form is folded.
    await page.click('[data-action="toggle"][aria-expanded="true"]');
    await quiet(page);
    await expectTabReachesAll(page);
  });

  it('submitting it asks personnel too, after the department and the institute', async () => {
    const page = await open('methodist');
    await screens.decide(page, 'submit');
    expect(await page.locator('.lq-route .lq-step').count()).to.equal(4);
    expect(await screens.waiting(await as('dldhead'))).to.equal(1);
    expect(await screens.waiting(await as('hrhead'))).to.equal(0);
  });

  it('the head returns it with a remark on a line, and the methodologist makes it free', async () => {
    await screens.openFromInbox(await as('dldhead'));
    await screens.returnWithRemark(await as('dldhead'), 'Қаражат қарастырылмаған', 'Тегін өткізу керек');
    const page = await open('methodist');
    expect(await page.locator('.lq-remarks').first().innerText()).to.include('Тегін өткізу керек');
    await expectSound(page, 'returned');
    await page.click('a[href$="/edit"]');
    await quiet(page);
    await page.click('[data-action="toggle"] >> nth=0');
    await quiet(page);
    await page.fill('[data-field="cost"]', '0');
    await save(page);
    await page.click('[data-region="outcome"] a');
    await quiet(page);
    await screens.decide(page, 'submit');
    expect(await page.locator('.lq-route .lq-step').count(), 'personnel is no longer asked').to.equal(3);
  });

  it('who saw the first edition sees what changed in its lines', async () => {
    const page = await open('dldhead');
    await page.click('.lq-more a[href*="/changes"]');
    await quiet(page);
    const changes = await page.locator('.lq-change-changed').allInnerTexts();
    expect(changes).to.have.length(1);
    expect(changes[0]).to.include('250\u00a0000');
    await expectSound(page, 'changes');
  });

  for (const [index, login] of ['dldhead', 'icedirector'].entries())
    it(`${login} agrees`, async () => {
      await screens.openFromInbox(await as(login));
      const page = await as(login);
      await speak(page, ['ru', 'en'][index]!);
      await expectSound(page, `case-${login}`);
      await screens.decide(page, 'agree');
    });

  it('the vice-rector approves, and the sheet of agreement names everybody', async () => {
    const page = await as('vicerector');
    await screens.openFromInbox(page);
    await screens.decide(page, 'approve');
    expect(await screens.stateOf(page, caseId)).to.equal('approved');
    const sheet = await screens.agreementSheet(page, 'kk');
    expect(sheet.subarray(0, 5).toString()).to.equal('%PDF-');
  });

  it('from a line of the approved plan the methodologist makes the training, prefilled', async () => {
    const page = await open('methodist');
    await expectSound(page, 'approved');
    await page.click('[data-action="make-training"] >> nth=0');
    await page.waitForURL(/#\/trainings\/manage\/\d+$/);
    await quiet(page);
    const values = await page
      .locator('input')
      .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value));
    expect(values).to.include('Writing test items for Platonus').and.to.include('36').and.to.include('20');
    await open('methodist');
    expect(await page.locator('.lq-plan-line a[href^="#/trainings/manage/"]').count()).to.equal(1);
  });

  it('the report shows plan against fact, and the department writes why', async () => {
    const page = await open('methodist', '#/trainings/reports?show=deviations');
    await expectSound(page, 'report-plan');
    const reason = page.locator('details:has(textarea)').first();
    await reason.locator('summary').click();
    await reason.locator('textarea').fill('Оқытушы кейін тағайындалды');
    await reason.locator('button').click();
    await quiet(page);
    await open('methodist', '#/trainings/reports?show=deviations');
    expect(await page.locator('[data-region="reason"]').allInnerTexts()).to.include('Оқытушы кейін тағайындалды');
    await open('methodist', '#/trainings/reports');
    await page.click('.lq-menu summary');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('[data-action="file"][data-form="xlsx"][data-locale="kk"]'),
    ]);
    expect(download.suggestedFilename()).to.match(/\.xlsx$/);
  });

  it('a dean reads it, a teacher finds no plans under trainings', async () => {
    const dean = await open('dean1', '#/trainings/plans');
    expect(await dean.locator('.lq-list .lq-item').count()).to.equal(1);
    const teacher = await open('teacher02', '#/trainings');
    expect(await teacher.locator('a[href="#/trainings/plans"]').count()).to.equal(0);
  });

  it('no page met an error', () => browser!.assertNoFaults());
});
