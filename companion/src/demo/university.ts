/** The demo university. Plain values, also read by the development Moodle. */
export * from './people.js';
export * from './teaching.js';
export * from './units.js';
