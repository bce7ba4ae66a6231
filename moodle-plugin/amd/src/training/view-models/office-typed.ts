/** What was typed into the department's form, as the service takes it. */
import type { TrainingDraft } from '@qashyq/shared-types';
import { approvals, categories, forms, languages, posts } from './office-words.js';

/** Sessions and trainers stand in `before`, in their order; their fields are read by place. */
export function typedDraft(typed: FormData, before: TrainingDraft): TrainingDraft {
  const text = (name: string): string => {
    const value = typed.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  // What is no number is empty for the browser, too.
  const number = (name: string): number | null => {
    const value = text(name);
    return value === '' || !Number.isFinite(Number(value)) ? null : Math.round(Number(value));
  };
  const one = <Code extends string>(codes: readonly Code[], name: string, otherwise: Code): Code =>
    codes.find((code) => code === text(name)) ?? otherwise;
  const inEach = (name: string) => ({
    kk: text(`${name}.kk`),
    ru: text(`${name}.ru`),
    en: text(`${name}.en`),
  });
  const chosenPositions = typed.getAll('positions');
  const years = number('notDoneWithinYears');
  return {
    title: inEach('title'),
    about: inEach('about'),
    category: one(categories, 'category', before.category),
    form: one(forms, 'form', before.form),
    language: one(languages, 'language', before.language),
    hours: number('hours'),
    seats: number('seats'),
    applyFrom: text('applyFrom').slice(0, 16),
    applyUntil: text('applyUntil').slice(0, 16),
    cancelUntil: text('cancelUntil').slice(0, 16),
    offerHours: number('offerHours'),
    approval: one(approvals, 'approval', before.approval),
    eligibility: {
      unitIds: typed.getAll('unitIds').map(Number),
      positions: posts.filter((position) => chosenPositions.includes(position)),
      notDoneWithinYears: years === null ? null : Math.min(20, Math.max(1, years)),
      noTimetableClash: typed.has('noTimetableClash'),
    },
    attendancePercent: number('attendancePercent'),
    needsFinalTask: typed.has('needsFinalTask'),
    moodleCourse: text('moodleCourse'),
    signatoryId: number('signatoryId'),
    certificateMonths: number('certificateMonths'),
    trainers: before.trainers,
    sessions: before.sessions.map(({ key }, index) => ({
      key,
      date: text(`sessions.${index}.date`),
      starts: text(`sessions.${index}.starts`).slice(0, 5),
      ends: text(`sessions.${index}.ends`).slice(0, 5),
      room: text(`sessions.${index}.room`),
      link: text(`sessions.${index}.link`),
    })),
    clashReason: text('clashReason'),
  };
}

/** Is anything other than what was saved. */
export function isSameDraft(one: TrainingDraft, other: TrainingDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
