/**
 * Checks the project's own pages: every relative link and picture in a *.md file leads to a file, also to its heading where one is named,
 * and every path named in backticks in docs/architecture.md and docs/decisions exists. Says each broken one with its line; ends with 1 when there are any.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '../..');
const tracked = (...patterns) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)));

/** Pages whose backticks name files by their path from the root, or from the folder named just before. */
const naming = /^docs\/(architecture\.md|decisions\/)/;
/** A path: names with slashes between them. `{a,b}` stands for each of them. */
const pathLike = /^[\w.-]+(\/([\w.-]|\{[\w,]+\})+)+\/?$/;
const folders = new Set(tracked().map((file) => file.split('/')[0]));

const broken = [];
for (const page of tracked('*.md')) {
  const lines = withoutCode(readFileSync(join(root, page), 'utf8')).split('\n');
  lines.forEach((line, index) => {
    const say = (what) => broken.push(`${page}:${index + 1}: ${what}`);
    for (const [, address] of line.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g))
      if (!/^[a-z]+:/i.test(address) && !leads(page, address)) say(`${address} leads nowhere`);
    if (naming.test(page))
      for (const [, code] of line.matchAll(/`([^`]+)`/g))
        for (const path of namedPaths(code)) if (!existsSync(join(root, path))) say(`there is no ${path}`);
  });
}
for (const line of broken) console.error(line);
if (broken.length > 0) process.exitCode = 1;
else console.log('All links lead somewhere, and all named files are there.');

/** Does a relative link lead to a file or folder of the project and, where it names a heading, to that heading. */
function leads(page, address) {
  const [path, heading] = decodeURIComponent(address).split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  if (target.startsWith('..') || !existsSync(join(root, target))) return false;
  return heading === undefined || headings(target).has(heading);
}

function headings(page) {
  const titles = [...withoutCode(readFileSync(join(root, page), 'utf8')).matchAll(/^#+ +(.+)$/gm)];
  return new Set(
    titles.map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

/** The files a text in backticks names, when it is a path from the root of the project. */
function namedPaths(code) {
  if (!pathLike.test(code) || !folders.has(code.split('/')[0])) return [];
  const [whole, choices] = /\{([\w,]+)\}/.exec(code) ?? [];
  return whole === undefined ? [code] : choices.split(',').map((choice) => code.replace(whole, choice));
}

/** Empties fenced blocks and keeps their lines, so that line numbers stay. */
function withoutCode(text) {
  return text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''));
}
