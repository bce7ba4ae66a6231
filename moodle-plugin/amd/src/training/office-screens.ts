/** Running trainings: a module of its own, fetched when somebody of the department first goes there. */
import type { Texts } from '../texts.js';
import { officeEditorScreen } from './office-editor.js';
import { officeListScreen } from './office-list.js';
import { officePluralKeys, officeTextKeys } from './office-text-keys.js';
import { officeYearScreen } from './office-year.js';

export const screens = { officeListScreen, officeEditorScreen, officeYearScreen };

export const texts: Texts = { keys: officeTextKeys, plurals: officePluralKeys };
