/** The department runs a training in the portal: writes it with faults, corrects them, announces, is met by a colleague, clones and cancels. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { go, openBrowser, picture, quiet, type OpenBrowser } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { signIn } from '../support/portal.js';
import { announce, day, fillTraining } from '../support/trainings.js';

const folder = fileURLToPath(new URL('../../var/test/training-office', import.meta.url));

describe('the department runs trainings in the portal', function () {
  this.timeout(180_000);
  let companion: Companion | undefined;
  let browser: OpenBrowser | undefined;
  let methodist: Page;
  let head: Page;
  let trainingId = 0;

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    [companion, browser] = await Promise.all([startCompanion(folder, await freePort()), openBrowser()]);
    methodist = await signIn(await browser.person(), companion.url, 'methodist');
    head = await signIn(await browser.person(), companion.url, 'dldhead');
  });
  after(async () => {
    browser?.assertNoFaults();
    await browser?.close();
    await companion?.stop();
  });

  const outcome = (page: Page) => page.locator('[data-region="outcome"]').innerText();

  it('a teacher finds no way there', async () => {
    const teacher = await signIn(await browser!.person(), companion!.url, 'teacher03');
    await go(teacher, '#/trainings');
    expect(await teacher.locator('a[href="#/trainings/manage"]').count()).to.equal(0);
    await go(teacher, '#/trainings/manage');
    expect(await teacher.locator('.lq-problem-noright').count()).to.equal(1);
  });

  it('wrong fields are told all at once, each at its place, and lead there; what was typed stays', async () => {
    await go(methodist, '#/trainings/manage');
    await methodist.click('a[href="#/trainings/manage/new"]');
    await quiet(methodist);
    await methodist.fill('[name="title.kk"]', 'Тест тапсырмаларын әзірлеу');
    await methodist.fill('[name="hours"]', '-3');
    await methodist.click('[data-action="add-session"]');
    await quiet(methodist);
    expect(await methodist.evaluate(() => document.activeElement?.getAttribute('name'))).to.equal('sessions.0.date');
    await methodist.fill('[name="sessions.0.date"]', day(20));
    await methodist.fill('[name="sessions.0.starts"]', '12:00');
    await methodist.fill('[name="sessions.0.link"]', 'javascript:alert(1)');
    await methodist.click('form button[type="submit"]');
    await methodist.waitForSelector('[data-region="faults"] .lq-remarks');
    await quiet(methodist);
    const wrong = await methodist
      .locator('.is-invalid')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name));
    expect(wrong).to.deep.equal(['hours', 'sessions.0.ends', 'sessions.0.link']);
    expect(await methodist.inputValue('[name="sessions.0.starts"]')).to.equal('12:00');
    await methodist.click('[data-region="faults"] [data-field="sessions.0.ends"]');
    expect(await methodist.evaluate(() => document.activeElement?.getAttribute('name'))).to.equal('sessions.0.ends');
    await picture(methodist, 'training-faults');
  });

  it('a draft with gaps is kept and says what is missing before it is announced', async () => {
    await methodist.fill('[name="hours"]', '36');
    await methodist.fill('[name="sessions.0.ends"]', '13:40');
    await methodist.fill('[name="sessions.0.link"]', '');
    await methodist.click('form button[type="submit"]');
    await methodist.waitForURL(/#\/trainings\/manage\/\d+$/);
    await quiet(methodist);
    trainingId = Number(/(\d+)$/.exec(methodist.url())![1]);
    const obstacles = await methodist
      .locator('.lq-obstacles [data-field]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['field']));
    expect(obstacles).to.include.members(['title.ru', 'seats', 'trainers', 'sessions.0.room', 'applyUntil']);
    await go(methodist, `#/trainings/manage/${trainingId}`);
    const seats = await methodist.locator('[data-region="form"] [name="seats"]').getAttribute('id');
    const label = await methodist.locator(`label[for="${seats}"]`).innerText();
    expect(await methodist.locator('.lq-obstacles [data-field="seats"]').innerText()).to.match(
      new RegExp(`^${label}: `),
    );
  });

  it('trainers come from the house or from outside, and go again', async () => {
    await methodist.fill('#lq-trainer', 'Омаров');
    await methodist.click('[data-region="picker-find"]');
    await methodist.waitForSelector('[name="personId"]:checked');
    await methodist.click('[data-action="add-trainer"]');
    await quiet(methodist);
    await methodist.fill('[data-region="outside"]', 'Гость Семинара');
    await methodist.click('[data-action="add-outside"]');
    await quiet(methodist);
    const names = () => methodist.locator('form .lq-item-title').allInnerTexts();
    expect(await names()).to.have.length(2);
    expect((await names())[0]).to.match(/Омаров/);
    await methodist.click('[data-action="remove-trainer"][data-index="1"]');
    await quiet(methodist);
    expect(await names()).to.have.length(1);
  });

  it('complete, it is announced after one question, and stands in the catalogue', async () => {
    await fillTraining(methodist, { seats: '2' });
    await announce(methodist);
    expect(await methodist.locator('.lq-head .lq-state-training-announced').count()).to.equal(1);
    await picture(methodist, 'training-editor');
    await go(methodist, '#/trainings/manage?state=announced');
    expect(await methodist.locator(`a[href="#/trainings/manage/${trainingId}"]`).count()).to.equal(1);
    await picture(methodist, 'training-office');
  });

  it('who saves an older version learns who was faster, and loses nothing', async () => {
    await go(methodist, `#/trainings/manage/${trainingId}`);
    await go(head, `#/trainings/manage/${trainingId}`);
    await head.fill('[name="seats"]', '5');
    await head.click('form button[type="submit"]');
    await head.waitForSelector('[data-region="outcome"]:not([hidden])');
    await methodist.fill('[name="about.kk"]', 'Екі күндік оқыту');
    await methodist.click('form button[type="submit"]');
    await methodist.waitForSelector('[data-region="stale"]:not([hidden])');
    expect(await methodist.locator('[data-region="stale-text"]').innerText()).to.match(/Досмагамбет/);
    expect(await methodist.inputValue('[name="about.kk"]')).to.equal('Екі күндік оқыту');
    await methodist.click('[data-action="theirs"]');
    await quiet(methodist);
    expect([
      await methodist.inputValue('[name="seats"]'),
      await methodist.inputValue('[name="about.kk"]'),
    ]).to.deep.equal(['5', '']);
  });

  it('a further run is a draft on other dates; a whole year is looked at before it is copied, and copied once', async () => {
    await methodist.click('summary[data-focus="clone"]');
    await methodist.fill('[data-region="clone-on"]', day(60));
    await methodist.click('[data-action="clone"]');
    await methodist.waitForURL((url) => !url.href.endsWith(`/${trainingId}`));
    await quiet(methodist);
    expect(await methodist.inputValue('[name="sessions.0.date"]')).to.equal(day(60));

    const year = day(20).slice(0, 4);
    await go(methodist, `#/trainings/manage/year?year=${year}`);
    await picture(methodist, 'training-year');
    await methodist.click('[data-action="go"]');
    await methodist.waitForSelector('[data-region="outcome"]:not([hidden])');
    await quiet(methodist);
    expect(await methodist.locator('[data-action="go"]').count()).to.equal(0);
  });

  it('cancelling asks for a reason and shows it afterwards', async () => {
    await go(methodist, `#/trainings/manage/${trainingId}`);
    await methodist.click('summary[data-focus="cancelling"]');
    await methodist.click('[data-action="cancel"]');
    await methodist.waitForSelector('[name="reason"].is-invalid');
    await methodist.fill('[name="reason"]', 'Оқытушы ауырып қалды');
    await methodist.click('[data-action="cancel"]');
    await methodist.waitForSelector('.lq-state-training-cancelled');
    await quiet(methodist);
    expect(await outcome(methodist)).to.not.equal('');
    expect(await methodist.locator('.lq-problem').innerText()).to.include('Оқытушы ауырып қалды');
    expect(await methodist.locator('form button[type="submit"]').count()).to.equal(0);
  });
});
