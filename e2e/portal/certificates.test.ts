/** From marking who came to a certificate that anyone can check, walked by its people in the portal. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Download, Page } from 'playwright-core';
import type { HeldTraining } from '../../companion/test/support/held-training.js';
import { pdfFile } from '../../companion/test/support/small-files.js';
import { findings } from '../support/accessibility.js';
import { go, onePageEach, openBrowser, picture, quiet, type OpenBrowser } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { signIn } from '../support/portal.js';
import { letSessionsEnd, openTraining } from '../support/held-trainings.js';
import { bytesOf } from '../support/screens.js';

const folder = fileURLToPath(new URL('../../var/test/certificates', import.meta.url));
const languages = ['kk', 'ru', 'en'] as const;
type Language = (typeof languages)[number];

describe('a certificate in the portal', function () {
  this.timeout(120_000);
  this.bail(true);
  let companion: Companion;
  let browser: OpenBrowser;
  let held: HeldTraining;
  let checkUrl: string;
  const as = onePageEach(async (login) => signIn(await browser.person(), companion.url, login));

  /** The screen in three languages and on a phone: nothing is found, nothing is wider than the screen, and pictures are kept. */
  async function lookAt(page: Page, name: string, prepare?: () => Promise<void>): Promise<void> {
    for (const language of languages) {
      await speak(page, language);
      await prepare?.();
      await picture(page, `certificates-${name}-${language}`);
      expect((await findings(page)).join('\n'), `${name} in ${language}`).to.equal('');
      expect(await page.locator('#qashyq').innerText(), `${name} in ${language}`).not.to.match(/\[\[|\{\$a/);
    }
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).to.be.at.most(0);
    expect((await findings(page)).join('\n'), `${name} on a phone`).to.equal('');
    await picture(page, `certificates-${name}-phone`);
    await page.setViewportSize({ width: 1280, height: 900 });
    await speak(page, 'kk');
    await prepare?.();
  }

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    [companion, browser] = await Promise.all([startCompanion(folder, await freePort()), openBrowser()]);
    held = await openTraining(folder, {
      people: ['teacher02', 'teacher03', 'teacher05', 'teacher06'],
      trainer: 'teacher04',
      sessions: 2,
      endsAt: Date.now() + 30 * 60_000,
      row: { attendance_percent: 50, needs_final_task: 1, certificate_months: 36 },
    });
  });
  after(async () => {
    await (browser as OpenBrowser | undefined)?.close();
    await (companion as Companion | undefined)?.stop();
  });

  const mark = (page: Page, login: string, status: string) =>
    page.click(`[data-application="${held.applications[login]}"][data-status="${status}"]`);
  const pressed = (page: Page, login: string) =>
    page.locator(`[data-application="${held.applications[login]}"][aria-pressed="true"]`).getAttribute('data-status');

  it('the trainer marks who came; an absence asks for its reason, and the last mark can be undone', async () => {
    const page = await as('teacher04');
    await go(page, `#/trainings/${held.trainingId}/attendance`);
    await mark(page, 'teacher02', 'present');
    await quiet(page);
    expect(await pressed(page, 'teacher02')).to.equal('present');
    await mark(page, 'teacher06', 'absent');
    await page.fill(`form[data-reason="${held.applications['teacher06']}"] input`, 'іссапарда');
    await page.keyboard.press('Enter');
    await page.waitForSelector(
      `[data-application="${held.applications['teacher06']}"][data-status="absent"][aria-pressed="true"]`,
    );
    await mark(page, 'teacher03', 'partly');
    await quiet(page);
    await page.click('[data-action="undo"]');
    await quiet(page);
    expect(
      await page.locator(`[data-application="${held.applications['teacher03']}"][aria-pressed="true"]`).count(),
    ).to.equal(0);
    expect(await page.locator('.lq-attendance').filter({ hasText: 'іссапарда' }).count()).to.equal(1);
    await lookAt(page, 'attendance');
  });

  it('the code on the wall changes by itself, and a teacher checks in by typing it', async () => {
    const wall = await as('teacher04');
    await go(wall, `#/trainings/${held.trainingId}/attendance`);
    await wall.click('a[href*="/code"]');
    await wall.waitForSelector('[data-region="letters"]');
    await quiet(wall);
    await lookAt(wall, 'code');
    const shown = () => wall.locator('[data-region="letters"]').innerText();
    const first = await shown();
    await wall.waitForFunction(
      (before) => document.querySelector('[data-region="letters"]')!.textContent !== before,
      first,
    );

    const page = await as('teacher03');
    await go(page, '#/check-in');
    await lookAt(page, 'check-in');
    await page.fill('input[name="code"]', 'AAAAAA');
    await page.click('.lq-checkin [type="submit"]');
    await page.waitForSelector('[data-region="problem-title"]');
    await page.fill('input[name="code"]', (await shown()).toLowerCase());
    await page.click('.lq-checkin [type="submit"]');
    await page.waitForSelector('.lq-checked-in');
    await quiet(page);
  });

  it('whoever scans the code is checked in by opening its address', async () => {
    const wall = await as('teacher04');
    const answer = await wall.evaluate(
      async ([trainingId, sessionId]) =>
        (await (
          await fetch(`/api/trainings/${trainingId}/sessions/${sessionId}/check-in-code?home=portal`)
        ).json()) as {
          code: string;
        },
      [held.trainingId, held.sessions[1]!.id] as const,
    );
    const page = await as('teacher05');
    await go(page, `#/check-in?session=${held.sessions[1]!.id}&code=${answer.code}`);
    await page.waitForSelector('.lq-checked-in');
    expect(page.url(), 'the code is spent').not.to.include(answer.code);
  });

  it('the department enters final tasks and settles the results', async () => {
    await letSessionsEnd(folder, held.trainingId);
    const page = await as('methodist');
    await go(page, `#/trainings/${held.trainingId}/results`);
    for (const login of ['teacher02', 'teacher03']) {
      await page.selectOption(`select[data-task="${held.applications[login]}"]`, 'passed');
      await quiet(page);
    }
    await lookAt(page, 'results');
    await confirm(page, '[data-action="finish"]');
    await page.waitForSelector('.lq-outcome:not([hidden])');
    await quiet(page);
    expect(await page.locator('.lq-state-outcome-completed').count()).to.equal(2);
    expect(await page.locator('.lq-state-outcome-attended').count()).to.equal(1);
    expect(await page.locator('.lq-state-outcome-missed').count()).to.equal(1);
  });

  it('certificates are issued for all at once, with a bar until their files are there', async () => {
    const page = await as('methodist');
    await go(page, `#/trainings/${held.trainingId}/certificates`);
    await confirm(page, '[data-action="issue"]');
    await page.waitForFunction(() => document.querySelectorAll('[data-action="certificate"]').length === 6);
    await quiet(page);
    expect(await page.locator('.lq-state-certificate-valid').count()).to.equal(2);
    await lookAt(page, 'issued');
    const archive = await saved(page, () => page.click('[data-action="zip"]'));
    expect((await bytesOf(archive)).subarray(0, 2).toString()).to.equal('PK');
    await go(page, '#/certificates?search=0001');
    expect(await page.locator('.lq-item').count()).to.equal(1);
    await lookAt(page, 'register');
  });

  let file: Buffer;

  it('the teacher finds and saves the certificate among «Менің сертификаттарым»', async () => {
    const page = await as('teacher02');
    await go(page, '#/trainings');
    await page.click('a[href="#/my-certificates"]');
    await page.waitForSelector('[data-action="certificate"]');
    await quiet(page);
    file = await bytesOf(await saved(page, () => page.click('[data-action="certificate"][data-locale="kk"]')));
    expect(file.subarray(0, 5).toString()).to.equal('%PDF-');
    checkUrl = (await page.getAttribute('[data-action="share"]', 'data-url'))!;
    await go(page, '#/notices');
    expect(await page.locator('.lq-item').filter({ hasText: 'ҚОБ-' }).count()).to.equal(1);
  });

  it('anyone checks it by its code: valid, and the file is as it was issued; a changed file is told apart', async () => {
    const context = await browser.person();
    const page = await context.newPage();
    for (const language of languages) {
      await page.goto(`${checkUrl}?lang=${language}`);
      await picture(page, `certificates-check-${language}`);
      expect((await findings(page)).join('\n'), language).to.equal('');
      expect(await page.locator('.portal-verdict-valid').count(), language).to.equal(1);
    }
    const offer = async (content: Buffer) => {
      await page.setInputFiles('#check-file', { name: 'a.pdf', mimeType: 'application/pdf', buffer: content });
      await page.waitForSelector('[data-said][data-kind]:not([data-kind="wait"])');
      return page.getAttribute('[data-said]', 'data-kind');
    };
    expect(await offer(file)).to.equal('same');
    const changed = Buffer.from(file);
    changed[changed.length >> 1]! ^= 1;
    expect(await offer(changed)).to.equal('changed');
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).to.be.at.most(0);
    await picture(page, 'certificates-check-phone');
    await page.goto(`${companion.url}/certificates?lang=kk`);
    await picture(page, 'certificates-check-form');
    expect((await findings(page)).join('\n')).to.equal('');
    await page.fill('#check-number', 'ҚОБ-2026-9999');
    await page.fill('#check-code', 'AAAA AAAA AAAA AAAA');
    await page.click('.portal-check-form button');
    await page.waitForSelector('.portal-verdict-none');
    expect((await findings(page)).join('\n')).to.equal('');
    await context.close();
  });

  it('a certificate from elsewhere is brought by the teacher, confirmed with fewer hours, and counts', async () => {
    const page = await as('teacher02');
    await go(page, '#/my-certificates');
    const openForm = () => page.click('summary:has-text("+"), details.lq-section summary');
    await openForm();
    await page.fill('[name="title"]', 'Цифрлық педагогика');
    await page.fill('[name="issuer"]', '«Өрлеу» БАҰО');
    await page.fill('[name="hours"]', '80');
    await page.fill('[name="from"]', '2026-01-12');
    await page.fill('[name="to"]', '2026-01-23');
    await page.setInputFiles('[name="file"]', {
      name: 'a.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(`<script>${' '.repeat(99)}`),
    });
    await page.click('.lq-outside-form [type="submit"]');
    await page.waitForSelector('[data-region="problem-title"]');
    expect(await page.inputValue('[name="title"]'), 'what was typed stays').to.equal('Цифрлық педагогика');
    await page.setInputFiles('[name="file"]', {
      name: 'сертификат.pdf',
      mimeType: 'application/pdf',
      buffer: pdfFile(),
    });
    await page.click('.lq-outside-form [type="submit"]');
    await page.waitForSelector('.lq-state-outside-submitted');
    await quiet(page);

    const methodist = await as('methodist');
    await go(methodist, '#/outside-certificates');
    await lookAt(methodist, 'outside');
    await methodist.fill('[data-outside] [name="hours"]', '40');
    await methodist.click('[data-outside] [value="confirm"]');
    await methodist.waitForSelector('.lq-outcome:not([hidden])');
    await go(page, '#/my-certificates');
    expect(await page.getAttribute('.lq-norm progress', 'value')).to.equal('112');
    await lookAt(page, 'mine');
  });

  it('who is short of the norm is listed, and another’s transcript opens from there', async () => {
    const page = await as('dldhead');
    await go(page, '#/training-norms?show=all');
    await page.click('details.lq-section summary');
    await page.fill('[data-norm="docent"] [name="hours"]', '36');
    await page.click('[data-norm="docent"] [type="submit"]');
    await page.waitForSelector('.lq-outcome:not([hidden])');
    await quiet(page);
    await lookAt(page, 'norms');
    const { id } = await (
      await as('teacher02')
    ).evaluate(async () => (await (await fetch('/api/me')).json()) as { id: number });
    await go(page, `#/transcripts/${id}`);
    expect(await page.locator('[data-action="ask-correct"]').count()).to.equal(2);
    await page.click('[data-action="ask-correct"] >> nth=0');
    await lookAt(page, 'transcript');
  });

  it('revoked with a reason, it says so since when to anyone who checks', async () => {
    const page = await as('methodist');
    await go(page, `#/trainings/${held.trainingId}/certificates`);
    await page.click('[data-action="ask-revoke"] >> nth=0');
    await page.fill('form[data-revoke]:not([hidden]) textarea', 'Аты қате жазылған');
    await page.click('form[data-revoke]:not([hidden]) [type="submit"]');
    await page.waitForSelector('.lq-state-certificate-revoked');
    await quiet(page);
    await lookAt(page, 'revoked');
    const context = await browser.person();
    const stranger = await context.newPage();
    await stranger.goto(`${checkUrl}?lang=kk`);
    expect(await stranger.locator('.portal-verdict-revoked').count()).to.equal(1);
    expect(await stranger.locator('body').innerText()).not.to.include('Аты қате жазылған');
    await picture(stranger, 'certificates-check-revoked');
    expect((await findings(stranger)).join('\n')).to.equal('');
    await context.close();
    const teacher = await as('teacher02');
    await go(teacher, '#/my-certificates');
    expect(await teacher.getAttribute('.lq-norm progress', 'value')).to.equal('40');
  });

  it('no page met an error of a script or of the security policy', () => browser.assertNoFaults());
});

/** Changes the language of the person, if it is another one. */
async function speak(page: Page, language: Language): Promise<void> {
  if ((await page.getAttribute('html', 'lang')) === language) return;
  await page.click(`.portal-language[value="${language}"]`);
  await page.waitForSelector(`html[lang="${language}"]`);
  await quiet(page);
}

/** Presses a button and says yes to the question. */
async function confirm(page: Page, button: string): Promise<void> {
  await page.click(button);
  await page.click('dialog button[value="save"], .modal.show [data-action="save"]');
  await quiet(page);
}

/** What the browser saves when this is done. */
async function saved(page: Page, press: () => Promise<void>): Promise<Download> {
  const coming = page.waitForEvent('download');
  await press();
  return coming;
}
