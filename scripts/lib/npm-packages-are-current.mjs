/** Ends with 0 when node_modules holds just what package-lock.json asks for, else with 1. npm itself notes in node_modules what it laid there. */
import { existsSync, readFileSync } from 'node:fs';

const installedList = 'node_modules/.package-lock.json';
if (!existsSync(installedList)) process.exit(1);

const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages;
const isCurrent = Object.entries(wanted).every(([path, { version, link, optional }]) => {
  if (!path.includes('node_modules/')) return true;
  const found = installed[path];
  // Optional packages are for other systems where they are not there.
  return found === undefined ? optional === true : link === true || found.version === version;
});
process.exit(isCurrent ? 0 : 1);
