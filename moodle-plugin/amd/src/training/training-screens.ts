/** The screens of training: a module of its own, fetched when somebody first goes there. */
import type { Texts } from '../texts.js';
import { catalogueScreen } from './catalogue.js';
import { trainingPluralKeys, trainingTextKeys } from './text-keys.js';

export const screens = { catalogueScreen };

export const texts: Texts = { keys: trainingTextKeys, plurals: trainingPluralKeys };
