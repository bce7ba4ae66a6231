/** The catalogue of trainings in words. */
import type { TrainingBrief } from '@qashyq/shared-types';
import { coded, type Words } from '../../view-models/words.js';

export function catalogueRow(training: TrainingBrief, words: Words) {
  return {
    title: words.name(training.title),
    category: words.t(`trainingcategory_${coded(training.category)}`),
    form: words.t(`trainingform_${training.form}`),
    hours: words.count('training_hours', training.hours),
  };
}
