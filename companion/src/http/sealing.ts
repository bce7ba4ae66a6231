/**
 * Sealing: what is stored, or handed out and comes back, unreadable and unchangeable to others. AES-256-GCM under a key of its own for
 * each purpose, derived from the service's secret, so that something sealed for one purpose cannot be slipped in for another.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealer {
  seal(text: string): string;
  /** Throws SealBrokenError when the text was changed, or was sealed with another secret or for another purpose. */
  open(sealed: string): string;
}

export class SealBrokenError extends Error {
  constructor() {
    super('Sealed text was changed, or sealed with another secret');
    this.name = 'SealBrokenError';
  }
}

/** 256 bits for one purpose, by HKDF-SHA-256 from the service's secret. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'qashyq', purpose, 32));
}

const ivBytes = 12;
const tagBytes = 16;

export function createSealer(secret: string, purpose: string): Sealer {
  const key = deriveKey(secret, purpose);
  return {
    seal(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length < ivBytes + tagBytes) throw new SealBrokenError();
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new SealBrokenError();
      }
    },
  };
}
