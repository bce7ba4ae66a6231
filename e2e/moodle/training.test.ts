/** A training with a Moodle course, run and visited inside Moodle: from its announcement to a certificate that anyone can check. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { go, onePageEach, openBrowser, picture, quiet, type OpenBrowser } from '../support/browser.js';
import { letSessionsEnd } from '../support/held-trainings.js';
import * as screens from '../support/screens.js';
import { announce, fillTraining } from '../support/trainings.js';
import { eventually, theSite, type Site } from './site.js';

/** A discipline that nobody teaches in the demo week: who is in its course is there for the training. */
const course = 'D20';
/** The person of the house who holds the training. */
const trainer = 'teacher05';

describe('a training in Moodle', function () {
  this.timeout(180_000);
  this.bail(true);
  let site: Site;
  let browser: OpenBrowser;
  let trainingId = 0;
  let checkUrl = '';
  const as = onePageEach(async (login) => site.enterScreens(await browser.person(), login));

  before(async () => {
    [site, browser] = [await theSite(), await openBrowser()];
  });
  after(async () => {
    await (browser as OpenBrowser | undefined)?.close();
  });

  const openTraining = async (login: string, place = '') => {
    const page = await as(login);
    await go(page, `#/trainings/${trainingId}${place}`);
    return page;
  };
  /** Archetype of the role and state of each enrolment of a person in the course, e.g. `student 0`: 0 is active. Empty: not enrolled. */
  const enrolment = async (login: string) =>
    (
      await site.query(`select r.archetype, ue.status from mdl_user_enrolments ue join mdl_enrol e on e.id = ue.enrolid
        join mdl_course c on c.id = e.courseid join mdl_user u on u.id = ue.userid
        join mdl_context x on x.instanceid = c.id and x.contextlevel = 50
        join mdl_role_assignments a on a.contextid = x.id and a.userid = u.id join mdl_role r on r.id = a.roleid
        where c.idnumber = '${course}' and u.username = '${login}'`)
    )
      .map((fields) => fields.join(' '))
      .join();
  const yes = (page: Page) => page.click('.modal.show [data-action="save"]');

  it('the department writes it with a trainer of the house and announces it; the trainer teaches the course', async () => {
    const page = await as('methodist');
    await go(page, '#/trainings/manage/new');
    await page.fill('[name="title.kk"]', 'Тест тапсырмаларын әзірлеу');
    await page.fill('[name="moodleCourse"]', course);
    await page.fill('#lq-trainer', 'Омаров');
    await page.click('[data-region="picker-find"]');
    await page.waitForSelector('[name="personId"]:checked');
    await page.click('[data-action="add-trainer"]');
    await quiet(page);
    await page.click('[data-action="add-session"]');
    await quiet(page);
    await fillTraining(page, { seats: '5' }, 'chairHead');
    // Only what is kept can be announced.
    await page.click('form button[type="submit"]');
    await page.waitForURL(/#\/trainings\/manage\/\d+$/);
    await quiet(page);
    await announce(page);
    trainingId = Number(/(\d+)$/.exec(page.url())![1]);
    await picture(page, 'moodle-training-editor');
    await eventually(() => enrolment(trainer), 'teacher 0');
  });

  it('three teachers apply; nobody is in the course before their head has decided', async () => {
    for (const login of ['teacher02', 'teacher03', 'teacher04']) {
      const page = await openTraining(login);
      await page.click('[data-region="apply"]');
      await page.waitForSelector('.lq-state-inagreement');
    }
    const head = await as('teacher01');
    await go(head, '#/trainings/applications');
    expect(await head.locator('[data-action="agree"]').count()).to.equal(3);
    expect(await head.textContent('.lq-nav .active .lq-count')).to.equal('3');
    await picture(head, 'moodle-training-decide');
    for (const login of ['teacher02', 'teacher03', 'teacher04']) expect(await enrolment(login), login).to.equal('');
  });

  it('the head agrees to two and declines one with a reason; the two are enrolled and find the course', async () => {
    const head = await as('teacher01');
    for (const left of [2, 1]) {
      await head.click('[data-action="agree"] >> nth=0');
      await head.waitForFunction((count) => document.querySelectorAll('[data-action="agree"]').length === count, left);
      await quiet(head);
    }
    await head.click('[data-action="decline"]');
    await head.fill('.lq-training-reason textarea', 'Сессия апталығы');
    await head.click('.lq-training-reason button[type="submit"]');
    await head.waitForSelector('.lq-empty');
    await eventually(() => enrolment('teacher02'), 'student 0');
    await eventually(() => enrolment('teacher03'), 'student 0');
    expect(await enrolment('teacher04')).to.equal('');
    const declined = await openTraining('teacher04');
    expect(await declined.textContent('[data-region="place"]')).to.include('Сессия апталығы');
    const page = await site.enter(await browser.person(), 'teacher02');
    await page.goto(`${site.wwwroot}/my/courses.php`);
    await page.locator('a:has-text("Қазақстан тарихы")').first().click();
    await page.waitForURL(/\/course\/view\.php/);
    await page.context().close();
  });

  it('who gives the seat up is unenrolled', async () => {
    const page = await openTraining('teacher03');
    await page.click('[data-action="cancel"]');
    await yes(page);
    await page.waitForSelector('[data-region="apply"]');
    await eventually(() => enrolment('teacher03'), '');
  });

  it('the trainer marks who came', async () => {
    await letSessionsEnd(site.folder, trainingId);
    const page = await openTraining(trainer, '/attendance');
    await page.click('.lq-attendance-present');
    await page.waitForSelector('.lq-attendance-present[aria-pressed="true"]');
    await quiet(page);
    await picture(page, 'moodle-training-attendance');
  });

  it('the department settles the results, and Moodle counts the course as completed by who completed the training', async () => {
    const completions = async () =>
      (
        await site.query(`select u.username from mdl_course_completions p join mdl_user u on u.id = p.userid
          join mdl_course c on c.id = p.course where c.idnumber = '${course}' and p.timecompleted > 0`)
      )
        .flat()
        .join();
    expect(await completions()).to.equal('');
    const page = await openTraining('methodist', '/results');
    await page.selectOption('select[data-task]', 'passed');
    await page.waitForSelector('.lq-state-outcome-completed');
    await quiet(page);
    await page.click('[data-action="finish"]');
    await yes(page);
    await page.waitForSelector('.lq-head .lq-state-published');
    await quiet(page);
    await eventually(completions, 'teacher02');
    expect(await enrolment('teacher02')).to.equal('student 0');
  });

  it('certificates are issued, and the teacher hears of theirs among Moodle’s notifications', async () => {
    const page = await openTraining('methodist', '/certificates');
    await page.click('[data-action="issue"]');
    await yes(page);
    await page.waitForFunction(() => document.querySelectorAll('[data-action="certificate"]').length === 3, null, {
      timeout: 60_000,
    });
    await picture(page, 'moodle-training-certificates');
    const told = () =>
      site
        .query(
          `select count(*) from mdl_notifications n join mdl_user u on u.id = n.useridto
            where u.username = 'teacher02' and n.component = 'local_qashyq' and n.fullmessage like '%ҚОБ-%'`,
        )
        .then((rows) => rows[0]![0]);
    // Told when it is printed, in three languages.
    await eventually(told, '1', 90);
  });

  it('the teacher saves the certificate inside Moodle, and anyone finds it valid at its public address', async () => {
    const page = await as('teacher02');
    await go(page, '#/trainings');
    await page.click('a[href="#/my-certificates"]');
    await page.waitForSelector('[data-action="certificate"]');
    await quiet(page);
    await picture(page, 'moodle-my-certificates');
    const coming = page.waitForEvent('download');
    await page.click('[data-action="certificate"][data-locale="kk"]');
    const file = await screens.bytesOf(await coming);
    expect(file.subarray(0, 5).toString()).to.equal('%PDF-');
    checkUrl = (await page.getAttribute('[data-action="share"]', 'data-url'))!;
    expect(checkUrl).to.satisfy((url: string) => url.startsWith(site.companion));
    const stranger = await browser.person();
    const check = await stranger.newPage();
    await check.goto(`${checkUrl}?lang=kk`);
    expect(await check.locator('.portal-verdict-valid').count()).to.equal(1);
    await check.setInputFiles('#check-file', { name: 'a.pdf', mimeType: 'application/pdf', buffer: file });
    await check.waitForSelector('[data-said][data-kind="same"]');
    await stranger.close();
  });

  it('nothing is parked, and no page met an error of a script', async () => {
    const page = await as('methodist');
    await go(page, '#/effects');
    expect(await page.locator('.lq-state-effect-parked').count()).to.equal(0);
    browser.assertNoFaults();
  });
});
