/** Single lessons of a published schedule replaced on the screens. The same in both homes of the screens. */
import type { Page } from 'playwright-core';
import { connect } from '../../companion/src/db/connect.js';
import { quiet } from './browser.js';
import * as screens from './screens.js';
import { facultyWeek, type Row } from './timetable.js';

/** Far ahead: its lessons are still to come whenever the test runs. Monday of week 2 is 8 September 2031. */
const farTerm = {
  academic_year: '2031/32',
  term: 1,
  starts_on: '2031-09-01',
  ends_on: '2031-12-13',
  week1_on: '2031-09-01',
};

/** @param folder data folder of the companion */
export async function addFarTerm(folder: string): Promise<void> {
  const db = connect(`sqlite:${folder}/data/qashyq.sqlite`);
  await db('academic_terms').insert(farTerm);
  await db.destroy();
}

/** Brings the faculty's week for that term, on the import screen that is open. Returns the case. */
export async function importFarTerm(page: Page, weeks: string): Promise<number> {
  await page.selectOption('#lq-term', { index: (await page.locator('#lq-term option').count()) - 1 });
  await screens.checkFile(
    page,
    facultyWeek().map((row): Row => ({ ...row, weeks })),
  );
  return screens.applyImport(page);
}

/** Opens the form of the lesson on whose card all of these words stand. */
export async function openForm(page: Page, ...words: string[]): Promise<void> {
  let card = page.locator('.lq-card');
  for (const hasText of words) card = card.filter({ hasText });
  await card.first().locator('.lq-card-edit a').click();
  await page.waitForSelector('[data-region="form"] [name="kind"]');
  await quiet(page);
}

/** Saves the form; returns the case. */
export async function save(page: Page): Promise<number> {
  await page.click('[data-region="form"] [type="submit"]');
  await page.waitForURL(/#\/cases\/\d+$/);
  await quiet(page);
  return Number(/\d+$/.exec(page.url())![0]);
}
