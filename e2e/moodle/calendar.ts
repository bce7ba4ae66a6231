/** The calendar of the site: what people see there, what Moodle keeps, and publishing to it once more. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { go } from '../support/browser.js';
import type { Site } from './site.js';

/**
 * What the calendar shows this person on a day: one text for each event.
 * @param course `idnumber`; without it the calendar of all courses of the person
 */
export async function eventsOfDay(page: Page, site: Site, day: string, course?: string): Promise<string[]> {
  const noon = Date.parse(`${day}T12:00:00+05:00`) / 1000;
  const only = course === undefined ? '' : `&course=${await courseId(site, course)}`;
  await page.goto(`${site.wwwroot}/calendar/view.php?view=day&time=${noon}${only}`);
  await page.waitForSelector('[data-region="day"], .calendarwrapper');
  return page.locator('.event[data-event-id]').allInnerTexts();
}

/** Before Moodle 4.5 who teaches sees the events of groups they are not in only in the calendar of the one course. */
export function calendarOfTeacher({ branch }: Site, course: string): string | undefined {
  return branch >= 405 ? undefined : course;
}

async function courseId({ query }: Site, idnumber: string): Promise<string> {
  return (await query(`select id from mdl_course where idnumber = '${idnumber}'`))[0]![0]!;
}

/** Every calendar event of ours: its id, and all that Moodle keeps of it. */
export async function storedEvents({ query }: Site): Promise<Map<string, string>> {
  const rows = await query(
    `select id, concat_ws('|', name, description, location, timestart, timeduration, groupid, timemodified)
      from mdl_event where component = 'local_qashyq' order by id`,
  );
  return new Map(rows.map(([id, event]) => [id!, event!]));
}

/** Presses "publish again" on the case as the department, and waits until no work is left. */
export async function republish(page: Page, caseId: number): Promise<void> {
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
