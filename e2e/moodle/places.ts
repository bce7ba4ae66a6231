/** The screens as they are looked at inside Moodle's page. A new screen gets a line here and one in a test of e2e/portal. */
import type { Page } from 'playwright-core';
import { quiet } from '../support/browser.js';
import * as screens from '../support/screens.js';
import { changed, facultyWeek } from '../support/timetable.js';
import type { Content } from './content.js';

export interface Place {
  name: string;
  /** Who looks. */
  login: string;
  place(content: Content): string;
  /** What is done there first. */
  prepare?(page: Page): Promise<unknown>;
  /** The page of Moodle; without it the workbench. */
  path?: string;
}

const press = async (page: Page, button: string, brought: string) => {
  await page.click(button);
  await page.waitForSelector(brought);
  await quiet(page);
};
const menu = (page: Page) => page.click('.lq-menu summary');
const lookUp = async (page: Page) => {
  await page.fill('[data-region="picker-search"]', 'T1');
  await page.press('[data-region="picker-search"]', 'Enter');
  await page.waitForSelector('[data-region="picker-found"] input');
  await quiet(page);
};

const ofCases: readonly Place[] = [
  { name: 'inbox', login: 'teacher07', place: () => '#/inbox' },
  { name: 'case that waits for me', login: 'teacher07', place: ({ caseId }) => `#/cases/${caseId}` },
  {
    name: 'panel of a decision',
    login: 'teacher07',
    place: ({ caseId }) => `#/cases/${caseId}`,
    async prepare(page) {
      await press(page, '[data-case-action="return"]', '[data-mark]');
      await page.check('[data-mark] >> nth=0');
      await quiet(page);
    },
  },
  {
    name: 'question before a decision',
    login: 'teacher07',
    place: ({ caseId }) => `#/cases/${caseId}`,
    async prepare(page) {
      await page.click('[data-case-action="agree"]');
      // Moodle's page counts as busy as long as the question stands.
      await page.waitForSelector('.modal.show [data-action="save"]');
    },
  },
  {
    name: 'case of mine with its menu',
    login: 'dispatcher2',
    place: ({ caseId }) => `#/cases/${caseId}`,
    prepare: menu,
  },
  { name: 'changes between editions', login: 'teacher07', place: ({ caseId }) => `#/cases/${caseId}/changes` },
  { name: 'week as a grid', login: 'teacher07', place: ({ caseId }) => `#/cases/${caseId}/content?edition=2&as=grid` },
  { name: 'week as a list', login: 'teacher07', place: ({ caseId }) => `#/cases/${caseId}/content?edition=2&as=list` },
  { name: 'exams by date', login: 'dispatcher2', place: ({ examId }) => `#/cases/${examId}` },
  { name: 'schedules', login: 'dispatcher2', place: () => '#/schedules' },
  {
    name: 'import with faults',
    login: 'dispatcher2',
    place: () => '#/schedules/import',
    prepare: (page) => screens.checkFile(page, changed(facultyWeek('F2'), 1, { teacher: 'T99' })),
  },
  {
    name: 'form of a line',
    login: 'dispatcher2',
    place: ({ draftId }) => `#/cases/${draftId}`,
    prepare: (page) => press(page, '.lq-card-edit a >> nth=0', '.lq-line-form'),
  },
  { name: 'replacements of lessons', login: 'dispatcher2', place: () => '#/replacements' },
  { name: 'my timetable', login: 'teacher07', place: () => '#/my-timetable' },
  { name: 'delegations', login: 'teacher07', place: () => '#/delegations' },
  { name: 'case that is not there', login: 'teacher07', place: () => '#/cases/999999' },
];

const ofTraining: readonly Place[] = [
  { name: 'catalogue of trainings', login: 'teacher08', place: () => '#/trainings' },
  { name: 'training with a waiting list', login: 'teacher08', place: ({ fullId }) => `#/trainings/${fullId}` },
  { name: 'my trainings', login: 'teacher02', place: () => '#/trainings/mine' },
  {
    name: 'application to decide',
    login: 'teacher08',
    place: () => '#/trainings/applications',
    prepare: (page) => press(page, '[data-action="decline"]', '.lq-training-reason'),
  },
  { name: 'applicants', login: 'methodist', place: ({ fullId }) => `#/trainings/${fullId}/applicants` },
  { name: 'trainings of the department', login: 'methodist', place: () => '#/trainings/manage' },
  { name: 'form of a training', login: 'methodist', place: ({ fullId }) => `#/trainings/manage/${fullId}` },
  { name: 'year of trainings', login: 'methodist', place: () => '#/trainings/manage/year' },
  { name: 'plans', login: 'methodist', place: () => '#/trainings/plans' },
  {
    name: 'editor of a plan',
    login: 'methodist',
    place: ({ planId }) => `#/trainings/plans/${planId}/edit`,
    prepare: (page) => press(page, '[data-action="add"]', '[data-line] input'),
  },
  { name: 'reports of training', login: 'dldhead', place: () => '#/trainings/reports' },
  { name: 'attendance', login: 'teacher04', place: ({ runningId }) => `#/trainings/${runningId}/attendance` },
  {
    name: 'code on the wall',
    login: 'teacher04',
    place: ({ runningId, sessionId }) => `#/trainings/${runningId}/code?session=${sessionId}`,
    prepare: (page) => page.waitForSelector('[data-region="letters"]'),
  },
  { name: 'check-in', login: 'teacher03', place: () => '#/check-in' },
  { name: 'results', login: 'methodist', place: ({ heldId }) => `#/trainings/${heldId}/results` },
  {
    name: 'certificates of a training',
    login: 'methodist',
    place: ({ heldId }) => `#/trainings/${heldId}/certificates`,
  },
  { name: 'my certificates', login: 'teacher06', place: () => '#/my-certificates' },
  { name: 'feedback', login: 'teacher06', place: ({ heldId }) => `#/trainings/${heldId}/feedback` },
  { name: 'register of certificates', login: 'methodist', place: () => '#/certificates' },
  { name: 'certificates from elsewhere', login: 'methodist', place: () => '#/outside-certificates' },
  { name: 'norms of hours', login: 'dldhead', place: () => '#/training-norms?show=all' },
];

const ofAdministration: readonly Place[] = [
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
  {
    name: 'roles',
    login: 'dldhead',
    place: () => '#/roles',
    async prepare(page) {
      await page.click('[data-region="give"] summary');
      await lookUp(page);
    },
  },
  { name: 'history of roles', login: 'hrhead', place: () => '#/roles/changes' },
  { name: 'deputies by order', login: 'hrhead', place: () => '#/deputies', prepare: lookUp },
  { name: 'background work', login: 'methodist', place: () => '#/effects' },
  { name: 'background work in the site administration', login: 'dldhead', place: () => '', path: 'admin.php' },
  { name: 'notices', login: 'dispatcher2', place: () => '#/notices' },
  { name: 'my data', login: 'teacher07', place: () => '#/my-data' },
  { name: 'who read my data', login: 'auditor', place: () => '#/my-data/reads' },
  { name: 'journal of reads', login: 'auditor', place: () => '#/read-journal', prepare: lookUp },
];

export const places: readonly Place[] = [...ofCases, ...ofTraining, ...ofAdministration];

/** Places of the screens without a line above, and what shows the same screen. */
export const shownElsewhere: Record<string, string> = {
  '/cases/:caseId/line': 'form of a line',
  '/routes/edit': 'editor of a route',
  '/schedules/import/:importId': 'import with faults',
  '/trainings/manage/new': 'form of a training',
  '/transcripts/:personId': 'my certificates',
};
