/** The journey in a real Moodle, made by the project's own commands from the checkout that MOODLE_DIR names. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { go, picture, quiet } from '../support/browser.js';
import { freePort, run, startCompanion, type Companion } from '../support/commands.js';
import { approvers, walkJourney } from '../support/journey.js';
import * as screens from '../support/screens.js';
import { changed, facultyWeek } from '../support/timetable.js';
import { announce, fillTraining } from '../support/trainings.js';

/** Of the site and its companion; each checkout has its own. */
const folder = process.env['QASHYQ_E2E_FOLDER'] ?? fileURLToPath(new URL('../../var/test/journey', import.meta.url));
/** Told by scripts/moodle. */
const password = 'Qashyq-2026';

describe('a schedule in Moodle', function () {
  this.timeout(300_000);
  this.bail(true);
  let companion: Companion | undefined;
  let companionPort: number;
  let wwwroot: string;

  const walk = walkJourney(async () => {
    const moodle = { QASHYQ_MOODLE_PORT: String(await freePort()) };
    companionPort = await freePort();
    await run(folder, companionPort, 'scripts/moodle', ['down']);
    rmSync(folder, { recursive: true, force: true });
    companion = await startCompanion(folder, companionPort);
    await run(folder, companionPort, 'scripts/moodle', [], moodle);
    wwwroot = `http://127.0.0.1:${moodle.QASHYQ_MOODLE_PORT}`;
    return { name: 'moodle', enter: (context: BrowserContext, login: string) => enterScreens(context, wwwroot, login) };
  });
  after(async () => {
    await run(folder, companionPort, 'scripts/moodle', ['down']);
    await companion?.stop();
  });

  /** Every calendar event of ours: its id, and all that Moodle keeps of it. */
  async function storedEvents(): Promise<Map<string, string>> {
    const query = `select id, concat_ws('|', name, description, location, timestart, timeduration, groupid, timemodified)
      from mdl_event where component = 'local_qashyq' order by id`;
    const script =
      'source scripts/lib/common.sh; source scripts/lib/mariadb.sh; mariadb_run "$var/moodle/mariadb" moodle -Nse "$1"';
    const rows = await run(folder, companionPort, 'bash', ['-c', script, 'bash', query]);
    return new Map(
      rows
        .trim()
        .split('\n')
        .filter((row) => row !== '')
        .map((row) => row.split('\t') as [string, string]),
    );
  }

  it('the approved edition is published to the calendar', async () => {
    const page = await walk.as('dldhead');
    await screens.awaitState(page, walk.caseId, 'published');
    await go(page, '#/effects');
    expect(await page.locator('.lq-state-effect-parked').count()).to.equal(0);
    await picture(page, 'moodle-effects');
    // One event for each lesson of the week; the lecture for two groups is one of the whole course.
    expect((await storedEvents()).size).to.equal(facultyWeek().length);
  });

  it('learners and the teacher see the lesson in Moodle’s calendar, with its place, and cannot change it', async () => {
    for (const login of ['learner001', 'teacher02']) {
      const page = await enterMoodle(await walk.browser.person(), wwwroot, login);
      const events = await eventsOfDay(page, wwwroot, '2026-10-12');
      // The teacher of a course also sees what its other groups have that day; a learner sees the own group alone.
      expect(events, login).to.have.length(login === 'learner001' ? 1 : 2);
      const lecture = events.find((event) => event.includes('АЖ-25-11'))!;
      expect(lecture, login).to.include('Бағдарламалау негіздері').and.to.include('Жұмабеков');
      expect(await page.locator('.event [data-action="edit"], .event [data-action="delete"]').count(), login).to.equal(
        0,
      );
      await picture(page, `moodle-calendar-${login}`);
      await page.context().close();
    }
  });

  it('a learner of another group does not see it', async () => {
    const page = await enterMoodle(await walk.browser.person(), wwwroot, 'learner156');
    expect(await eventsOfDay(page, wwwroot, '2026-10-12')).to.deep.equal([]);
    await page.context().close();
  });

  it('publishing again by hand changes nothing', async () => {
    const before = await storedEvents();
    const page = await walk.as('dldhead');
    await republish(page, walk.caseId);
    expect(await storedEvents()).to.deep.equal(before);
  });

  it('a corrected edition changes the event of its changed line alone, and every event keeps its id', async () => {
    const before = await storedEvents();
    const author = await walk.as('dispatcher1');
    await go(author, `#/cases/${walk.caseId}`);
    await screens.decide(author, 'revise');
    await go(author, `#/schedules/import?caseId=${walk.caseId}`);
    // As published, but the first lecture is held on campus.
    const corrected = changed(changed(facultyWeek(), 1, { room: '1-307' }), 0, { room: '1-110' });
    await screens.checkFile(author, corrected);
    await screens.applyImport(author);
    await screens.decide(author, 'submit');
    for (const login of [...approvers, 'vicerector']) {
      const page = await walk.as(login);
      await go(page, `#/cases/${walk.caseId}`);
      const action = login === 'vicerector' ? 'approve' : 'agree';
      if (await page.locator(`[data-case-action="${action}"]`).count()) await screens.decide(page, action);
    }
    await screens.awaitState(author, walk.caseId, 'published');

    const after = await storedEvents();
    expect([...after.keys()]).to.deep.equal([...before.keys()]);
    const differing = [...after].filter(([id, event]) => before.get(id) !== event).map(([, event]) => event);
    expect(differing).to.have.length(1);
    expect(differing[0]).to.include('1-110');
  });

  it('the author found the outcome among Moodle’s own notifications', async () => {
    const page = await enterMoodle(await walk.browser.person(), wwwroot, 'dispatcher1');
    await page.goto(`${wwwroot}/message/output/popup/notifications.php`);
    await page.waitForSelector('[data-region="notification-content-item-container"]');
    await picture(page, 'moodle-notifications');
    await page.context().close();
  });

  /** State of a person in a course of Moodle: `0` is active; empty: not enrolled. */
  async function enrolment(login: string, course: string): Promise<string> {
    const query = `select ue.status from mdl_user_enrolments ue join mdl_enrol e on e.id = ue.enrolid
      join mdl_course c on c.id = e.courseid join mdl_user u on u.id = ue.userid
      where c.idnumber = '${course}' and u.username = '${login}'`;
    const script =
      'source scripts/lib/common.sh; source scripts/lib/mariadb.sh; mariadb_run "$var/moodle/mariadb" moodle -Nse "$1"';
    return (await run(folder, companionPort, 'bash', ['-c', script, 'bash', query])).trim();
  }
  async function awaitEnrolment(login: string, course: string, wanted: string): Promise<void> {
    for (let left = 30; left > 0 && (await enrolment(login, course)) !== wanted; left--)
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await enrolment(login, course)).to.equal(wanted);
  }
  let trainingId = 0;

  it('the department writes and announces a training with a Moodle course, inside Moodle', async () => {
    const page = await walk.as('methodist');
    await go(page, '#/trainings/manage/new');
    await page.fill('[name="title.kk"]', 'Тест тапсырмаларын әзірлеу');
    await page.fill('[name="moodleCourse"]', 'D01');
    await page.fill('[data-region="outside"]', 'Гость Семинара');
    await page.click('[data-action="add-outside"]');
    await quiet(page);
    await page.click('[data-action="add-session"]');
    await quiet(page);
    await fillTraining(page);
    // Only what is kept can be announced.
    await page.click('form button[type="submit"]');
    await page.waitForURL(/#\/trainings\/manage\/\d+$/);
    await quiet(page);
    await announce(page);
    trainingId = Number(/(\d+)$/.exec(page.url())![1]);
    await picture(page, 'moodle-training-editor');
  });

  it('a teacher applies inside Moodle, and the worker enrols them into the course', async () => {
    expect(await enrolment('teacher12', 'D01')).to.equal('');
    const page = await walk.as('teacher12');
    await go(page, `#/trainings/${trainingId}`);
    await page.click('[data-region="apply"]');
    await page.waitForSelector('[data-action="cancel"]');
    await quiet(page);
    await awaitEnrolment('teacher12', 'D01', '0');
    await page.goto(`${wwwroot}/my/courses.php`);
    await page.waitForSelector('a[href*="/course/view.php"]');
    expect(await page.locator('a:has-text("Бағдарламалау негіздері")').count()).to.be.above(0);
  });

  it('who gives the seat up is unenrolled', async () => {
    const page = await enterScreens(await walk.browser.person(), wwwroot, 'teacher12');
    await go(page, `#/trainings/${trainingId}`);
    await page.click('[data-action="cancel"]');
    await page.click('dialog button[value="save"], .modal.show [data-action="save"]');
    await page.waitForSelector('[data-region="apply"]');
    await awaitEnrolment('teacher12', 'D01', '');
    const department = await walk.as('dldhead');
    await go(department, '#/effects');
    expect(await department.locator('.lq-state-effect-parked').count()).to.equal(0);
  });

  it('no page met an error of a script', () => walk.browser.assertNoFaults());
});

/** Presses "publish again" on the case and waits until no work is left. */
async function republish(page: Page, caseId: number): Promise<void> {
  await go(page, `#/cases/${caseId}`);
  await page.click('.lq-menu summary');
  await page.click('[data-action="republish"]');
  await page.waitForSelector('[data-region="outcome"]');
  for (let left = 60; left > 0; left--) {
    await go(page, '#/effects');
    if ((await page.locator('.lq-state-effect-ready, .lq-state-effect-leased').count()) === 0) break;
    await page.waitForTimeout(500);
  }
  const newest = await page.locator('[data-effect] .lq-state').first().getAttribute('class');
  expect(newest).to.include('lq-state-effect-done');
}

/** Signs in by Moodle's form, sent without the browser: its password field is redrawn by a script and may lose what was typed. */
async function enterMoodle(context: BrowserContext, wwwroot: string, login: string): Promise<Page> {
  const form = await (await context.request.get(`${wwwroot}/login/index.php`)).text();
  const logintoken = /name="logintoken" value="([^"]+)"/.exec(form)![1]!;
  const answer = await context.request.post(`${wwwroot}/login/index.php`, {
    form: { username: login, password, logintoken, anchor: '' },
  });
  expect(await answer.text(), `sign-in as ${login}`).not.to.include('name="logintoken"');
  return context.newPage();
}

async function enterScreens(context: BrowserContext, wwwroot: string, login: string): Promise<Page> {
  const page = await enterMoodle(context, wwwroot, login);
  await page.goto(`${wwwroot}/local/qashyq/index.php#/inbox`);
  await quiet(page);
  return page;
}

/** What the calendar shows this person on a day: one text for each event. */
async function eventsOfDay(page: Page, wwwroot: string, day: string): Promise<string[]> {
  const noon = Date.parse(`${day}T12:00:00+05:00`) / 1000;
  await page.goto(`${wwwroot}/calendar/view.php?view=day&time=${noon}`);
  await page.waitForSelector('[data-region="day"], .calendarwrapper');
  return page.locator('.event[data-event-id]').allInnerTexts();
}
