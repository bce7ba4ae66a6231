/** Lessons of a published schedule substituted, moved and swapped in the portal: asked for, agreed, seen in timetables, and taken back. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { findings } from '../support/accessibility.js';
import { go, onePageEach, openBrowser, type OpenBrowser, picture, quiet } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { approvers } from '../support/journey.js';
import { signIn } from '../support/portal.js';
import { addFarTerm, importFarTerm, openForm, save } from '../support/replacements.js';
import * as screens from '../support/screens.js';

const folder = fileURLToPath(new URL('../../var/test/replacements', import.meta.url));
const timetable = (week: number) => `#/my-timetable?term=2031/32+1&week=${week}&as=list`;

describe('replaced lessons in the portal', function () {
  this.timeout(120_000);
  this.bail(true);
  let companion: Companion | undefined;
  let browser: OpenBrowser | undefined;
  let scheduleId = 0;
  let substitutionId = 0;
  let swapId = 0;

  const as = onePageEach(async (login) => signIn(await browser!.person(), companion!.url, login));
  async function decide(login: string, caseId: number, action: 'submit' | 'agree' | 'approve' | 'withdraw') {
    const page = await as(login);
    await go(page, `#/cases/${caseId}`);
    await screens.decide(page, action);
  }
  const cards = async (login: string, week: number): Promise<string[]> => {
    const page = await as(login);
    await go(page, timetable(week));
    return page.locator('[data-region="content"] .lq-card').allInnerTexts();
  };
  async function speak(page: Page, language: string): Promise<void> {
    if ((await page.getAttribute('html', 'lang')) === language) return;
    await page.click(`.portal-language[value="${language}"]`);
    await page.waitForSelector(`html[lang="${language}"]`);
    await quiet(page);
  }
  /** Both widths: by the rules of accessibility, and not wider than the screen. */
  async function expectNoFindings(page: Page, name: string): Promise<void> {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect((await findings(page)).join('\n'), `${name} at ${width} px`).to.equal('');
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${name} at ${width} px: scrolls sideways`).to.be.at.most(0);
      await picture(page, `replacements-${name}-${width}`);
    }
  }

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    [companion, browser] = await Promise.all([startCompanion(folder, await freePort()), openBrowser()]);
    await addFarTerm(folder);
    const dispatcher = await as('dispatcher1');
    await go(dispatcher, '#/schedules/import');
    scheduleId = await importFarTerm(dispatcher, '1-10');
    await decide('dispatcher1', scheduleId, 'submit');
    for (const login of approvers) await decide(login, scheduleId, 'agree');
    await decide('vicerector', scheduleId, 'approve');
  });
  after(async () => {
    await browser?.close();
    await companion?.stop();
  });

  it('from the published schedule the dispatcher finds a substitute, and sees at once who is busy and the whole day', async () => {
    const page = await as('dispatcher1');
    await go(page, `#/cases/${scheduleId}/content?edition=1&week=2&as=list`);
    await openForm(page, 'АЖ-25-11', '1-305');
    expect(await page.locator('[name="lessons"]:checked').count()).to.equal(1);
    // T01 teaches another group at that time.
    await page.selectOption('#lq-replacement-teacher', 'T01');
    await page.waitForSelector('[data-region="check"] .lq-item-clash');
    await quiet(page);
    await page.selectOption('#lq-replacement-teacher', 'T03');
    await page.waitForSelector('[data-region="check"] .lq-clear');
    expect(await page.locator('[data-region="check"] li strong').count()).to.equal(1);
    await page.fill('#lq-replacement-reason', 'Іссапар');
    await expectNoFindings(page, 'substitution');
    substitutionId = await save(page);
    expect(await screens.stateOf(page, substitutionId)).to.equal('draft');
    await screens.decide(page, 'submit');
  });

  it('agreed by the kafedra and approved by the department, it stands in the timetables of both', async () => {
    await decide('teacher01', substitutionId, 'agree');
    await decide('dldhead', substitutionId, 'approve');
    const substitute = await cards('teacher03', 2);
    expect(substitute.some((text) => text.includes('Іссапар') && text.includes('09.09.2031'))).to.equal(true);
    expect((await cards('teacher02', 2)).some((text) => text.includes('1-305'))).to.equal(false);
    expect((await cards('teacher02', 3)).some((text) => text.includes('1-305'))).to.equal(true);
    await expectNoFindings(await as('teacher03'), 'mine');
  });

  it('a lesson that is replaced is not offered again, and a moved one is proposed free times', async () => {
    const page = await as('dispatcher1');
    await go(page, `#/cases/${scheduleId}/content?edition=1&week=3&as=list`);
    await openForm(page, 'АЖ-25-11', '1-305');
    const dates = await page
      .locator('[name="lessons"]')
      .evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));
    expect(dates).to.include('3').and.not.include('2');
    await page.selectOption('[name="kind"]', 'move');
    await page.waitForSelector('[data-action="take-place"]');
    await quiet(page);
    // Nothing is changed yet: a hint, and no mistake before somebody tries.
    expect(await page.locator('[data-region="check"] .lq-overdue').count()).to.equal(0);
    await page.fill('#lq-replacement-reason', 'Іссапар');
    await page.click('[data-region="form"] [type="submit"]');
    await page.waitForSelector('[data-region="check"] .lq-overdue');
    await quiet(page);
    await page.click('[data-action="take-place"] >> nth=0');
    await page.waitForSelector('[data-region="check"] .lq-clear');
    await quiet(page);
    await speak(page, 'ru');
    await page.selectOption('[name="kind"]', 'move');
    await page.waitForSelector('[data-action="take-place"]');
    await expectNoFindings(page, 'move');
    await speak(page, 'kk');
  });

  it('from my timetable a teacher asks to swap a lesson with a colleague’s; the kafedras of both agree', async () => {
    const page = await as('teacher02');
    await page.setViewportSize({ width: 1280, height: 900 });
    await go(page, timetable(4));
    await openForm(page, 'АЖ-25-11', 'Дүйсенбі');
    await page.selectOption('[name="kind"]', 'swap');
    await page.waitForSelector('[data-region="partners"] .lq-pager');
    await page.fill('#lq-replacement-search', 'Мюллер');
    await page.press('#lq-replacement-search', 'Enter');
    await quiet(page);
    const partner = page.locator('#lq-replacement-partner option', { hasText: 'Мюллер' });
    await page.selectOption('#lq-replacement-partner', await partner.first().getAttribute('value'));
    await page.waitForSelector('[data-region="check"] .lq-clear');
    await page.fill('#lq-replacement-reason', 'Конференция');
    await quiet(page);
    expect(await page.locator('[data-region="check"] h3').count()).to.equal(2);
    await expectNoFindings(page, 'swap');
    swapId = await save(page);
    await screens.decide(page, 'submit');
    for (const login of ['teacher01', 'teacher05']) await decide(login, swapId, 'agree');
    await speak(await as('dldhead'), 'en');
    await go(await as('dldhead'), `#/cases/${swapId}`);
    await expectNoFindings(await as('dldhead'), 'case');
    await decide('dldhead', swapId, 'approve');
    const [one, other] = [await cards('teacher02', 4), await cards('teacher06', 4)];
    expect(one.some((text) => text.includes('22.09.2031') && text.includes('Конференция'))).to.equal(true);
    expect(other.some((text) => text.includes('23.09.2031') && text.includes('Конференция'))).to.equal(true);
  });

  it('the replaced lesson leads to its replacement, and the agreement sheet names both lessons', async () => {
    const page = await as('teacher06');
    await go(page, timetable(4));
    await page.locator('.lq-card', { hasText: '23.09.2031' }).first().locator('.lq-card-edit a').click();
    await page.waitForURL(new RegExp(`#/cases/${swapId}$`));
    await quiet(page);
    expect(await page.locator('[data-region="content"] tbody tr').count()).to.equal(2);
    expect((await screens.agreementSheet(page, 'ru')).subarray(0, 5).toString()).to.equal('%PDF-');
  });

  it('of two requests for one lesson the later one cannot be approved, and its approver reads why', async () => {
    const ids: number[] = [];
    for (const [login, teacher] of [
      ['dispatcher1', 'T03'],
      ['teacher02', 'T03'],
    ] as const) {
      const page = await as(login);
      await page.setViewportSize({ width: 1280, height: 900 });
      await go(page, login === 'teacher02' ? timetable(6) : `#/cases/${scheduleId}/content?edition=1&week=6&as=list`);
      await openForm(page, 'АЖ-25-11', '1-305');
      await page.selectOption('#lq-replacement-teacher', teacher);
      await page.fill('#lq-replacement-reason', 'Іссапар');
      ids.push(await save(page));
      await screens.decide(page, 'submit');
      await decide('teacher01', ids.at(-1)!, 'agree');
    }
    await decide('dldhead', ids[0]!, 'approve');
    const head = await as('dldhead');
    await go(head, `#/cases/${ids[1]}`);
    expect(await head.locator('[data-case-action="approve"]').count()).to.equal(0);
    expect(await head.locator('[data-case-action="return"]').count()).to.equal(1);
    expect(await head.locator('.local-qashyq').innerText()).to.include('This lesson is replaced already');
    await expectNoFindings(head, 'too-late');
  });

  it('two teachers exchange lessons in one case, offered to whoever has never taught together', async () => {
    const page = await as('teacher02');
    await page.setViewportSize({ width: 1280, height: 900 });
    await go(page, timetable(8));
    await openForm(page, 'АЖ-25-11', 'Дүйсенбі');
    await page.selectOption('[name="kind"]', 'exchange');
    await page.waitForSelector('[data-region="partners"] .lq-pager');
    await quiet(page);
    const clear = page.locator('#lq-replacement-partner option:not([value=""])').first();
    expect(await clear.innerText()).not.to.include('қайшылық');
    await page.selectOption('#lq-replacement-partner', await clear.getAttribute('value'));
    await page.waitForSelector('[data-region="check"] .lq-clear');
    await page.fill('#lq-replacement-reason', 'Іссапар');
    await quiet(page);
    await expectNoFindings(page, 'exchange');
    const caseId = await save(page);
    await go(page, `#/cases/${caseId}`);
    expect(await page.locator('[data-region="content"] tbody tr').count()).to.equal(2);
  });

  it('withdrawn, the swap is undone for both', async () => {
    await decide('teacher02', swapId, 'withdraw');
    expect((await cards('teacher06', 4)).join()).not.to.include('Конференция');
    expect((await cards('teacher02', 4)).join()).not.to.include('Конференция');
  });

  it('no page met an error of a script or of the security policy', () => browser!.assertNoFaults());
});
