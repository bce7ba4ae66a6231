/** Reads an uploaded JSON file within bounds: size, depth and text are looked at before anything is built of it. */
import { TableFileError, tableLimits } from './table.js';

/** Deeper than any exchange format; a parser would use a stack frame for each level. */
export const deepestJson = 30;

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Does the file begin as JSON does? A spreadsheet or a .csv never begins with a bracket. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  const from = byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
  const first = bytes.subarray(from, from + 1_000).find((byte) => !isBlank(byte));
  return first === 0x7b || first === 0x5b;
}

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** @throws TableFileError for every reason that lies in the file */
export function readJson(bytes: Uint8Array): unknown {
  if (bytes.length > tableLimits.fileBytes)
    throw new TableFileError('file_too_large', { megabytes: tableLimits.fileBytes / 1024 / 1024 });
  const text = decoded(bytes);
  if (depthOf(text) > deepestJson) throw new TableFileError('file_json_too_deep', { limit: deepestJson });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TableFileError('file_broken_json', {}, error);
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new TableFileError('file_unknown_encoding', {}, error);
  }
}

/** Most brackets open at once, outside of strings; whether they fit together is the parser's to say. */
function depthOf(text: string): number {
  let open = 0;
  let most = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') most = Math.max(most, (open += 1));
    else if (letter === '}' || letter === ']') open -= 1;
  }
  return most;
}
