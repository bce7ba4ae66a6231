/** What a measurement says, on the screen and in docs/benchmarks.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

export interface Section {
  /** Name of its place in docs/benchmarks.md: between `<!-- name -->` and `<!-- /name -->`. */
  name: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  remarks?: readonly string[];
}

/** Milliseconds, with as many digits as mean something. */
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const ratio = (value: number): string => value.toFixed(2);

export function asMarkdown({ head, rows, remarks = [] }: Section): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const table =
    rows.length === 0 ? [] : [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
  return [...table, ...remarks.flatMap((remark) => ['', remark])].join('\n');
}

/** Puts the figures where the document has a place for them. */
export function writeInto(file: string, sections: readonly Section[]): void {
  let text = readFileSync(file, 'utf8');
  for (const section of sections) {
    const place = new RegExp(`(<!-- ${section.name} -->\n)[^]*?(<!-- /${section.name} -->)`);
    if (!place.test(text)) throw new Error(`${file} has no place for «${section.name}»`);
    text = text.replace(place, (_all, from: string, to: string) => `${from}${asMarkdown(section)}\n${to}`);
  }
  writeFileSync(file, text);
}

/** The machine in words; the load tells how much else was going on. */
export function machine(): string {
  const [first] = cpus();
  const busy = `load ${loadavg()[0]!.toFixed(1)} at the end`;
  return `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${busy}`;
}
