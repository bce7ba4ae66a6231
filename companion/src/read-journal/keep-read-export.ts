import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { exportReads } from './read-export.js';

/** A file of that day is there and says something else. */
export class ExportDiffers extends Error {}

/**
 * Keeps a day of the journal as `reads-<day>.ndjson`, readable for its owner only: whole or not at all. The same day again changes nothing.
 * @throws ReadsStillWait; ExportDiffers when the journal no longer says what it said
 */
export async function keepReadExport(
  db: Knex,
  folder: string,
  day: string,
  now: number,
): Promise<{ file: string; isNew: boolean }> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `reads-${day}.ndjson`);
  const unfinished = `${file}.${process.pid}.new`;
  try {
    await pipeline(Readable.from(exportReads(db, day, now)), createWriteStream(unfinished, { mode: 0o600 }));
    if (!(await isThere(file))) {
      await rename(unfinished, file);
      return { file, isNew: true };
    }
    if (!(await readFile(file)).equals(await readFile(unfinished)))
      throw new ExportDiffers(`The journal of reads no longer says what ${file} says. The file was left as it is.`);
    return { file, isNew: false };
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
