/** The way of a schedule from a spreadsheet to its approval, walked by its people. The same in both homes of the screens. */
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { go, onePageEach, openBrowser, picture, quiet, type OpenBrowser } from './browser.js';
import * as screens from './screens.js';
import { changed, facultyWeek } from './timetable.js';

/** Where the screens live: how a person comes in there. */
export interface Home {
  name: 'portal' | 'moodle';
  /** Signs the person in and leaves them on the inbox. */
  enter(context: BrowserContext, login: string): Promise<Page>;
}

/** What later tests of the same home go on with. */
export interface Walk {
  home: Home;
  browser: OpenBrowser;
  /** The page of a person, signed in once. */
  as(login: string): Promise<Page>;
  caseId: number;
}

/** Everybody who agrees the faculty's schedule, in the order of the route; two kafedras teach in it. */
export const approvers = ['teacher01', 'teacher05', 'dean1', 'dldhead'] as const;

/** Registers the tests of the journey. `openHome` runs once before them; the walk is there when the tests run. */
export function walkJourney(openHome: () => Promise<Home>): Walk {
  const walk: Walk = {
    home: undefined as unknown as Home,
    browser: undefined as unknown as OpenBrowser,
    caseId: 0,
    as: onePageEach(async (login) => walk.home.enter(await walk.browser.person(), login)),
  };
  const shoot = (page: Page, name: string) => picture(page, `${walk.home.name}-${name}`);
  const open = async (login: string) => {
    const page = await walk.as(login);
    await go(page, `#/cases/${walk.caseId}`);
    return page;
  };

  before(async () => {
    walk.home = await openHome();
    walk.browser = await openBrowser();
  });
  after(async () => {
    // Absent when the home could not be opened.
    await (walk.browser as OpenBrowser | undefined)?.close();
  });

  // The fifth lesson of the faculty's week, T02 on Tuesday, seen again in another place at the same time; and a teacher nobody knows.
  const week = facultyWeek();
  const withFaults = [
    ...changed(week, 1, { teacher: 'T99' }),
    { lesson: { ...week[4]!.lesson, groups: ['АЖ-24-11'], firstSlot: 3, lastSlot: 4, room: '1-307' }, weeks: '7' },
  ];

  it('the check names each fault by row and column, and each clash with both lines; nothing can be applied yet', async () => {
    const page = await walk.as('dispatcher1');
    const schedules = async () => {
      await go(page, '#/schedules');
      return page.locator('.lq-list .lq-item').count();
    };
    const before = await schedules();
    await go(page, '#/schedules/import');
    await screens.checkFile(page, withFaults);
    const fault = await page.locator('[data-region="check"] table tbody tr').first().innerText();
    expect(fault).to.include('3').and.to.include('T99').and.to.include('G «Преподаватель»');
    const clashes = await page.locator('.lq-item-clash').allInnerTexts();
    const clash = clashes.find((text) => text.includes('Жұмабеков'))!;
    expect(clash, 'the clash of the teacher').to.match(/6/).and.to.match(/10/);
    expect(await page.locator('[data-action="apply"]').isDisabled()).to.equal(true);
    expect((await page.locator('#lq-apply-why').innerText()).trim()).not.to.equal('');
    await shoot(page, 'import-faults');
    expect(await schedules(), 'schedules after the check alone').to.equal(before);
  });

  it('the corrected file shows no fault, and applying it makes the draft', async () => {
    const page = await walk.as('dispatcher1');
    await go(page, '#/schedules/import');
    await screens.checkFile(page, week);
    expect(await page.locator('.lq-item-clash, #lq-import-faults').count()).to.equal(0);
    await shoot(page, 'import-clean');
    walk.caseId = await screens.applyImport(page);
    expect(await screens.stateOf(page, walk.caseId)).to.equal('draft');
    expect(await page.locator('.lq-card').count()).to.equal(week.length);
    await shoot(page, 'draft');
  });

  it('submitting sends it to the heads of both kafedras at once, and to nobody after them yet', async () => {
    const page = await open('dispatcher1');
    await screens.decide(page, 'submit');
    expect(await screens.stateOf(page, walk.caseId)).to.equal('inagreement');
    expect(await screens.waiting(await walk.as('teacher01'))).to.equal(1);
    expect(await screens.waiting(await walk.as('teacher05'))).to.equal(1);
    expect(await screens.waiting(await walk.as('dean1'))).to.equal(0);
    await shoot(await walk.as('teacher01'), 'inbox');
  });

  it('of two heads acting at once one wins, and the other is told who and when', async () => {
    const first = await walk.as('teacher05');
    const second = await walk.as('teacher01');
    await screens.openFromInbox(first);
    await screens.openFromInbox(second);
    await screens.decide(first, 'agree');
    await screens.decide(second, 'agree');
    const told = await second.locator('[data-region="conflict"]').innerText();
    expect(told)
      .to.include('Омаров Дәурен')
      .and.to.match(/\d\d:\d\d/);
    await shoot(second, 'conflict');
  });

  it('the other returns it with a remark on a line; sending without a reason says what is missing', async () => {
    const returning = await walk.as('teacher01');
    await screens.openFromInbox(returning);
    await returning.click('[data-case-action="return"]');
    await quiet(returning);
    await returning.click('.lq-return button[type="submit"]');
    await returning.waitForSelector('[data-region="missing"] li');
    await returning.click('.lq-return [data-region="cancel"]');
    await quiet(returning);
    await screens.returnWithRemark(returning, 'Аудитория бос емес', 'Басқа аудиторияға ауыстыру керек');
    expect(await screens.stateOf(returning, walk.caseId)).to.equal('returned');
    await shoot(returning, 'returned');
  });

  it('the author is told, corrects the file, and submits a second edition', async () => {
    const page = await walk.as('dispatcher1');
    await go(page, '#/notices');
    expect(await page.locator('.lq-item').count()).to.be.at.least(1);
    await go(page, `#/schedules/import?caseId=${walk.caseId}`);
    await screens.checkFile(page, changed(week, 1, { room: '1-307' }));
    await screens.applyImport(page);
    await screens.decide(page, 'submit');
    expect(await screens.stateOf(page, walk.caseId)).to.equal('inagreement');
  });

  it('who saw the first edition sees what changed since', async () => {
    const page = await open('teacher01');
    await page.click('.lq-more a[href*="/changes"]');
    await quiet(page);
    const changes = await page.locator('.lq-change-changed').allInnerTexts();
    expect(changes).to.have.length(1);
    expect(changes[0]).to.include('1-305').and.to.include('1-307');
    await shoot(page, 'changes');
  });

  it('the rest of the route agrees, and the vice-rector approves', async () => {
    for (const login of approvers) {
      const page = await open(login);
      if (await page.locator('[data-case-action="agree"]').count()) await screens.decide(page, 'agree');
    }
    const page = await walk.as('vicerector');
    await screens.openFromInbox(page);
    await shoot(page, 'case');
    await screens.decide(page, 'approve');
    expect(await screens.stateOf(page, walk.caseId)).to.match(/^(approved|published)$/);
    await shoot(page, 'approved');
  });

  it('the agreement sheet comes as PDF in three languages', async () => {
    const page = await open('dldhead');
    for (const locale of ['kk', 'ru', 'en']) {
      const sheet = await screens.agreementSheet(page, locale);
      expect(sheet.subarray(0, 5).toString(), locale).to.equal('%PDF-');
      expect(sheet.length, locale).to.be.above(10_000);
    }
  });

  return walk;
}
