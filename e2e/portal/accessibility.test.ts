/** Every screen of the portal before the rules of accessibility, wide and narrow, as the person who has something there. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CaseAction } from '@qashyq/shared-types';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectTabReachesAll, findings } from '../support/accessibility.js';
import { go, onePageEach, openBrowser, quiet, type OpenBrowser } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { approvers } from '../support/journey.js';
import { signIn } from '../support/portal.js';
import * as screens from '../support/screens.js';
import { changed, facultyWeek } from '../support/timetable.js';

const folder = fileURLToPath(new URL('../../var/test/accessibility', import.meta.url));
const widths = [1280, 360];
const languages = ['kk', 'ru', 'en'] as const;

const week = facultyWeek();
const unknownTeacher = changed(week, 1, { teacher: 'T99' });
/** The fifth lesson again in another place at the same time. */
const twicePlaced = [
  ...week,
  { lesson: { ...week[4]!.lesson, groups: ['АЖ-24-11'], firstSlot: 3, lastSlot: 4, room: '1-307' }, weeks: '7' },
];

describe('the portal for everybody', function () {
  this.timeout(120_000);
  let companion: Companion | undefined;
  let browser: OpenBrowser | undefined;
  let caseId = 0;
  let examId = 0;
  const as = onePageEach(async (login) => signIn(await browser!.person(), companion!.url, login));

  async function decide(login: string, action: CaseAction): Promise<void> {
    const page = await as(login);
    await go(page, `#/cases/${caseId}`);
    await screens.decide(page, action);
  }

  /** One edition is approved, its publication parked for want of a Moodle; the next waits for the heads, and one of them hands over. */
  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    [companion, browser] = await Promise.all([startCompanion(folder, await freePort()), openBrowser()]);
    const dispatcher = await as('dispatcher1');
    await go(dispatcher, '#/schedules/import');
    await screens.checkFile(dispatcher, week);
    caseId = await screens.applyImport(dispatcher);
    await decide('dispatcher1', 'submit');
    for (const login of approvers) await decide(login, 'agree');
    await decide('vicerector', 'approve');
    await decide('dispatcher1', 'revise');
    await go(dispatcher, `#/schedules/import?caseId=${caseId}`);
    await screens.checkFile(dispatcher, changed(week, 1, { room: '1-307' }));
    await screens.applyImport(dispatcher);
    await decide('dispatcher1', 'submit');
    await go(dispatcher, '#/schedules/import?kind=interimAttestationSchedule');
    await screens.checkExample(dispatcher, 'exams-f1-corrected.csv');
    examId = await screens.applyImport(dispatcher);
  });
  after(async () => {
    await browser?.close();
    await companion?.stop();
  });

  async function expectNoFindings(page: Page): Promise<void> {
    const found: string[] = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await findings(page)).map((finding) => `${width} px: ${finding}`));
    }
    expect(found.join('\n')).to.equal('');
  }

  /** A door of the portal, which needs nobody: its address, and what is done there first. */
  const doors: [name: string, address: string, prepare?: (page: Page) => Promise<void>][] = [
    ['the way in', '/?lang=kk'],
    ['the page after signing out', '/saml/signed-out?lang=ru'],
    ['an error', '/nowhere'],
    [
      'the list of the development identity provider',
      '/?lang=ru',
      async (page) => {
        await page.click('[data-keeps-place]');
        await page.waitForSelector('button[name="login"]');
      },
    ],
  ];
  for (const [name, address, prepare] of doors)
    it(`${name}: nothing is found`, async () => {
      const context = await browser!.person();
      const page = await context.newPage();
      await page.goto(companion!.url + address);
      await prepare?.(page);
      await expectNoFindings(page);
      await context.close();
    });

  /** A screen, its reader and its place; what is done there first. */
  const places: [name: string, login: string, place: () => string, prepare?: (page: Page) => Promise<unknown>][] = [
    ['the inbox', 'teacher01', () => '#/inbox'],
    ['a case that waits for me', 'teacher01', () => `#/cases/${caseId}`],
    ['the panel of a decision', 'teacher01', () => `#/cases/${caseId}`, openReturn],
    ['the question before a decision', 'teacher01', () => `#/cases/${caseId}`, openQuestion],
    [
      'a case of mine with its menu',
      'dispatcher1',
      () => `#/cases/${caseId}`,
      (page) => page.click('.lq-menu summary'),
    ],
    ['the changes between editions', 'teacher01', () => `#/cases/${caseId}/changes`],
    ['the week as a grid', 'teacher01', () => `#/cases/${caseId}/content?as=grid`],
    ['the week as a list', 'teacher01', () => `#/cases/${caseId}/content?as=list`],
    ['the schedules', 'dispatcher1', () => '#/schedules'],
    ['the import', 'dispatcher1', () => '#/schedules/import'],
    [
      'an import with faults',
      'dispatcher1',
      () => '#/schedules/import',
      (page) => screens.checkFile(page, unknownTeacher),
    ],
    [
      'an import with clashes',
      'dispatcher1',
      () => '#/schedules/import',
      (page) => screens.checkFile(page, twicePlaced),
    ],
    ['exams by date', 'dispatcher1', () => `#/cases/${examId}`],
    ['exams over the whole width', 'dispatcher1', () => `#/cases/${examId}/content`],
    [
      'an import of exams with faults and clashes',
      'dispatcher1',
      () => '#/schedules/import?kind=interimAttestationSchedule',
      (page) => screens.checkExample(page, 'exams-f1.csv'),
    ],
    ['the form of a line', 'dispatcher2', () => '#/schedules/import', openLineForm],
    ['my timetable', 'teacher01', () => '#/my-timetable'],
    ['the calendar', 'dldhead', () => '#/calendar'],
    [
      'the form of a day off',
      'dldhead',
      () => '#/calendar',
      (page) => press(page, '[data-action="add-day"]', '.lq-calendar-form'),
    ],
    [
      'the form of the limits of exams',
      'dldhead',
      () => '#/calendar',
      (page) => press(page, '[data-action="edit-limits"] >> nth=0', '.lq-calendar-form'),
    ],
    ['the overview', 'dldhead', () => '#/overview'],
    ['the routes', 'dldhead', () => '#/routes'],
    ['the editor of a route', 'dldhead', () => '#/routes', openRoute],
    ['the delegations', 'teacher01', () => '#/delegations', delegate],
    [
      'background work that is parked',
      'methodist',
      () => '#/effects',
      (page) => page.waitForSelector('.lq-state-effect-parked'),
    ],
    ['the notices', 'dispatcher1', () => '#/notices', (page) => page.waitForSelector('.lq-item')],
    ['my data', 'teacher01', () => '#/my-data'],
    ['everybody who read my data', 'auditor', () => '#/my-data/reads'],
    ['the journal of reads', 'auditor', () => '#/read-journal', lookUp],
    ['the roles', 'dldhead', () => '#/roles', giveAndEnd],
    ['the deputies by order', 'hrhead', () => '#/deputies', lookUp],
    ['the history of roles', 'hrhead', () => '#/roles/changes'],
    ['a case that is not there', 'teacher01', () => '#/cases/999999'],
  ];
  for (const [index, [name, login, place, prepare]] of places.entries()) {
    const language = languages[index % languages.length]!;
    it(`${name}, in ${language}: nothing is found`, async () => {
      const page = await as(login);
      await page.setViewportSize({ width: 1280, height: 900 });
      await go(page, place());
      await speak(page, language);
      await prepare?.(page);
      await expectNoFindings(page);
    });
  }

  it('Tab reaches every control of a case with its panel open, in their order, and shows where it is', async () => {
    const page = await as('teacher01');
    await page.setViewportSize({ width: 1280, height: 900 });
    await go(page, `#/cases/${caseId}`);
    await openReturn(page);
    await expectTabReachesAll(page);
  });

  it('Tab reaches every control of the editor of a route, in their order, and shows where it is', async () => {
    const page = await as('dldhead');
    await page.setViewportSize({ width: 1280, height: 900 });
    await go(page, '#/routes');
    await openRoute(page);
    await expectTabReachesAll(page);
  });
});

/** Changes the language of the person, if it is another one. */
async function speak(page: Page, language: string): Promise<void> {
  if ((await page.getAttribute('html', 'lang')) === language) return;
  await page.click(`.portal-language[value="${language}"]`);
  await page.waitForSelector(`html[lang="${language}"]`);
  await quiet(page);
}

/** Looks somebody up, so that the people found stand there. */
async function lookUp(page: Page): Promise<void> {
  await page.fill('[data-region="picker-search"]', 'T1');
  await page.press('[data-region="picker-search"]', 'Enter');
  await page.waitForSelector('[data-region="picker-found"] input');
  await quiet(page);
}

/** Opens the form that gives a role, and the one that ends one. */
async function giveAndEnd(page: Page): Promise<void> {
  await page.click('[data-region="give"] summary');
  await lookUp(page);
  await press(page, '[data-action="end"] >> nth=0', '[name="last"]');
}

async function openReturn(page: Page): Promise<void> {
  await page.click('[data-case-action="return"]');
  await page.waitForSelector('[data-mark]');
  await page.check('[data-mark] >> nth=0');
  await quiet(page);
}

/** A draft of the person's own with a clash, and the form of its first line. */
async function openLineForm(page: Page): Promise<void> {
  await screens.checkFile(page, twicePlaced);
  await screens.applyImport(page);
  await page.click('.lq-card-edit a');
  await page.waitForSelector('.lq-line-form');
  await quiet(page);
}

/** Presses a button and waits for what it brings. */
async function press(page: Page, button: string, brought: string): Promise<void> {
  await page.click(button);
  await page.waitForSelector(brought);
}

function openQuestion(page: Page): Promise<void> {
  return press(page, '[data-case-action="agree"]', 'dialog[open]');
}

async function openRoute(page: Page): Promise<void> {
  await press(page, '.lq-item-title', '[data-step]');
  await quiet(page);
}

/** Hands the post over to the first colleague for a week from now. */
async function delegate(page: Page): Promise<void> {
  await page.selectOption('#lq-delegate', { index: 1 });
  await page.fill('[name="until"]', (await page.getAttribute('[name="until"]', 'min'))!);
  await page.fill('#lq-ground', '№ 12');
  await page.click('.lq-delegation [type="submit"]');
  await page.waitForSelector('[data-action="revoke"]');
}
