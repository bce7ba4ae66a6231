/** A published schedule of two lines in the demo university, and what a test does with its replacements. */
import { expect } from 'chai';
import type { ReplacementInput, ScheduleLine, WishedLesson } from '@qashyq/shared-types';
import type { AppError } from '../../../src/errors.js';
import { planPublication } from '../../../src/effects/publication.js';
import type { ReplacementEngine } from '../../../src/features/schedules/replacements/replaceable-lessons.js';
import { saveReplacement } from '../../../src/features/schedules/replacements/replacement-editing.js';
import { createApprovedEditions } from '../../../src/features/schedules/timetable/approved-editions.js';
import { createCaseStore } from '../../../src/workflow/case-store.js';
import { takeAction } from '../../../src/workflow/take-action.js';
import { approveCase } from '../../support/approval.js';
import { draftSchedule, line, openTestUniversity, type TestUniversity } from '../../support/university.js';

export const refusal = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => expect.fail('should have been refused'),
    (error: unknown) => error as AppError,
  );

type Action = 'submit' | 'agree' | 'approve' | 'withdraw' | 'revise';

export interface ReplacementFixture {
  university: TestUniversity;
  scheduleCaseId: number;
  /** T03 on Mondays of weeks 7 and 8, that is 12 and 19 October 2026, slots 1–2, online. */
  mine: ScheduleLine;
  /** T04 on Thursdays of weeks 7 and 8, that is 15 and 22 October, slots 3–4, for the same group, in 1-305. */
  theirs: ScheduleLine;
}

export async function openReplacements(others: ScheduleLine[] = []): Promise<ReplacementFixture> {
  const university = await openTestUniversity();
  const mine = line({ teacherCode: 'T03', groupCodes: ['ИС-25-12'], weeks: [7, 8] });
  const theirs = line({
    teacherCode: 'T04',
    groupCodes: ['ИС-25-12'],
    weekday: 4,
    firstSlot: 3,
    lastSlot: 4,
    weeks: [7, 8],
    mode: 'campus',
    roomCode: '1-305',
  });
  const scheduleCaseId = await draftSchedule(university, [mine, theirs, ...others]);
  await approveCase(university, scheduleCaseId);
  return { university, scheduleCaseId, mine, theirs };
}

const asPlanned = ({ key, firstSlot, lastSlot, mode, roomCode, teacherCode }: ScheduleLine) => ({
  lineKey: key,
  firstSlot,
  lastSlot,
  mode,
  roomCode,
  teacherCode,
});

/** T02 instead of T03 on 12 October; what is given is otherwise. */
export function substitution(
  { scheduleCaseId, mine }: ReplacementFixture,
  given: Partial<WishedLesson> = {},
): ReplacementInput {
  const lesson = { ...asPlanned(mine), week: 7, toOn: '2026-10-12', teacherCode: 'T02', ...given };
  return { kind: 'substitution', scheduleCaseId, reason: 'Іссапар', lessons: [lesson] };
}

/** The lesson of 12 October at another time or place. */
export function move({ scheduleCaseId, mine }: ReplacementFixture, to: Partial<WishedLesson>): ReplacementInput {
  const lesson = { ...asPlanned(mine), week: 7, toOn: '2026-10-12', ...to };
  return { kind: 'move', scheduleCaseId, reason: 'Іссапар', lessons: [lesson] };
}

/** Monday 12 and Thursday 15 October change places, rooms included. */
export function swap({ scheduleCaseId, mine, theirs }: ReplacementFixture): ReplacementInput {
  const at = (one: ScheduleLine, other: ScheduleLine, toOn: string): WishedLesson => ({
    ...asPlanned(other),
    lineKey: one.key,
    teacherCode: one.teacherCode,
    week: 7,
    toOn,
  });
  const lessons = [at(mine, theirs, '2026-10-15'), at(theirs, mine, '2026-10-12')];
  return { kind: 'swap', scheduleCaseId, reason: 'Конференция', lessons };
}

/** T04 holds the lesson of Monday 12 October and T03 that of Thursday 15 October. */
export function exchange({ scheduleCaseId, mine, theirs }: ReplacementFixture): ReplacementInput {
  const lessons = [
    { ...asPlanned(mine), week: 7, toOn: '2026-10-12', teacherCode: theirs.teacherCode },
    { ...asPlanned(theirs), week: 7, toOn: '2026-10-15', teacherCode: mine.teacherCode },
  ];
  return { kind: 'exchange', scheduleCaseId, reason: 'Іссапар', lessons };
}

/** The engine with what the form asks of besides. */
export const asking = ({ engine }: TestUniversity): ReplacementEngine => ({
  ...engine,
  approved: createApprovedEditions(),
});

export async function prepare(
  { university }: ReplacementFixture,
  input: ReplacementInput,
  login = 'dispatcher1',
): Promise<number> {
  return saveReplacement(asking(university), await university.person(login), input, null);
}

export async function act(
  { university }: ReplacementFixture,
  login: string,
  caseId: number,
  action: Action,
): Promise<void> {
  const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
  const body = { action, version, comment: '', remarks: [] };
  await takeAction(university.engine, await university.person(login), caseId, body);
}

/** Submitted by the dispatcher and agreed by the kafedra: only the head of the department has not spoken. */
export async function agreed(fixture: ReplacementFixture, input: ReplacementInput): Promise<number> {
  const caseId = await prepare(fixture, input);
  await act(fixture, 'dispatcher1', caseId, 'submit');
  await act(fixture, 'teacher01', caseId, 'agree');
  return caseId;
}

export async function approved(fixture: ReplacementFixture, input: ReplacementInput): Promise<number> {
  const caseId = await agreed(fixture, input);
  await act(fixture, 'dldhead', caseId, 'approve');
  return caseId;
}

/** What Moodle's calendar shall show of the schedule. */
export async function calendar({ university, scheduleCaseId }: ReplacementFixture, editionNo = 1) {
  return (await planPublication(university.engine, scheduleCaseId, editionNo))!.events;
}
