/**
 * Runs the measurements named on the command line (all without a name), prints them and writes them into docs/benchmarks.md.
 * Called by scripts/bench, which prepares the servers.
 */
import { fileURLToPath } from 'node:url';
import { measureCertificates } from './certificates.js';
import { measureClashes } from './clashes.js';
import { softwares } from './databases.js';
import { measureDecisions } from './decisions.js';
import { measurePages } from './pages.js';
import { measurePublication } from './publication.js';
import { asMarkdown, machine, writeInto, type Section } from './report.js';
import { measureSeats } from './seats.js';
import { measureWeight } from './weight.js';

const databases = softwares();
const measurements: Record<string, () => Promise<Section>> = {
  certificates: () => measureCertificates(databases),
  clashes: measureClashes,
  decisions: () => measureDecisions(databases),
  pages: () => measurePages(databases),
  publication: measurePublication,
  seats: () => measureSeats(databases),
  weight: measureWeight,
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => measurements[name] === undefined);
if (unknown.length > 0)
  throw new Error(`No such measurement: ${unknown.join(', ')}. There are: ${Object.keys(measurements).join(', ')}`);
try {
  for (const name of chosen.length > 0 ? chosen : Object.keys(measurements)) {
    const section = await measurements[name]!();
    console.log(`\n${asMarkdown(section)}`);
    if (section.rows.length === 0) continue;
    const when = `Measured on ${new Date().toISOString().slice(0, 10)}, ${machine()}.`;
    writeInto(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), [
      { ...section, remarks: [...(section.remarks ?? []), when] },
    ]);
  }
} finally {
  for (const database of databases) await database.close();
}
