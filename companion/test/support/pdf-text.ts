/** Text of a PDF as a reader sees it, by poppler's pdftotext. */
import { spawnSync } from 'node:child_process';

export const canReadPdf = spawnSync('pdftotext', ['-v']).status === 0;

/** All pages on one line with single blanks. */
export function pdfText(file: Buffer): string {
  const { stdout, status } = spawnSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], { input: file, encoding: 'utf8' });
  if (status !== 0) throw new Error('pdftotext could not read the file');
  return stdout.replace(/\s+/g, ' ');
}
