/** Preparing a replacement: what can be chosen, what it would clash with, and saving its draft. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type {
  CheckReplacement,
  QueryOf,
  ReplacementCheck,
  ReplacementContent,
  ReplacementForm,
  ReplacementInput,
  ReplacementPartners,
  ReplacementView,
} from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import type { CaseRow } from '../../../db/tables.js';
import { takeTurn } from '../../../db/take-turn.js';
import { inTransaction } from '../../../db/transaction.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { named } from '../../../identity/person-store.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore, StaleCaseError } from '../../../workflow/case-store.js';
import { isEditable } from '../../../workflow/define-workflow.js';
import { isPreparer } from '../../../workflow/permission.js';
import { loadPlaceReference } from '../line-places.js';
import { freezeJson } from '../schedule-content.js';
import { loadNames } from '../schedule-names.js';
import { stillHolds } from './held-lines.js';
import { replacementOf } from './replacement-content.js';
import { pageOfPartners, partnersOf, searched } from './replacement-partners.js';
import { loadReplaceable, type ReplacementEngine } from './replaceable-lessons.js';
import { replacementFeature } from './replacement-feature.js';
import {
  comingLessons,
  lessonName,
  plannedLessons,
  replacementMistakes,
  withoutSchedule,
} from './replacement-rules.js';
import { freeDates, linesWith, loadHeldTerm, referenceOf, tryReplacement } from './replacement-state.js';
import { getReplacementDraft, saveReplacementDraft } from './replacement-store.js';
import { lessonReplacementWorkflow } from './replacement-workflow.js';

const lineKeysOf = ({ lessons }: Pick<CheckReplacement, 'lessons'>): string[] => lessons.map(({ lineKey }) => lineKey);

export async function presentReplacementForm(
  engine: ReplacementEngine,
  person: CurrentPerson,
  query: QueryOf<'replacementForm'>,
): Promise<ReplacementForm> {
  const { db, now } = engine;
  const { scheduleCaseId, lineKey } = query;
  const { held, lines } = await loadReplaceable(engine, person, { scheduleCaseId, lineKeys: [lineKey], kind: null });
  const [line] = lines;
  if (line === undefined) throw new AppError('notFound');
  const reference = await referenceOf(db, held, query.caseId ?? null, now());
  const teachers = await db('persons').whereNotNull('staff_code').orderBy('staff_code');
  return {
    scheduleCaseId,
    line: withoutSchedule(line),
    lessons: comingLessons(line, reference),
    teachers: teachers.map((row) => ({ code: row.staff_code!, name: named(row) })),
    rooms: await db('rooms').select('code', 'seats').orderBy('code'),
    names: await loadNames(db, [line]),
    slots: [...held.calendar.slots],
    earliest: reference.today,
    latest: held.endsOn,
  };
}

/** @throws AppError `notFound` for a lesson that is over, replaced already or unknown */
export async function presentReplacementPartners(
  engine: ReplacementEngine,
  person: CurrentPerson,
  query: QueryOf<'replacementPartners'>,
): Promise<ReplacementPartners> {
  const { db, now } = engine;
  const { scheduleCaseId, lineKey, week, kind, page, pageSize } = query;
  const caseId = query.caseId ?? null;
  const { held, lines } = await loadReplaceable(engine, person, { scheduleCaseId, lineKeys: [lineKey], kind: null });
  const [line] = lines;
  if (line === undefined) throw new AppError('notFound');
  const reference = await referenceOf(db, held, caseId, now());
  const lesson = comingLessons(line, reference).find((coming) => coming.week === week);
  if (lesson === undefined) throw new AppError('notFound');
  const partners = partnersOf(held.planned, line, kind);
  const found = query.search === '' ? partners : searched(partners, query.search, await loadNames(db, partners));
  const present = [...linesWith(held, [], caseId), ...held.exams];
  const { items, total } = pageOfPartners(found, { ...lesson, line }, kind, reference, present, { page, pageSize });
  return {
    items,
    page,
    pageSize,
    total,
    names: await loadNames(
      db,
      items.map((partner) => partner.line),
    ),
  };
}

export async function checkReplacement(
  engine: ReplacementEngine,
  person: CurrentPerson,
  input: CheckReplacement,
): Promise<ReplacementCheck> {
  const { db, now, catalogue } = engine;
  const { kind, scheduleCaseId } = input;
  const caseId = input.caseId ?? null;
  const { held } = await loadReplaceable(engine, person, { scheduleCaseId, lineKeys: lineKeysOf(input), kind });
  const reference = await referenceOf(db, held, caseId, now());
  const lessons = plannedLessons(input.lessons, reference, () => randomUUID());
  const { clashes, days } = tryReplacement(held, lessons, caseId);
  const [first] = lessons;
  const places = kind === 'move' && first !== undefined ? await loadPlaceReference(db, held) : null;
  return {
    clashes,
    days,
    freeDates: places === null ? [] : freeDates(held, first!, places, { today: reference.today, exceptCaseId: caseId }),
    mistakes: replacementMistakes(input, reference).map((code) => ({
      code,
      text: catalogue.text(person.locale, `obstacle_replacement_${code}`),
    })),
    names: await namesOf(db, lessons, days, clashes),
  };
}

/** The new case, or the case whose draft was changed. @throws AppError `draftChanged`, `actionNotPossible`, `notAllowed`, `invalidInput` */
export async function saveReplacement(
  engine: ReplacementEngine,
  person: CurrentPerson,
  input: ReplacementInput,
  target: { caseId: number; version: number } | null,
): Promise<number> {
  const { db, now } = engine;
  const { kind, scheduleCaseId, reason } = input;
  const { held, orgUnitId } = await loadReplaceable(engine, person, {
    scheduleCaseId,
    lineKeys: lineKeysOf(input),
    kind,
  });
  const reference = await referenceOf(db, held, target?.caseId ?? null, now());
  const former = target === null ? null : await getReplacementDraft(db, target.caseId);
  const keys = new Map(former?.lessons.map((lesson) => [lessonName(lesson), lesson.key]));
  const lessons = plannedLessons(input.lessons, reference, (lesson) => keys.get(lessonName(lesson)) ?? randomUUID());
  if (lessons.length !== input.lessons.length) throw new AppError('notFound');
  const { academicYear, term } = held;
  const content: ReplacementContent = { kind, scheduleCaseId, academicYear, term, reason, lessons };
  const title = await titleOf(engine, content);
  try {
    return await inTransaction(db, async (trx) => {
      const store = createCaseStore(trx, now);
      if (target === null) {
        await takeTurn(trx, `replacement:${person.id}`);
        const sameClick = await findJustBegun(trx, person, content, now());
        if (sameClick !== undefined) return sameClick;
        const caseId = await store.createCase({ kind: 'lessonReplacement', title, authorId: person.id, orgUnitId });
        await saveReplacementDraft(trx, caseId, content);
        return caseId;
      }
      const caseRow = await ownCase(engine, trx, person, target.caseId);
      // What is in force of it is looked at, and waits its turn, by term.
      const isOfTerm = former?.academicYear === academicYear && former.term === term;
      if (!isEditable(caseRow.state) || !isOfTerm) throw new AppError('actionNotPossible');
      if (caseRow.version !== target.version) throw new StaleCaseError();
      await store.advanceCase(caseRow, { title_kk: title.kk, title_ru: title.ru, title_en: title.en });
      await saveReplacementDraft(trx, caseRow.id, content);
      return caseRow.id;
    });
  } catch (error) {
    if (error instanceof StaleCaseError) throw new AppError('draftChanged');
    throw error;
  }
}

/** An answer lost on the way brings the same wish a second time; longer ago it is another one. */
const sameClickMs = 60_000;

async function findJustBegun(
  trx: Knex,
  person: CurrentPerson,
  content: ReplacementContent,
  now: number,
): Promise<number | undefined> {
  const drafts: { id: number; content_json: string }[] = await trx('cases')
    .join('replacement_drafts', 'replacement_drafts.case_id', 'cases.id')
    .where({ author_id: person.id, kind: 'lessonReplacement', state: 'draft', edition_no: 0, version: 0 })
    .where('cases.created_at', '>=', now - sameClickMs)
    .select('cases.id', 'replacement_drafts.content_json');
  // Keys are drawn anew each time.
  const wish = ({ lessons, ...rest }: ReplacementContent): string =>
    freezeJson({ ...rest, lessons: lessons.map((lesson) => ({ ...lesson, key: '' })) }).json;
  return drafts.find((draft) => wish(replacementOf(draft.content_json)) === wish(content))?.id;
}

async function ownCase({ now }: CaseEngine, db: Knex, person: CurrentPerson, caseId: number): Promise<CaseRow> {
  const caseRow = await createCaseStore(db, now).getCase(caseId);
  if (caseRow.kind !== 'lessonReplacement' || !replacementFeature.mayRead(person, caseRow))
    throw new AppError('notFound');
  if (!mayPrepare(person, caseRow)) throw new AppError('notAllowed');
  return caseRow;
}

const mayPrepare = (person: CurrentPerson, caseRow: CaseRow): boolean =>
  isPreparer(lessonReplacementWorkflow, { orgUnitId: caseRow.org_unit_id, preparedBy: [caseRow.author_id] }, person);

export async function presentReplacement(
  engine: CaseEngine,
  person: CurrentPerson,
  caseId: number,
  editionNo: number | null,
): Promise<ReplacementView> {
  const { db, now } = engine;
  const store = createCaseStore(db, now);
  const caseRow = await store.getCase(caseId);
  if (caseRow.kind !== 'lessonReplacement' || !replacementFeature.mayRead(person, caseRow))
    throw new AppError('notFound');
  const content =
    editionNo === null
      ? await getReplacementDraft(db, caseId)
      : replacementOf((await store.getEdition(caseId, editionNo)).content_json);
  const held = await loadHeldTerm(db, content);
  const lines = new Map(held.planned.map((line) => [line.key, line]));
  const inForce = new Set(held.replacements.filter((one) => one.caseId === caseId).map(({ key }) => key));
  const lapsed = content.lessons.filter((lesson) => {
    if (editionNo !== null && editionNo === caseRow.approved_edition_no) return !inForce.has(lesson.key);
    const line = lines.get(lesson.lineKey);
    return line === undefined || !stillHolds(line, lesson);
  });
  const { clashes, days } = tryReplacement(held, content.lessons, caseId);
  return {
    caseId,
    editionNo,
    content,
    clashes,
    days,
    lapsed: lapsed.map(({ key }) => key),
    editableVersion: mayPrepare(person, caseRow) && isEditable(caseRow.state) ? caseRow.version : null,
    names: await namesOf(db, content.lessons, days, clashes),
    slots: [...held.calendar.slots],
  };
}

function namesOf(
  db: Knex,
  lessons: ReplacementContent['lessons'],
  days: ReplacementView['days'],
  clashes: ReplacementView['clashes'],
) {
  return loadNames(db, [
    ...lessons.flatMap(({ line, teacherCode }) => [line, { ...line, teacherCode }]),
    ...days.flatMap((day) => day.lessons),
    ...clashes.flatMap(({ otherLine }) => otherLine ?? []),
  ]);
}

async function titleOf({ db, catalogue }: CaseEngine, { kind, lessons }: ReplacementContent) {
  const [first] = lessons;
  const names = await loadNames(
    db,
    lessons.map(({ line }) => line),
  );
  const { disciplineCode, groupCodes } = first!.line;
  const title = catalogue.named(`replacement_title_${kind}`, (locale) => ({
    discipline: names.disciplines[disciplineCode]?.[locale] ?? disciplineCode,
    groups: groupCodes.join(', '),
    dates: lessons.map(({ on }) => dateText(on)).join(', '),
  }));
  const short = (text: string) => text.slice(0, 300);
  return { kk: short(title.kk), ru: short(title.ru), en: short(title.en) };
}
