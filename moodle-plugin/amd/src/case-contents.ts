import type { CaseKind } from '@qashyq/shared-types';
import type { CaseContent } from './case-content.js';
import { datedContent } from './dated-content.js';
import { lessonContent } from './lesson-content.js';
import { plannedContent } from './planned-content.js';
import { replacementContent } from './replacement-content.js';

/** The content of every kind of case; a kind without its own does not compile. */
export const caseContents: Readonly<Record<CaseKind, CaseContent>> = {
  lessonSchedule: lessonContent,
  lessonReplacement: replacementContent,
  midtermControlSchedule: datedContent,
  interimAttestationSchedule: datedContent,
  finalAttestationSchedule: datedContent,
  trainingPlan: plannedContent,
};
