/**
 * Files that people bring: PDF, JPEG or PNG by what is in them, whatever they are called. Only their structure is looked at, nothing in
 * them is run or drawn, and they are handed out to be saved, never shown in the page. Pure.
 */
import { crc32 } from 'node:zlib';
import type { OutsideFileType } from '@qashyq/shared-types';

/** Bytes; the door lets no more in anyway. */
export const largestFile = 5 * 1024 * 1024;
/** An empty page of these formats is larger. */
const smallestFile = 67;

/** What the file is; null when it is none of the three, or broken, or brings programs along. */
export function outsideFileType(file: Buffer): OutsideFileType | null {
  if (file.length < smallestFile || file.length > largestFile) return null;
  if (isPdf(file)) return 'pdf';
  if (isPng(file)) return 'png';
  return isJpeg(file) ? 'jpeg' : null;
}

/** Names of PDF that run something or carry another file. Compressed parts are not looked into: readers ask before they run these. */
const activeNames = /\/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b/;

function isPdf(file: Buffer): boolean {
  if (!/^%PDF-[12]\.\d/.test(file.subarray(0, 8).toString('latin1'))) return false;
  const text = file.toString('latin1');
  const end = text.slice(-1024);
  // `#4a` may stand for a letter of a name.
  const names = text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return /startxref\s+\d+\s+%%EOF\s*$/.test(end) && /\d+ \d+ obj\b/.test(text) && !activeNames.test(names);
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Every chunk whole with its checksum, the head first, the end last, and nothing behind it. */
function isPng(file: Buffer): boolean {
  if (!file.subarray(0, 8).equals(pngStart)) return false;
  let at = 8;
  let hasData = false;
  for (let chunk = 0; at + 12 <= file.length; chunk++) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const next = at + 12 + length;
    if (next > file.length) return false;
    if (crc32(file.subarray(at + 4, at + 8 + length)) !== file.readUInt32BE(next - 4)) return false;
    if (
      chunk === 0 &&
      (type !== 'IHDR' || length !== 13 || !hasSize(file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)))
    )
      return false;
    if (type === 'IDAT') hasData = true;
    at = next;
    if (type === 'IEND') return hasData && at === file.length;
  }
  return false;
}

const hasSize = (width: number, height: number): boolean =>
  width > 0 && height > 0 && width <= 20_000 && height <= 20_000;

/** Segments that follow each other up to the picture's data, with the size of the picture among them, and the end mark after them. */
function isJpeg(file: Buffer): boolean {
  if (file[0] !== 0xff || file[1] !== 0xd8) return false;
  let at = 2;
  let sized = false;
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return false;
    const marker = file[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = file.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > file.length) return false;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && length >= 8) sized = hasSize(file.readUInt16BE(at + 7), file.readUInt16BE(at + 5));
    if (marker === 0xda) return sized && file.lastIndexOf(Buffer.from([0xff, 0xd9])) > at + 2 + length;
    at += 2 + length;
  }
  return false;
}
