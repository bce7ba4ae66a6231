/** Prints whom of the demo university one can sign in as to walk a schedule from import to publication. */
import { people } from '../../companion/dist/demo/university.js';
import { loadCatalogue } from '../../companion/dist/i18n/catalogue.js';

const catalogue = loadCatalogue();
const rolesOfTheJourney = [
  'scheduler',
  'chairHead',
  'dean',
  'dldHead',
  'dldMethodist',
  'viceRectorAcademic',
  'auditor',
];

const rows = people
  .filter(({ roles }) => roles.some(([role]) => rolesOfTheJourney.includes(role)))
  .map(({ login, names, locale, roles }) => [
    login,
    names[['kk', 'ru', 'en'].indexOf(locale)],
    roles.map(([role, unit]) => `${catalogue.text('en', `role_${role.toLowerCase()}`)} (${unit})`).join(', '),
  ]);
const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
console.log('Sign in there as, for instance:');
for (const [login, name, posts] of rows)
  console.log(`  ${login.padEnd(widths[0])}  ${name.padEnd(widths[1])}  ${posts}`);
