/** The screens of the department's administration: a module of its own, fetched when somebody first goes there. */
import { calendarScreen } from './calendar.js';
import { deputiesScreen } from './deputies.js';
import { effectsScreen } from './effects.js';
import { overviewScreen } from './overview.js';
import { readJournalScreen } from './read-journal.js';
import { roleChangesScreen, rolesScreen } from './roles.js';
import { routeEditorScreen } from './route-editor.js';
import { routesScreen } from './routes.js';

export const screens = {
  calendarScreen,
  deputiesScreen,
  effectsScreen,
  overviewScreen,
  readJournalScreen,
  rolesScreen,
  roleChangesScreen,
  routeEditorScreen,
  routesScreen,
};
