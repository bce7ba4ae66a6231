/** One line of a draft, changed on the screen: what it would clash with, and saving it. */
import type { Knex } from 'knex';
import type { Clash, LineCheck, LineEdit, LineForm, ScheduleHeader, ScheduleLine } from '@qashyq/shared-types';
import { weekOfDate } from '../../calendar/academic-weeks.js';
import { findTerm } from '../../calendar/calendar-store.js';
import type { CaseRow } from '../../db/tables.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../errors.js';
import type { CurrentPerson } from '../../identity/current-person.js';
import { named } from '../../identity/person-store.js';
import type { CaseEngine } from '../../workflow/case-feature.js';
import { createCaseStore, StaleCaseError } from '../../workflow/case-store.js';
import { findClashesOfLine, indexLines } from './clashes.js';
import { listExamLines } from './dated/exam-lines.js';
import { mistakesOf, type EditReference } from './line-edit-rules.js';
import { freePlacesOf, indexTerm, loadPlaceReference } from './line-places.js';
import { assertMayPrepare } from './import/may-prepare.js';
import { listReplacedLines } from './replacements/replaced-lines.js';
import { scheduleFeature } from './schedule-feature.js';
import { getHeader, listLines, listMeetingLines, updateLine } from './schedule-store.js';
import { loadNames } from './schedule-names.js';
import { foreignLines } from './schedule-view.js';

/** The line of a draft that this person prepares. @throws AppError `notFound`, `notAllowed`, `actionNotPossible` */
async function ownLine(db: Knex, now: () => number, person: CurrentPerson, caseId: number, lineKey: string) {
  const caseRow = await createCaseStore(db, now).getCase(caseId);
  if (caseRow.kind !== 'lessonSchedule' || !scheduleFeature.mayRead(person, caseRow)) throw new AppError('notFound');
  assertMayPrepare(scheduleFeature.workflow, person, caseRow);
  const lines = await listLines(db, caseId);
  const line = lines.find(({ key }) => key === lineKey);
  if (line === undefined) throw new AppError('notFound');
  return { caseRow, header: await getHeader(db, caseId), lines, line };
}

export async function presentLineForm(
  { db, now }: CaseEngine,
  person: CurrentPerson,
  caseId: number,
  lineKey: string,
): Promise<LineForm> {
  const { caseRow, header, lines, line } = await ownLine(db, now, person, caseId, lineKey);
  const reference = await loadPlaceReference(db, header);
  const term = (await findTerm(db, header.academicYear, header.term))!;
  const teachers = await db('persons').whereNotNull('staff_code').orderBy('staff_code');
  return {
    ...(await checked(db, caseRow, header, lines, line)),
    version: caseRow.version,
    slots: [...reference.calendar.slots],
    week1On: term.week1_on,
    weekCount: weekOfDate(term.week1_on, term.ends_on).week,
    teachers: teachers.map((row) => ({ code: row.staff_code!, name: named(row) })),
    rooms: reference.rooms.map((room) => ({ ...room })),
    learners: line.groupCodes.reduce((sum, code) => sum + (reference.learners.get(code) ?? 0), 0),
  };
}

/** @throws AppError `invalidInput` with every field that cannot stay so */
export async function checkLine(
  { db, now, catalogue }: CaseEngine,
  person: CurrentPerson,
  caseId: number,
  lineKey: string,
  edit: LineEdit,
): Promise<LineCheck> {
  const { caseRow, header, lines, line } = await ownLine(db, now, person, caseId, lineKey);
  await assertRight(db, catalogue, person, header, edit);
  return checked(db, caseRow, header, lines, { ...line, ...edit });
}

/** Saves the line against the version its person saw. @throws AppError `conflict` when somebody else changed the draft meanwhile */
export async function saveLine(
  { db, now, catalogue }: CaseEngine,
  person: CurrentPerson,
  caseId: number,
  lineKey: string,
  { version, ...edit }: LineEdit & { version: number },
): Promise<LineCheck> {
  const { header } = await ownLine(db, now, person, caseId, lineKey);
  await assertRight(db, catalogue, person, header, edit);
  try {
    await inTransaction(db, async (trx) => {
      const { caseRow, line } = await ownLine(trx, now, person, caseId, lineKey);
      if (caseRow.version !== version) throw new StaleCaseError();
      await createCaseStore(trx, now).advanceCase(caseRow, {});
      await updateLine(trx, { ...line, ...edit });
    });
  } catch (error) {
    if (!(error instanceof StaleCaseError)) throw error;
    const { caseRow, line } = await ownLine(db, now, person, caseId, lineKey);
    const isMySecondClick =
      caseRow.version === version + 1 && JSON.stringify({ ...line, ...edit }) === JSON.stringify(line);
    if (!isMySecondClick) throw new AppError('draftChanged');
  }
  const saved = await ownLine(db, now, person, caseId, lineKey);
  // Only what meets the line is read: a click must not cost a look at the whole university.
  const meeting = [
    ...(await listMeetingLines(db, saved.header, caseId, saved.line)),
    ...(await listReplacedLines(db, saved.header, saved.lines)),
    ...(await listExamLines(db, saved.header)),
  ];
  const clashes = findClashesOfLine(saved.line, indexLines(meeting));
  return withWords(db, saved.line, saved.lines, clashes, []);
}

async function checked(
  db: Knex,
  caseRow: CaseRow,
  header: ScheduleHeader,
  lines: readonly ScheduleLine[],
  line: ScheduleLine,
): Promise<LineCheck> {
  const index = await indexTerm(db, { header, lines: [...lines] }, caseRow.id);
  const places = freePlacesOf(line, index, await loadPlaceReference(db, header));
  return withWords(db, line, lines, findClashesOfLine(line, index), places);
}

async function withWords(
  db: Knex,
  line: ScheduleLine,
  lines: readonly ScheduleLine[],
  clashes: Clash[],
  freePlaces: LineCheck['freePlaces'],
): Promise<LineCheck> {
  const clashing = new Set(clashes.map(({ otherLineKey }) => otherLineKey));
  const otherLines = lines.filter(({ key }) => key !== line.key && clashing.has(key));
  const names = await loadNames(db, [line, ...otherLines, ...foreignLines(clashes)]);
  return { line, clashes, otherLines, freePlaces, names };
}

async function assertRight(
  db: Knex,
  catalogue: CaseEngine['catalogue'],
  person: CurrentPerson,
  { academicYear, term }: ScheduleHeader,
  edit: LineEdit,
): Promise<void> {
  const found = (await findTerm(db, academicYear, term))!;
  const reference: EditReference = {
    slotNos: (await db('time_slots').select('no')).map(({ no }) => no),
    weekCount: weekOfDate(found.week1_on, found.ends_on).week,
    knowsTeacher: (await db('persons').where({ staff_code: edit.teacherCode }).first('id')) !== undefined,
    knowsRoom: edit.roomCode === null || (await db('rooms').where({ code: edit.roomCode }).first('id')) !== undefined,
  };
  const mistakes = mistakesOf(edit, reference);
  if (mistakes.length > 0)
    throw new AppError('invalidInput', {
      details: mistakes.map(({ field, code }) => ({
        field: `body.${field}`,
        message: catalogue.text(person.locale, `line_mistake_${code}`),
      })),
    });
}
