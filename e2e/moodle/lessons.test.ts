/** The way of a week of lessons into Moodle's calendar: through the screens inside Moodle, then seen by learners and teachers. */
import { expect } from 'chai';
import { go, picture } from '../support/browser.js';
import { approvers, walkJourney } from '../support/journey.js';
import * as screens from '../support/screens.js';
import { changed, facultyWeek } from '../support/timetable.js';
import { calendarOfTeacher, eventsOfDay, republish, storedEvents } from './calendar.js';
import { theSite, type Site } from './site.js';

describe('a schedule in Moodle', function () {
  this.timeout(300_000);
  this.bail(true);
  let site: Site;

  let eventsBefore = 0;

  const walk = walkJourney(async () => {
    site = await theSite();
    eventsBefore = (await storedEvents(site)).size;
    return { name: 'moodle', enter: site.enterScreens };
  });

  it('the approved edition is published to the calendar', async () => {
    const page = await walk.as('dldhead');
    await screens.awaitState(page, walk.caseId, 'published');
    await go(page, '#/effects');
    expect(await page.locator('.lq-state-effect-parked').count()).to.equal(0);
    await picture(page, 'moodle-effects');
    // One event for each lesson of the week; the lecture for two groups is one of the whole course.
    expect((await storedEvents(site)).size - eventsBefore).to.equal(facultyWeek().length);
  });

  it('learners and the teacher see the lesson in Moodle’s calendar, with its place, and cannot change it', async () => {
    for (const login of ['learner001', 'teacher02']) {
      const page = await site.enter(await walk.browser.person(), login);
      const isLearner = login === 'learner001';
      const events = await eventsOfDay(
        page,
        site,
        '2026-10-12',
        isLearner ? undefined : calendarOfTeacher(site, 'D01'),
      );
      // The teacher of a course also sees what its other groups have that day; a learner sees the own group alone.
      expect(events, login).to.have.length(isLearner ? 1 : 2);
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
    const page = await site.enter(await walk.browser.person(), 'learner156');
    expect(await eventsOfDay(page, site, '2026-10-12')).to.deep.equal([]);
    await page.context().close();
  });

  it('publishing again by hand changes nothing', async () => {
    const before = await storedEvents(site);
    const page = await walk.as('dldhead');
    await republish(page, walk.caseId);
    expect(await storedEvents(site)).to.deep.equal(before);
  });

  it('a corrected edition changes the event of its changed line alone, and every event keeps its id', async () => {
    const before = await storedEvents(site);
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

    const after = await storedEvents(site);
    expect([...after.keys()]).to.deep.equal([...before.keys()]);
    const differing = [...after].filter(([id, event]) => before.get(id) !== event).map(([, event]) => event);
    expect(differing).to.have.length(1);
    expect(differing[0]).to.include('1-110');
  });

  it('the author found the outcome among Moodle’s own notifications', async () => {
    const page = await site.enter(await walk.browser.person(), 'dispatcher1');
    await page.goto(`${site.wwwroot}/message/output/popup/notifications.php`);
    await page.waitForSelector('[data-region="notification-content-item-container"]');
    await picture(page, 'moodle-notifications');
    await page.context().close();
  });

  it('no page met an error of a script', () => walk.browser.assertNoFaults());
});
