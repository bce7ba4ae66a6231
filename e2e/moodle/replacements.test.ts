/** One lesson of a published schedule moved inside Moodle: its calendar event moves with it, and back. */
import { expect } from 'chai';
import { go, onePageEach, openBrowser, picture, type OpenBrowser } from '../support/browser.js';
import { approvers } from '../support/journey.js';
import { addFarTerm, importFarTerm, openForm, save } from '../support/replacements.js';
import * as screens from '../support/screens.js';
import { eventsOfDay, storedEvents } from './calendar.js';
import { eventually, theSite, type Site } from './site.js';

/** Tuesday of week 2. */
const planned = '2031-09-09';

describe('a replaced lesson in Moodle', function () {
  this.timeout(300_000);
  this.bail(true);
  let site: Site;
  let browser: OpenBrowser;
  let scheduleId: number;
  let moveId: number;
  /** By Moodle's id, before anything was replaced. */
  let events: Map<string, string>;
  const as = onePageEach(async (login) => site.enterScreens(await browser.person(), login));

  before(async () => {
    [site, browser] = [await theSite(), await openBrowser()];
    await addFarTerm(site.folder);
  });
  after(async () => {
    await (browser as OpenBrowser | undefined)?.close();
  });

  async function decide(login: string, caseId: number, action: 'submit' | 'agree' | 'approve' | 'withdraw') {
    const page = await as(login);
    await go(page, `#/cases/${caseId}`);
    await screens.decide(page, action);
  }
  /** Every event as what learners read of it: when it was written does not count. */
  const stored = async () =>
    new Map([...(await storedEvents(site))].map(([id, event]) => [id, event.slice(0, event.lastIndexOf('|'))]));
  const differing = async () => [...(await stored())].filter(([id, event]) => events.get(id) !== event);
  async function seenByLearner(day: string): Promise<string[]> {
    const page = await site.enter(await browser.person(), 'learner001');
    const seen = await eventsOfDay(page, site, day);
    await picture(page, `moodle-replaced-${day}`);
    await page.context().close();
    return seen;
  }

  it('a schedule of lessons to come is published', async () => {
    const dispatcher = await as('dispatcher1');
    await go(dispatcher, '#/schedules/import');
    scheduleId = await importFarTerm(dispatcher, '2');
    await decide('dispatcher1', scheduleId, 'submit');
    for (const login of approvers) await decide(login, scheduleId, 'agree');
    await decide('vicerector', scheduleId, 'approve');
    await screens.awaitState(await as('vicerector'), scheduleId, 'published');
    events = await stored();
    expect((await seenByLearner(planned)).join()).to.include('1-305');
  });

  it('moved to a proposed free time and agreed, it stands there under the same event, and no other event is touched', async () => {
    const page = await as('dispatcher1');
    await go(page, `#/cases/${scheduleId}/content?edition=1&week=2&as=list`);
    await openForm(page, 'АЖ-25-11', '1-305');
    await page.selectOption('[name="kind"]', 'move');
    await page.click('[data-action="take-place"] >> nth=0');
    await page.waitForSelector('[data-region="check"] .lq-clear');
    await page.fill('#lq-replacement-reason', 'Іссапар');
    moveId = await save(page);
    await screens.decide(page, 'submit');
    await decide('teacher01', moveId, 'agree');
    await decide('dldhead', moveId, 'approve');
    await eventually(async () => (await differing()).length, 1);
    expect([...(await stored()).keys()]).to.deep.equal([...events.keys()]);
    const [[id, moved]] = (await differing()) as [[string, string]];
    expect(moved.split('|')[0]).to.equal(`Ауыстырылды: ${events.get(id)!.split('|')[0]}`);
    expect(moved, 'how it was planned').to.include('09.09.2031');
    expect(moved, 'the reason is not for learners').not.to.include('Іссапар');
  });

  it('withdrawn, every event is again as the schedule has it', async () => {
    await decide('dispatcher1', moveId, 'withdraw');
    await eventually(async () => (await differing()).length, 0);
    expect((await seenByLearner(planned)).join()).to.include('1-305');
  });

  it('no page met an error of a script', () => browser.assertNoFaults());
});
