/**
 * Prints papers as PDF in a process of its own: laying out a paper takes some tenths of a second, during which the service would
 * answer nobody. A process rather than a thread, because sources run by tsx start no threads on Node 20.
 */
import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locale } from '@qashyq/shared-types';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** A paper as plain data, A4. Tables may use the layout `ruled`; the only font is Noto Sans, regular and bold. */
export interface Paper {
  /** Also tells reading programs which language to speak. */
  language: Locale;
  orientation: 'portrait' | 'landscape';
  /** The name of the paper in the window of the reading program. */
  title: string;
  subject: string;
  /** The house it comes from. */
  author: string;
  /** Epoch milliseconds. */
  printedAt: number;
  /** One line at the top of every page after the first. */
  runningHead: string;
  /** At the bottom of every page, left of the page number. */
  runningFoot: string;
  /** The page number in words, with `{page}` and `{pages}` in it. */
  pageLabel: string;
  /** A sentence that must not be missed, in a frame at the top of every page; null when there is none. */
  warning: string | null;
  /** Points; undefined: those of papers that are bound. */
  margins?: { left: number; top: number; right: number; bottom: number };
  /** Behind everything, on every page: data only. */
  background?: Content;
  styles: NonNullable<TDocumentDefinitions['styles']>;
  /** Data only: no functions, no pictures by address. */
  content: Content[];
}

const limits = { milliseconds: 60_000, megabytes: 512 };

let last: Promise<unknown> = Promise.resolve();

/**
 * The paper as a PDF file. Equal papers give equal bytes.
 * Papers are printed one after another, so that many requests at once do not take all processors and memory.
 * @throws Error when the layout fails, or takes more than a minute or 512 MB
 */
export async function renderPdf(paper: Paper): Promise<Buffer> {
  return (await renderPdfs([paper]))[0]!;
}

/** Several papers in one go, each a file of its own, in their order: most of the time goes into starting the process. */
export function renderPdfs(papers: readonly Paper[]): Promise<Buffer[]> {
  if (papers.length === 0) return Promise.resolve([]);
  const printed = last.then(() => print(papers));
  last = printed.catch(() => undefined);
  return printed;
}

/** Tests run the sources, the service what was compiled from them. */
const printer = fileURLToPath(new URL(`./pdf-printer${extname(import.meta.url)}`, import.meta.url));

function print(papers: readonly Paper[]): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const child = fork(printer, {
      // The printer needs nothing of the service's settings and secrets.
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
      .on('message', (files) => resolve(files as Buffer[]))
      .on('error', reject)
      // Does nothing when the file has arrived.
      .on('close', (code, signal) =>
        reject(new Error(`Printing failed (${signal ?? code}): ${complaint.slice(-2000)}`)),
      )
      .send(papers);
  });
}
