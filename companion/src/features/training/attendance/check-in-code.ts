/**
 * The code for checking in to a session: six letters and digits that change every twenty seconds, made from a secret of the service, the
 * session and the time. Nothing is stored, so every process knows the same code. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const codeLifeMs = 20_000;
/** A code is taken as long as it is shown and for one change more, for who is still typing: forty seconds at most [I]. */
const acceptedWindows = 2;
/** The code is shown and taken from so long before the session to so long after it [I]. */
export const marginMs = 15 * 60_000;

/** Without letters and digits that look alike (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 6;

/** Is the code of a session shown and taken at this moment. */
export function isOpenForCheckIn(session: { starts_at: number; ends_at: number }, now: number): boolean {
  return now >= Number(session.starts_at) - marginMs && now <= Number(session.ends_at) + marginMs;
}

/** @param key 256 bits that only the service knows (`deriveKey`) */
export function codeAt(key: Buffer, sessionKey: string, at: number): string {
  const digest = createHmac('sha256', key)
    .update(`${sessionKey} ${Math.floor(at / codeLifeMs)}`)
    .digest();
  return [...digest.subarray(0, letters)].map((byte) => alphabet[byte & 31]).join('');
}

/** Milliseconds until another code is shown. */
export function changesIn(at: number): number {
  return codeLifeMs - (at % codeLifeMs);
}

/** What a person typed or scanned, as codes are written: capitals, no blanks, letters that look like digits read as these. */
export function asTyped(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** Was this code shown at the session just now. */
export function isCodeOf(key: Buffer, sessionKey: string, typed: string, now: number): boolean {
  const given = Buffer.from(asTyped(typed));
  let found = false;
  for (let back = 0; back < acceptedWindows; back++) {
    const expected = Buffer.from(codeAt(key, sessionKey, now - back * codeLifeMs));
    if (given.length === expected.length && timingSafeEqual(given, expected)) found = true;
  }
  return found;
}
