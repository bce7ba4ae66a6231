/** The screens of training: a module of its own, fetched when somebody first goes there. */
import type { Texts } from '../texts.js';
import { applicantsScreen } from './applicants.js';
import { catalogueScreen } from './catalogue.js';
import { feedbackScreen } from './feedback.js';
import { myTrainingsScreen } from './my-trainings.js';
import { trainingPluralKeys, trainingTextKeys } from './text-keys.js';
import { toDecideScreen } from './to-decide.js';
import { trainingScreen } from './training.js';

export const screens = {
  applicantsScreen,
  catalogueScreen,
  feedbackScreen,
  myTrainingsScreen,
  toDecideScreen,
  trainingScreen,
};

export const texts: Texts = { keys: trainingTextKeys, plurals: trainingPluralKeys };
