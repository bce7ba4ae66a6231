/** The screens as they are looked at inside Moodle's page. A new screen gets a line here and one in e2e/portal/accessibility.test.ts. */
import type { Page } from 'playwright-core';
import { quiet } from '../support/browser.js';
import * as screens from '../support/screens.js';
import { changed, facultyWeek } from '../support/timetable.js';

export interface Place {
  name: string;
  /** Who looks. */
  login: string;
  /** @param caseId the schedule of the journey, whose third edition waits for the heads */
  place(caseId: number): string;
  /** What is done there first. */
  prepare?(page: Page): Promise<unknown>;
}

const press = async (page: Page, button: string, brought: string) => {
  await page.click(button);
  await page.waitForSelector(brought);
  await quiet(page);
};

export const places: readonly Place[] = [
  { name: 'inbox', login: 'teacher01', place: () => '#/inbox' },
  { name: 'case that waits for me', login: 'teacher01', place: (id) => `#/cases/${id}` },
  {
    name: 'panel of a decision',
    login: 'teacher01',
    place: (id) => `#/cases/${id}`,
    async prepare(page) {
      await press(page, '[data-case-action="return"]', '[data-mark]');
      await page.check('[data-mark] >> nth=0');
      await quiet(page);
    },
  },
  {
    name: 'question before a decision',
    login: 'teacher01',
    place: (id) => `#/cases/${id}`,
    prepare: (page) => press(page, '[data-case-action="agree"]', '.modal.show [data-action="save"]'),
  },
  {
    name: 'case of mine with its menu',
    login: 'dispatcher1',
    place: (id) => `#/cases/${id}`,
    prepare: (page) => page.click('.lq-menu summary'),
  },
  { name: 'changes between editions', login: 'teacher01', place: (id) => `#/cases/${id}/changes` },
  { name: 'week as a grid', login: 'teacher01', place: (id) => `#/cases/${id}/content?as=grid` },
  { name: 'week as a list', login: 'teacher01', place: (id) => `#/cases/${id}/content?as=list` },
  { name: 'schedules', login: 'dispatcher1', place: () => '#/schedules' },
  {
    name: 'import with faults',
    login: 'dispatcher1',
    place: () => '#/schedules/import',
    prepare: (page) => screens.checkFile(page, changed(facultyWeek(), 1, { teacher: 'T99' })),
  },
  { name: 'my timetable', login: 'teacher01', place: () => '#/my-timetable' },
  {
    name: 'calendar with the form of a day off',
    login: 'dldhead',
    place: () => '#/calendar',
    prepare: (page) => press(page, '[data-action="add-day"]', '.lq-calendar-form'),
  },
  { name: 'overview', login: 'dldhead', place: () => '#/overview' },
  {
    name: 'editor of a route',
    login: 'dldhead',
    place: () => '#/routes',
    prepare: (page) => press(page, '.lq-item-title', '[data-step]'),
  },
  { name: 'delegations', login: 'teacher01', place: () => '#/delegations' },
  { name: 'background work', login: 'methodist', place: () => '#/effects' },
  { name: 'notices', login: 'dispatcher1', place: () => '#/notices' },
  { name: 'my data', login: 'teacher01', place: () => '#/my-data' },
  { name: 'journal of reads', login: 'auditor', place: () => '#/read-journal' },
  { name: 'case that is not there', login: 'teacher01', place: () => '#/cases/999999' },
];
