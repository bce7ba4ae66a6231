/**
 * What exactly an edition freezes: bytes that depend on the content alone, and their SHA-256. Every visa is given to this hash.
 */
import { createHash } from 'node:crypto';
import type { DatedContent, ScheduleContent } from '@qashyq/shared-types';

export interface FrozenContent {
  /** Canonical JSON: object keys sorted, no blanks; the bytes (UTF-8) that the hash is of. */
  readonly json: string;
  /** SHA-256 of `json`, 64 hexadecimal digits in lower case. */
  readonly sha256: string;
}

/** The frozen form of a schedule. Equal contents give equal bytes, whatever the order of their object keys. */
export function freezeContent(content: ScheduleContent | DatedContent): FrozenContent {
  return freezeJson(content);
}

/** The frozen form of any content. */
export function freezeJson(content: unknown): FrozenContent {
  const json = canonicalJson(content);
  return { json, sha256: createHash('sha256').update(json, 'utf8').digest('hex') };
}

/** What an edition froze. */
export function contentOf(json: string): ScheduleContent {
  return JSON.parse(json) as ScheduleContent;
}

/**
 * JSON with object keys sorted by code unit and no blanks.
 * @throws TypeError on what JSON has no form for (undefined, NaN, functions, dates): a frozen document must not lose anything
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value))
    return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  throw new TypeError(`JSON has no form for ${typeof value}`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
