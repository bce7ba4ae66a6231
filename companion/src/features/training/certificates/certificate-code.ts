/** The code that opens the check of a certificate. Pure but for the chance in it. */
import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const codeLetters = 16;

/** 80 random bits in letters and digits that do not look alike (Crockford's base 32): nobody finds one by trying. */
export function newCode(): string {
  return [...randomBytes(codeLetters)].map((byte) => alphabet[byte & 31]).join('');
}

/** In groups of four, as it stands on the paper. */
export function codeText(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** What somebody typed, as codes are written; null when it cannot be one. */
export function codeOf(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return code.length === codeLetters && [...code].every((letter) => alphabet.includes(letter)) ? code : null;
}
