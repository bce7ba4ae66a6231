import type { Named, TrainingBrief } from '@qashyq/shared-types';
import type { TrainingRow } from '../../db/tables.js';

export function trainingTitle(row: Pick<TrainingRow, 'title_kk' | 'title_ru' | 'title_en'>): Named {
  return { kk: row.title_kk, ru: row.title_ru, en: row.title_en };
}

export function trainingBrief(row: TrainingRow): TrainingBrief {
  const { id, state, category, form, language, hours } = row;
  return { id, title: trainingTitle(row), state, category, form, language, hours };
}
