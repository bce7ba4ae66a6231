/** What a screen weighs, and whether anything of ours is loaded by pages that are not ours. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Section } from './report.js';

const folder = new URL('../../moodle-plugin/amd/build/', import.meta.url);
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

export async function measureWeight(): Promise<Section> {
  const modules = readdirSync(folder).filter((name) => name.endsWith('.min.js'));
  const source = (name: string) => readFileSync(new URL(name, folder), 'utf8');
  const weight = (names: readonly string[]) => names.reduce((sum, name) => sum + gzipSync(source(name)).length, 0);
  /** A module and everything of ours that it asks for before it runs. */
  const withNeeds = (name: string, found = new Set<string>()): Set<string> => {
    if (found.has(name)) return found;
    found.add(name);
    const [, needs = ''] = /^define\("[^"]+",\[([^\]]*)\]/.exec(source(name)) ?? [];
    for (const [, need] of needs.matchAll(/"\.\/([^"]+)"/g)) withNeeds(`${need}.min.js`, found);
    return found;
  };
  // Moodle joins every module into the file that each of its pages loads, except those whose name ends in «-lazy».
  const everywhere = modules.filter((name) => !name.endsWith('-lazy.min.js'));
  const rows = [
    ...modules.map((name) => {
      const needed = [...withNeeds(name)];
      return [`modules of a screen of ${name}, gzip (${needed.join(', ')})`, kilobytes(weight(needed)), '40 kB'];
    }),
    ['modules that other Moodle pages would load', String(everywhere.length), '0'],
  ];
  const siteUrl = process.env['BENCH_MOODLE_URL'];
  if (siteUrl !== undefined) {
    const page = await (await fetch(`${siteUrl}/login/index.php`)).text();
    const revision = /requirejs\.php\/(-?\d+)\//.exec(page)?.[1] ?? '1';
    const joined = await (await fetch(`${siteUrl}/lib/requirejs.php/${revision}/core/first.js`)).text();
    const ours = joined.split('define("local_qashyq').length - 1;
    rows.push([
      `modules of ours in the file that every page of a real Moodle loads (${kilobytes(joined.length)})`,
      String(ours),
      '0',
    ]);
  }
  return { name: 'weight', head: ['what', 'measured', 'aim'], rows };
}
