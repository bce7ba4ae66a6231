/** A text processor that opens what we write for Word. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const canConvert = spawnSync('soffice', ['--version']).status === 0;

/** Makes a plain text of each of the files beside it; with a profile of its own, so that an office that is open does not answer in its place. */
export function convertToText(folder: string, files: readonly string[]): void {
  const { status, stderr } = spawnSync(
    'soffice',
    [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      '--headless',
      '--convert-to',
      'txt:Text (encoded):UTF8',
      '--outdir',
      folder,
      ...files.map((file) => join(folder, file)),
    ],
    { encoding: 'utf8', timeout: 50_000 },
  );
  if (status !== 0) throw new Error(`LibreOffice did not convert the files: ${stderr}`);
}
