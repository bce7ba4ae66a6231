/**
 * Changes of the academic calendar: checked, recorded with who and when, and followed by the deadlines that run and by the published
 * schedules of the term, all in one transaction.
 */
import type { Knex } from 'knex';
import {
  academicPeriods,
  type AcademicTerm,
  type CalendarChangeAction,
  type CalendarDay,
  type ExamLimits,
  type Locale,
  type MovedDeadlines,
  type SaveAcademicTerm,
  type SaveCalendarDay,
} from '@qashyq/shared-types';
import {
  academicTerm,
  deleteCalendarDay,
  insertCalendarDay,
  listCalendarDays,
  listTerms,
  loadWorkCalendar,
} from '../../calendar/calendar-store.js';
import { inTransaction, isDuplicate } from '../../db/transaction.js';
import { AppError } from '../../errors.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import { moveDeadlines } from '../../workflow/move-deadlines.js';
import { publishTermsAgain } from '../schedules/publish-again.js';
import { dayFaults, termFaults, type CalendarFault } from './calendar-rules.js';

export interface CalendarEditing {
  db: Knex;
  catalogue: Catalogue;
  now: () => number;
  editor: { id: number; locale: Locale };
}

/** One side of a recorded change. */
export interface CalendarEntry {
  day?: CalendarDay;
  term?: AcademicTerm;
  examLimits?: ExamLimits;
}

/** @throws AppError `invalidInput` with a sentence for each field; `notFound` when the day to change is gone */
export async function saveDay(editing: CalendarEditing, input: SaveCalendarDay): Promise<MovedDeadlines> {
  const { instead, ...day } = input;
  return changeDays(editing, async (trx) => {
    const days = await listCalendarDays(trx);
    const before = days.find((other) => other.date === instead);
    if (instead !== null && before === undefined) throw new AppError('notFound');
    refuse(
      editing,
      dayFaults(
        day,
        days.filter((other) => other !== before),
      ),
    );
    if (before !== undefined) await deleteCalendarDay(trx, before.date);
    await insertCalendarDay(trx, day);
    return { before: before && { day: before }, after: { day } };
  });
}

/** @throws AppError `notFound` */
export async function removeDay(editing: CalendarEditing, date: string): Promise<MovedDeadlines> {
  return changeDays(editing, async (trx) => {
    const day = (await listCalendarDays(trx)).find((other) => other.date === date);
    if (day === undefined) throw new AppError('notFound');
    await deleteCalendarDay(trx, date);
    return { before: { day }, after: undefined };
  });
}

/** @throws AppError `invalidInput` with a sentence for each field; `notFound` when the term to change is gone */
export async function saveTerm(editing: CalendarEditing, input: SaveAcademicTerm): Promise<void> {
  const { isNew, periods, ...dated } = input;
  await recorded(editing, async (trx) => {
    const terms = (await listTerms(trx)).map(academicTerm);
    const before = terms.find((other) => isSameTerm(other, dated));
    const set = periods === undefined ? before?.periods : periodsSet(periods);
    const term: AcademicTerm = { ...dated, ...(set === undefined ? {} : { periods: set }) };
    if (isNew && before !== undefined) refuse(editing, [{ field: 'term', code: 'termtaken' }]);
    if (!isNew && before === undefined) throw new AppError('notFound');
    refuse(
      editing,
      termFaults(
        term,
        terms.filter((other) => other !== before),
      ),
    );
    const dates = {
      starts_on: term.startsOn,
      ends_on: term.endsOn,
      week1_on: term.week1On,
      periods_json: set === undefined ? null : JSON.stringify(set),
    };
    const key = { academic_year: term.academicYear, term: term.term };
    if (before === undefined) await trx('academic_terms').insert({ ...key, ...dates });
    else await trx('academic_terms').where(key).update(dates);
    return { before: before && { term: before }, after: { term } };
  });
}

/** Of the periods of a form those that say anything, in the order of the house; one without either date is not set. */
function periodsSet(typed: NonNullable<SaveAcademicTerm['periods']>): NonNullable<AcademicTerm['periods']> {
  return Object.fromEntries(
    academicPeriods.flatMap((period) => {
      const dates = typed[period];
      return dates === undefined || dates.startsOn + dates.endsOn === '' ? [] : [[period, dates]];
    }),
  );
}

/** @throws AppError `notFound`; `termInUse` when there are schedules for it */
export async function removeTerm(
  editing: CalendarEditing,
  key: Pick<AcademicTerm, 'academicYear' | 'term'>,
): Promise<void> {
  await recorded(editing, async (trx) => {
    const term = (await listTerms(trx)).map(academicTerm).find((other) => isSameTerm(other, key));
    if (term === undefined) throw new AppError('notFound');
    const where = { academic_year: key.academicYear, term: key.term };
    if ((await trx('schedules').where(where).first()) !== undefined) throw new AppError('termInUse');
    await trx('academic_terms').where(where).delete();
    return { before: { term }, after: undefined };
  });
}

interface Change {
  before: CalendarEntry | undefined;
  after: CalendarEntry | undefined;
}

async function changeDays(
  editing: CalendarEditing,
  change: (trx: Knex.Transaction) => Promise<Change>,
): Promise<MovedDeadlines> {
  let moved: MovedDeadlines = { later: 0, earlier: 0 };
  await recorded(editing, async (trx) => {
    const before = await loadWorkCalendar(trx);
    const made = await change(trx);
    moved = await moveDeadlines(trx, before, await loadWorkCalendar(trx), editing.now());
    return made;
  });
  return moved;
}

/** One change of the calendar with its record and the work that follows, in one transaction; what changes nothing is not recorded. */
export async function recorded(
  { db, editor, now }: CalendarEditing,
  change: (trx: Knex.Transaction) => Promise<Change>,
): Promise<void> {
  try {
    await inTransaction(db, async (trx) => {
      const { before, after } = await change(trx);
      if (JSON.stringify(before) === JSON.stringify(after)) return;
      const action: CalendarChangeAction = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
      const [changeId] = await trx('calendar_changes').insert({
        person_id: editor.id,
        changed_at: now(),
        action,
        before_json: before === undefined ? null : JSON.stringify(before),
        after_json: after === undefined ? null : JSON.stringify(after),
      });
      await publishTermsAgain(trx, await termsTaughtAnew(trx, before, after), `calendar-${changeId}`, now());
    });
  } catch (error) {
    // Somebody entered the same day or term in this very moment.
    if (isDuplicate(error)) throw new AppError('conflict', { cause: error });
    throw error;
  }
}

/** Terms whose lessons fall on other days now: a worked weekend is for the office, it moves no lesson. */
async function termsTaughtAnew(
  trx: Knex,
  ...sides: readonly (CalendarEntry | undefined)[]
): Promise<Pick<AcademicTerm, 'academicYear' | 'term'>[]> {
  const terms = (await listTerms(trx)).map(academicTerm);
  return terms.filter((term) =>
    sides.some(
      (side) =>
        (side?.term !== undefined && isSameTerm(side.term, term)) ||
        (side?.day?.kind === 'dayOff' && side.day.date >= term.startsOn && side.day.date <= term.endsOn),
    ),
  );
}

function isSameTerm(one: Pick<AcademicTerm, 'academicYear' | 'term'>, other: typeof one): boolean {
  return one.academicYear === other.academicYear && one.term === other.term;
}

/** @throws AppError `invalidInput` with a sentence for each fault, if there are any */
export function refuse({ catalogue, editor }: CalendarEditing, faults: readonly CalendarFault[]): void {
  if (faults.length === 0) return;
  throw new AppError('invalidInput', {
    details: faults.map(({ field, code }) => ({
      field,
      message: catalogue.text(editor.locale, `calendarfault_${code}`),
    })),
  });
}
