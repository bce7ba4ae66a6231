/** The screens around schedules: a module of its own, fetched when somebody first goes there. */
import { myTimetableScreen } from './my-timetable.js';
import { replacementScreen } from './replacement-form.js';
import { importScreen } from './schedule-import.js';
import { schedulesScreen } from './schedules.js';

export const screens = { importScreen, myTimetableScreen, replacementScreen, schedulesScreen };
