/** What the department does on the screens of trainings, the same in the portal and in Moodle. */
import type { TrainingApproval } from '@qashyq/shared-types';
import type { Page } from 'playwright-core';
import { quiet } from './browser.js';

/** The date so many days from today in Almaty, but never a Sunday. */
export function day(later: number): string {
  const date = new Date(Date.now() + 5 * 3_600_000 + later * 86_400_000);
  if (date.getUTCDay() === 0) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** Fills what a training needs beyond its Kazakh title, trainers and first session. */
export async function fillTraining(
  page: Page,
  values: Record<string, string> = {},
  approval: TrainingApproval = 'automatic',
): Promise<void> {
  const fields = {
    'title.ru': 'Разработка тестовых заданий',
    'title.en': 'Writing test items',
    hours: '36',
    seats: '2',
    applyFrom: `${day(-1)}T09:00`,
    applyUntil: `${day(15)}T18:00`,
    cancelUntil: `${day(15)}T18:00`,
    'sessions.0.date': day(20),
    'sessions.0.starts': '18:00',
    'sessions.0.ends': '19:40',
    'sessions.0.room': '1-305',
    ...values,
  };
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
  await page.selectOption('[name="approval"]', approval);
}

/** Presses "Announce", says yes, and waits until it is done. */
export async function announce(page: Page): Promise<void> {
  await page.click('[data-action="announce"]');
  await page.click('dialog button[value="save"], .modal.show [data-action="save"]');
  await page.waitForSelector('.lq-state-training-announced');
  await quiet(page);
}
