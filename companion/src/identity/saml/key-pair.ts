import { createSign, generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as der from './der.js';

/** PEM texts. */
export interface KeyPair {
  privateKey: string;
  certificate: string;
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** All certificates of a PEM text: an identity provider that changes its key shows the old and the new one for a while. */
export function certificatesIn(pem: string): string[] {
  const found = pem.match(certificateBlock) ?? [];
  if (found.length === 0) throw new Error('No certificate found in the PEM file of the identity provider');
  return found.map((certificate) => new X509Certificate(certificate).toString());
}

export function readKeyPair(keyFile: string, certificateFile: string): KeyPair {
  return {
    privateKey: readFileSync(keyFile, 'utf8'),
    certificate: certificatesIn(readFileSync(certificateFile, 'utf8'))[0]!,
  };
}

/**
 * A key pair for development: made at the first start and kept in `file`, readable by its owner only; without a file it lives as long
 * as the process.
 */
export function developmentKeyPair(file: string | undefined, commonName: string): KeyPair {
  if (file === undefined) return createKeyPair(commonName);
  if (!existsSync(file)) {
    const made = createKeyPair(commonName);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, made.privateKey + made.certificate, { mode: 0o600 });
  }
  const kept = readFileSync(file, 'utf8');
  return { privateKey: kept.replace(certificateBlock, '').trim(), certificate: certificatesIn(kept)[0]! };
}

/** RSA 2048 with a self-signed certificate for ten years. */
export function createKeyPair(commonName: string): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = der.sequence(der.set(der.sequence(der.objectId('2.5.4.3'), der.utf8(commonName))));
  const algorithm = der.sequence(der.objectId('1.2.840.113549.1.1.11'), der.nothing());
  const from = new Date();
  const to = new Date(from.getTime() + 3650 * 86_400_000);
  const version3 = der.explicit(0, der.integer(Buffer.of(2)));
  const serial = der.integer(randomBytes(16));
  const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const body = der.sequence(
    version3,
    serial,
    algorithm,
    name,
    der.sequence(der.time(from), der.time(to)),
    name,
    publicKeyInfo,
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = new X509Certificate(der.sequence(body, algorithm, der.bits(signature)));
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificate: certificate.toString(),
  };
}
