/** Further runs of trainings: one moved to another date, or a whole calendar year moved to the next. */
import type { Knex } from 'knex';
import type { TrainingDraft, YearCopies } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../../../calendar/calendar-store.js';
import { localDate, localToInstant } from '../../../calendar/local-time.js';
import { daysBetween } from '../../../calendar/plain-dates.js';
import { isSqlite } from '../../../db/connect.js';
import { inTransaction } from '../../../db/transaction.js';
import type { TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import { trainingTitle } from '../present-training.js';
import type { Editor, TrainingOffice } from './edit-training.js';
import { shiftDraft, yearInWeeks } from './shift-draft.js';
import { draftOf, insertTraining, loadTraining, withParts } from './training-store.js';

/** A draft of the same series, its first session on `startsOn`. @throws AppError `notFound`; `actionNotPossible` for one without sessions */
export async function cloneTraining(
  office: TrainingOffice,
  editor: Editor,
  trainingId: number,
  startsOn: string,
): Promise<number> {
  return inTransaction(office.db, async (trx) => {
    const whole = await loadTraining(trx, trainingId);
    if (whole.row.starts_at === null) throw new AppError('actionNotPossible');
    const days = daysBetween(localDate(Number(whole.row.starts_at)), startsOn);
    // The date was chosen by hand: a day off is warned of, not stepped over.
    const { draft } = shiftDraft(draftOf(whole), days, { daysOff: new Set() });
    return copy(trx, whole.row, draft, editor, office.now());
  });
}

/** The trainings that start in a calendar year, cancelled ones aside, with their places in the next year. */
export async function listYearCopies(db: Knex, year: number): Promise<YearCopies> {
  const copies = await yearCopies(db, year);
  return {
    year,
    items: copies.map(({ row, startsOn, draft, moved, isThere }) => ({
      id: row.id,
      title: trainingTitle(row),
      startsOn,
      copyStartsOn: firstDate(draft),
      moved,
      isThere,
    })),
  };
}

/** Drafts for the next year; repeating it makes none twice. Returns how many were made. */
export async function cloneYear(office: TrainingOffice, editor: Editor, year: number): Promise<number> {
  return inTransaction(office.db, async (trx) => {
    // Who clones the year holds its first training: a second click waits here, and then finds the copies.
    const wanted = (await yearCopies(trx, year, true)).filter(({ isThere }) => !isThere);
    for (const { row, draft } of wanted) await copy(trx, row, draft, editor, office.now());
    return wanted.length;
  });
}

async function yearCopies(db: Knex, year: number, locking = false) {
  const query = startingIn(db, year).whereNot('state', 'cancelled').orderBy(['starts_at', 'id']);
  const rows: TrainingRow[] = await (locking && !isSqlite(db) ? query.forUpdate() : query);
  const calendar = await loadWorkCalendar(db);
  const nextYear: TrainingRow[] = await startingIn(db, year + 1).whereNot('state', 'cancelled');
  const copies = [];
  for (const row of rows) {
    const { draft, moved } = shiftDraft(draftOf(await withParts(db, row)), yearInWeeks, calendar);
    const startsOn = localDate(Number(row.starts_at));
    // Runs of one series within the year are told apart by when they start.
    const isThere = nextYear.some(
      (other) =>
        other.series_key === row.series_key &&
        Math.abs(daysBetween(localDate(Number(other.starts_at)), firstDate(draft))) <= 14,
    );
    copies.push({ row, startsOn, draft, moved, isThere });
  }
  return copies;
}

function startingIn(db: Knex, year: number) {
  return db('trainings')
    .where('starts_at', '>=', localToInstant(`${year}-01-01`, '00:00'))
    .where('starts_at', '<', localToInstant(`${year + 1}-01-01`, '00:00'));
}

function firstDate(draft: TrainingDraft): string {
  return draft.sessions.map(({ date }) => date).sort()[0]!;
}

function copy(trx: Knex.Transaction, row: TrainingRow, draft: TrainingDraft, editor: Editor, now: number) {
  return insertTraining(trx, draft, { seriesKey: row.series_key, by: editor.id, now });
}
