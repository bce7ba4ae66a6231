/** Plans and reports of training: a module of its own, fetched when somebody first plans, approves or reports. */
import type { Texts } from '../texts.js';
import { planContent } from './plan-content.js';
import { planEditorScreen } from './plan-editor.js';
import { planningPluralKeys, planningTextKeys } from './planning-text-keys.js';
import { plansScreen } from './plans.js';
import { reportScreen } from './report.js';

export const screens = { plansScreen, planEditorScreen, reportScreen };

export { planContent };

export const texts: Texts = { keys: planningTextKeys, plurals: planningPluralKeys };
