/**
 * Workbooks and Word files, in a process of their own where they are large: thousands of rows take seconds, during which the service would
 * answer nobody. Small ones are made here, as starting a process takes longer than they do. For PDF see pdf.ts.
 */
import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderDocx } from './docx.js';
import type { Paper } from './pdf.js';
import { writeWorkbook, type SheetContent } from './write-workbook.js';

export type FileOrder = { form: 'xlsx'; sheets: readonly SheetContent[] } | { form: 'docx'; paper: Paper };

/** Rows that are made here in about a tenth of a second. */
const rowsAtHand = 1_000;
const limits = { milliseconds: 120_000, megabytes: 768 };

export function makeWorkbook(sheets: readonly SheetContent[]): Promise<Buffer> {
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  const order: FileOrder = { form: 'xlsx', sheets };
  return rows > rowsAtHand ? elsewhere(order) : fileOf(order);
}

export function makeDocx(paper: Paper): Promise<Buffer> {
  const order: FileOrder = { form: 'docx', paper };
  return rowsOf(paper.content) > rowsAtHand ? elsewhere(order) : fileOf(order);
}

/** The file itself, made in the process that asks. */
export async function fileOf(order: FileOrder): Promise<Buffer> {
  return order.form === 'xlsx' ? Buffer.from(await writeWorkbook(order.sheets)) : renderDocx(order.paper);
}

function rowsOf(content: readonly unknown[]): number {
  return content.reduce<number>((sum, part) => {
    const { table, stack } = (part ?? {}) as { table?: { body: unknown[] }; stack?: unknown[] };
    return sum + (table?.body.length ?? 0) + (stack === undefined ? 0 : rowsOf(stack));
  }, 0);
}

let last: Promise<unknown> = Promise.resolve();

/** One after another, so that many requests at once do not take all processors and memory. */
function elsewhere(order: FileOrder): Promise<Buffer> {
  const made = last.then(() => inOwnProcess(order));
  last = made.catch(() => undefined);
  return made;
}

/** Tests run the sources, the service what was compiled from them. */
const maker = fileURLToPath(new URL(`./file-maker${extname(import.meta.url)}`, import.meta.url));

function inOwnProcess(order: FileOrder): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = fork(maker, {
      // The maker needs nothing of the service's settings and secrets.
      env: {},
      execArgv: [...process.execArgv, `--max-old-space-size=${limits.megabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: limits.milliseconds,
      killSignal: 'SIGKILL',
    });
    let complaint = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child
      .on('message', (bytes) => resolve(Buffer.from(bytes as Uint8Array)))
      .on('error', reject)
      // Does nothing when the file has arrived.
      .on('close', (code, signal) =>
        reject(new Error(`Making a file failed (${signal ?? code}): ${complaint.slice(-2000)}`)),
      )
      .send(order);
  });
}
