import type { Knex } from 'knex';
import type { CalendarChange } from '@qashyq/shared-types';
import { academicTerm, listCalendarDays, listTerms } from '../../calendar/calendar-store.js';
import { localDate } from '../../calendar/working-days.js';
import { AppError } from '../../errors.js';
import type { EndpointRouter } from '../../http/endpoint-router.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import type { CurrentPerson } from '../../identity/current-person.js';
import { canEditCalendar, canSeeCalendar } from '../../identity/policies.js';
import { listExamLimits } from '../schedules/dated/exam-limits.js';
import { instant, loadBriefs } from '../../workflow/case-presenter.js';
import {
  removeDay,
  removeTerm,
  saveDay,
  saveTerm,
  type CalendarEditing,
  type CalendarEntry,
} from './calendar-editing.js';
import { saveExamLimits } from './exam-limit-editing.js';

const changesShown = 10;

export function calendarRoutes(
  on: EndpointRouter['on'],
  deps: { db: Knex; catalogue: Catalogue; now: () => number; wakeWorker: () => void },
): void {
  const { db, catalogue, now, wakeWorker } = deps;

  function editing(person: CurrentPerson): CalendarEditing {
    if (!canEditCalendar(person)) throw new AppError('notAllowed');
    return { db, catalogue, now, editor: person };
  }

  on('calendar', async ({ person, query }) => {
    if (!canSeeCalendar(person)) throw new AppError('notAllowed');
    const year = query.year ?? Number(localDate(now()).slice(0, 4));
    return {
      year,
      days: await listCalendarDays(db, year),
      terms: (await listTerms(db)).map(academicTerm),
      examLimits: await listExamLimits(db),
      mayEdit: canEditCalendar(person),
      changes: await newestChanges(db),
    };
  });

  on('saveCalendarDay', async ({ person, body }) => {
    const moved = await saveDay(editing(person), body);
    wakeWorker();
    return moved;
  });

  on('removeCalendarDay', async ({ person, body }) => {
    const moved = await removeDay(editing(person), body.date);
    wakeWorker();
    return moved;
  });

  on('saveAcademicTerm', async ({ person, body }) => {
    await saveTerm(editing(person), body);
    wakeWorker();
  });
  on('removeAcademicTerm', ({ person, body }) => removeTerm(editing(person), body));
  on('saveExamLimits', ({ person, body }) => saveExamLimits(editing(person), body));
}

async function newestChanges(db: Knex): Promise<CalendarChange[]> {
  const rows = await db('calendar_changes').orderBy('id', 'desc').limit(changesShown);
  const briefs = await loadBriefs(
    db,
    rows.map((row) => row.person_id),
    [],
  );
  return rows.map((row) => {
    const { day, term, examLimits } = JSON.parse((row.after_json ?? row.before_json)!) as CalendarEntry;
    return {
      by: briefs.person(row.person_id),
      changedAt: instant(row.changed_at),
      action: row.action,
      day: day ?? null,
      term: term ?? null,
      examLimits: examLimits ?? null,
    };
  });
}
