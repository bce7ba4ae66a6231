/** Midterm control, an exam session and final attestation on their way into Moodle's calendar, seen there by learners and teachers. */
import { expect } from 'chai';
import { go, onePageEach, openBrowser, picture, quiet, type OpenBrowser } from '../support/browser.js';
import * as screens from '../support/screens.js';
import { calendarOfTeacher, eventsOfDay, republish, storedEvents } from './calendar.js';
import { theSite, type Site } from './site.js';

/** Who brings which file, and everybody who then decides, in the order of the route. */
const kinds = {
  midtermControlSchedule: {
    file: 'midterm-f1-corrected.csv',
    preparer: 'registrar',
    deciders: ['teacher01', 'teacher05', 'dldhead', 'dean1'],
    events: 4,
  },
  interimAttestationSchedule: {
    file: 'exams-f1-corrected.csv',
    preparer: 'registrar',
    deciders: ['teacher01', 'teacher05', 'dean1', 'dldhead', 'vicerector'],
    // Seven exams, each with its consultation.
    events: 14,
  },
  finalAttestationSchedule: {
    file: 'final-c11-corrected.csv',
    preparer: 'teacher01',
    deciders: ['dean1', 'dldhead', 'registrar', 'vicerector'],
    events: 3,
  },
} as const;
type Kind = keyof typeof kinds;

/** A full hour as Moodle writes it, with its own language pack or, where that is not there, in English. */
const hour = (of: number) => new RegExp(`(^|\\D)(0?${of}:00|${((of + 11) % 12) + 1}:00 [AP]M)`);

describe('exams in Moodle', function () {
  this.timeout(180_000);
  this.bail(true);
  let site: Site;
  let browser: OpenBrowser;
  const cases = {} as Record<Kind, number>;
  const as = onePageEach(async (login) => site.enterScreens(await browser.person(), login));

  before(async () => {
    [site, browser] = [await theSite(), await openBrowser()];
  });
  after(async () => {
    await (browser as OpenBrowser | undefined)?.close();
  });

  /** What somebody sees on a day; `course` as of `eventsOfDay`. */
  async function seen(login: string, day: string, course?: string): Promise<string[]> {
    const page = await site.enter(await browser.person(), login);
    const events = await eventsOfDay(page, site, day, course);
    await picture(page, `moodle-exam-${login}-${day}`);
    await page.context().close();
    return events;
  }

  for (const [kind, { file, preparer, deciders, events }] of Object.entries(kinds) as [Kind, (typeof kinds)[Kind]][])
    it(`${kind}: brought, agreed and approved inside Moodle, it is published, one event for each line and consultation`, async () => {
      const before = await storedEvents(site);
      const author = await as(preparer);
      await go(author, `#/schedules/import?kind=${kind}`);
      await screens.checkExample(author, file);
      cases[kind] = await screens.applyImport(author);
      await screens.decide(author, 'submit');
      for (const login of deciders) {
        const page = await as(login);
        await go(page, `#/cases/${cases[kind]}`);
        for (const action of ['agree', 'approve'] as const)
          if (await page.locator(`[data-case-action="${action}"]`).count()) await screens.decide(page, action);
      }
      await screens.awaitState(author, cases[kind], 'published');
      expect((await storedEvents(site)).size - before.size).to.equal(events);
    });

  it('a learner sees midterm control with its hour, place and teacher', async () => {
    const events = await seen('learner001', '2026-10-14');
    const exam = events.find((event) => event.includes('Аралық бақылау'));
    expect(exam).to.include('Бағдарламалау негіздері').and.include('1-305').and.include('Жұмабеков');
    expect(exam).to.match(hour(15));
  });

  it('a learner sees the exam and its consultation; so does the examiner, for both groups', async () => {
    const [exam, ...others] = await seen('learner001', '2026-12-15');
    expect(others).to.deep.equal([]);
    expect(exam).to.include('Бағдарламалау негіздері · Емтихан (Тест)');
    expect(exam).to.include('1-305').and.include('Platonus').and.include('Ковалева').and.match(hour(10));
    const [consultation, ...more] = await seen('learner001', '2026-12-14');
    expect(more).to.deep.equal([]);
    expect(consultation).to.include('Консультация').and.include('Жұмабеков').and.match(hour(15));

    const ofExaminer = await seen('teacher02', '2026-12-15', calendarOfTeacher(site, 'D01'));
    expect(ofExaminer).to.have.length(2);
    expect(ofExaminer.join()).to.include('АЖ-25-11').and.include('ИС-25-12');
  });

  it('an exam on the net shows where to go, in the language of its group', async () => {
    const [exam] = await seen('learner047', '2026-12-21');
    expect(exam).to.include('Деректер қоры').and.include('https://meet.example.kz/exam-d02');
    const [inRussian] = await seen('learner023', '2026-12-22');
    expect(inRussian).to.include('Физика · Экзамен').and.include('1-110');
  });

  it('a learner and the secretary of the commission see the final attestation', async () => {
    for (const login of ['learner047', 'teacher04']) {
      const [defence, ...others] = await seen(login, '2027-06-09');
      expect(others, login).to.deep.equal([]);
      expect(defence, login).to.include('Дипломдық').and.include('https://meet.example.kz/').and.match(hour(9));
    }
  });

  it('a learner of another faculty sees none of it', async () => {
    expect(await seen('learner156', '2026-12-15')).to.deep.equal([]);
  });

  it('publishing again by hand writes nothing, for each kind', async () => {
    const before = await storedEvents(site);
    const page = await as('dldhead');
    for (const caseId of Object.values(cases)) await republish(page, caseId);
    expect(await storedEvents(site)).to.deep.equal(before);
  });

  it('the examiner finds the exams in their own timetable inside Moodle', async () => {
    const page = await as('teacher02');
    await go(page, '#/my-timetable?term=2026/27+1');
    await quiet(page);
    const exams = await page.locator('[data-region="exams"]').first().innerText();
    expect(exams).to.include('15.12.2026').and.include('1-305').and.include('Бағдарламалау негіздері');
    browser.assertNoFaults();
  });
});
