/** From a line of the plan in force to the draft of a training. */
import { randomUUID } from 'node:crypto';
import type { PlanLine, TrainingDraft } from '@qashyq/shared-types';
import { isSqlite } from '../../../db/connect.js';
import { inTransaction } from '../../../db/transaction.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings } from '../../../identity/policies.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore } from '../../../workflow/case-store.js';
import { insertTraining } from '../office/training-store.js';
import { planOf } from './plan-content.js';
import { trainingPlanFeature } from './plan-feature.js';

/**
 * Makes a training of the line, still a draft, and returns it. While its draft is not announced, the same line leads to the same draft:
 * a second click, or a second person, makes no second one.
 * @throws AppError `notAllowed`; `notFound` for a line that no plan in force has
 */
export async function trainingFromLine(
  { db, now }: Pick<CaseEngine, 'db' | 'now'>,
  person: CurrentPerson,
  caseId: number,
  lineKey: string,
): Promise<number> {
  if (!canRunTrainings(person)) throw new AppError('notAllowed');
  return inTransaction(db, async (trx) => {
    // One after another: the row of the plan is the turn.
    const turn = trx('training_plans').where({ case_id: caseId }).first();
    await (isSqlite(trx) ? turn : turn.forUpdate());
    const store = createCaseStore(trx, now);
    const caseRow = await store.getCase(caseId);
    if (caseRow.kind !== 'trainingPlan' || !trainingPlanFeature.mayRead(person, caseRow))
      throw new AppError('notFound');
    if (caseRow.approved_edition_no === null) throw new AppError('notFound');
    const { content_json } = await store.getEdition(caseId, caseRow.approved_edition_no);
    const line = planOf(content_json).lines.find(({ key }) => key === lineKey);
    if (line === undefined) throw new AppError('notFound');
    const begun = await trx('trainings')
      .where({ plan_case_id: caseId, plan_line_key: lineKey, state: 'draft' })
      .orderBy('id')
      .first('id');
    if (begun !== undefined) return begun.id;
    return insertTraining(trx, draftOfLine(line), {
      seriesKey: randomUUID(),
      by: person.id,
      now: now(),
      plan: { caseId, lineKey },
    });
  });
}

/** What the line says, and what the form of a new training begins with; the rest is the department's to write before it announces. */
export function draftOfLine(line: PlanLine): TrainingDraft {
  const { title, purpose, category, form, hours, seats, startsOn, endsOn, trainers, place, audience } = line;
  const days = [startsOn, endsOn === startsOn ? null : endsOn].filter((day) => day !== null);
  return {
    title,
    about: { kk: purpose, ru: purpose, en: purpose },
    category,
    form,
    language: 'kk',
    hours,
    seats,
    applyFrom: '',
    applyUntil: '',
    cancelUntil: '',
    offerHours: 24,
    approval: 'automatic',
    eligibility: { ...audience, notDoneWithinYears: null, noTimetableClash: false },
    attendancePercent: 80,
    needsFinalTask: false,
    moodleCourse: '',
    signatoryId: null,
    certificateMonths: null,
    trainers: trainers === '' ? [] : [{ personId: null, outsideName: trainers.slice(0, 200) }],
    // The first and the last planned day, in the morning: when it really is, the form says.
    sessions: days.map((date) => ({
      key: null,
      date,
      starts: '09:00',
      ends: '09:50',
      room: form === 'online' ? '' : place.slice(0, 40),
      link: '',
    })),
    clashReason: '',
  };
}
