/** Prints the demo university as JSON, for the development Moodle. */
import { demoMailDomain, disciplines, groups, people, weekTimetable } from '../../companion/dist/demo/university.js';

console.log(JSON.stringify({ mailDomain: demoMailDomain, people, groups, disciplines, lessons: weekTimetable }));
