/** What the tests of training plans share. */
import { randomUUID } from 'node:crypto';
import type { CaseAction, PlanHeader, PlanLine } from '@qashyq/shared-types';
import { createPlan, savePlan } from '../../../src/features/training/plan/plan-drafts.js';
import { createCaseStore } from '../../../src/workflow/case-store.js';
import { takeAction } from '../../../src/workflow/take-action.js';
import type { TestUniversity } from '../../support/university.js';

export const wholeYear: PlanHeader = { academicYear: '2026/27', term: null };

export function planLine(given: Partial<PlanLine> = {}): PlanLine {
  return {
    key: randomUUID(),
    title: {
      kk: 'Moodle-де курс құрастыру',
      ru: 'Проектирование курса в Moodle',
      en: 'Designing a course in Moodle',
    },
    purpose: 'Оқытушылар өз курсын құрастырады',
    category: 'learningPlatform',
    hours: 72,
    form: 'blended',
    startsOn: '2026-10-05',
    endsOn: '2026-10-30',
    seats: 8,
    trainers: 'Ахметжан Н. Қ.',
    place: '1-305',
    cost: 0,
    leaveFromWork: false,
    audience: { unitIds: [], positions: [] },
    result: 'certificate',
    ...given,
  };
}

/** A plan by the methodologist, not submitted yet. */
export async function draftPlan(
  { engine, person }: TestUniversity,
  lines: PlanLine[] = [planLine()],
  header = wholeYear,
): Promise<number> {
  const methodist = await person('methodist');
  const caseId = await createPlan(engine, methodist, { ...header, cloneOf: null });
  await savePlan(engine, methodist, caseId, { version: 0, lines });
  return caseId;
}

export async function act(
  { engine, person }: TestUniversity,
  login: string,
  caseId: number,
  action: CaseAction,
  remarks: { lineKey: string | null; text: string }[] = [],
): Promise<void> {
  const { version } = await createCaseStore(engine.db, engine.now).getCase(caseId);
  await takeAction(engine, await person(login), caseId, { action, version, comment: '', remarks });
}

/** Through the whole route; personnel is asked where the lines want it. */
export async function approvePlan(university: TestUniversity, caseId: number, withPersonnel = false): Promise<void> {
  await act(university, 'methodist', caseId, 'submit');
  await act(university, 'dldhead', caseId, 'agree');
  await act(university, 'icedirector', caseId, 'agree');
  if (withPersonnel) await act(university, 'hrhead', caseId, 'agree');
  await act(university, 'vicerector', caseId, 'approve');
}
