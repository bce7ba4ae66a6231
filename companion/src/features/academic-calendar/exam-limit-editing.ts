/** Setting how many exams a day and which pause a kind of schedule allows, with its record. */
import type { ExamLimitsEffect, SaveExamLimits } from '@qashyq/shared-types';
import { takeTurn } from '../../db/take-turn.js';
import { effectOnDrafts } from '../schedules/dated/exam-limits-effect.js';
import { keepExamLimits, loadExamLimits } from '../schedules/dated/exam-limits.js';
import { recorded, refuse, type CalendarEditing } from './calendar-editing.js';
import { examLimitFaults } from './calendar-rules.js';

/**
 * Drafts are checked by the new limits from now on; editions that were submitted stay as those who agreed saw them.
 * @throws AppError `invalidInput` with a sentence for each field
 */
export async function saveExamLimits(editing: CalendarEditing, limits: SaveExamLimits): Promise<ExamLimitsEffect> {
  refuse(editing, examLimitFaults(limits));
  const { db } = editing;
  let before = limits;
  await recorded(editing, async (trx) => {
    await takeTurn(trx, 'examLimits');
    before = await loadExamLimits(trx, limits.kind);
    await keepExamLimits(trx, limits);
    return { before: { examLimits: before }, after: { examLimits: limits } };
  });
  return effectOnDrafts(db, before, limits);
}
