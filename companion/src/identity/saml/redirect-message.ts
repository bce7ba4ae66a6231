/**
 * The HTTP-Redirect binding: a message travels deflated in the query, its signature beside it over the exact characters of the query.
 * Ours to check, because the SAML library takes a missing signature for a good one.
 */
import { createSign, createVerify } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { maximumMessageBytes, scanMessage, type ScannedMessage } from './message-scan.js';
import { refuseSaml } from './refusal.js';

const hashOfAlgorithm: Record<string, string> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
};
const parameterNames = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature'] as const;
type Parameter = (typeof parameterNames)[number];

export type MessageKind = 'SAMLRequest' | 'SAMLResponse';

export interface RedirectMessage {
  kind: MessageKind;
  xml: string;
  message: ScannedMessage;
  relayState: string | undefined;
}

/**
 * Reads a signed message from a raw query (without `?`). Every parameter may come once, no other may come, and the signature must be
 * good under one of the certificates: an unsigned logout would let anyone who knows a name end that person's sessions.
 */
export function readSignedRedirect(query: string, certificates: readonly string[]): RedirectMessage {
  const raw = readParameters(query);
  const kind = raw.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse';
  if (!raw.has(kind) || (raw.has('SAMLRequest') && raw.has('SAMLResponse'))) refuseSaml('not exactly one message');
  const hash = hashOfAlgorithm[decode(raw.get('SigAlg') ?? '')];
  if (hash === undefined || !raw.has('Signature'))
    return refuseSaml('redirected message without an accepted signature');

  const signed = [kind, 'RelayState', 'SigAlg'] as const;
  const octets = signed.flatMap((name) => (raw.has(name) ? `${name}=${raw.get(name)}` : [])).join('&');
  const signature = Buffer.from(decode(raw.get('Signature')!), 'base64');
  if (!certificates.some((certificate) => createVerify(hash).update(octets).verify(certificate, signature)))
    refuseSaml('redirected message with a wrong signature');

  const xml = inflate(Buffer.from(decode(raw.get(kind)!), 'base64'));
  const relayState = raw.has('RelayState') ? decode(raw.get('RelayState')!) : undefined;
  return { kind, xml, message: scanMessage(xml), relayState };
}

/** The address that carries a signed message: what readSignedRedirect reads. */
export function signedRedirectUrl(options: {
  target: string;
  kind: MessageKind;
  xml: string;
  relayState: string | undefined;
  privateKey: string;
}): string {
  const sigAlg = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
  const parameters = [
    `${options.kind}=${encodeURIComponent(deflateRawSync(options.xml).toString('base64'))}`,
    ...(options.relayState === undefined ? [] : [`RelayState=${encodeURIComponent(options.relayState)}`]),
    `SigAlg=${encodeURIComponent(sigAlg)}`,
  ].join('&');
  const signature = createSign('sha256').update(parameters).sign(options.privateKey, 'base64');
  return `${options.target}?${parameters}&Signature=${encodeURIComponent(signature)}`;
}

/** Values stay encoded as they came: the signature covers them so. */
function readParameters(query: string): Map<Parameter, string> {
  const found = new Map<Parameter, string>();
  for (const part of query.split('&')) {
    const [name, value] = [part.split('=', 1)[0] as Parameter, part.slice(part.indexOf('=') + 1)];
    if (!parameterNames.includes(name)) refuseSaml('unknown parameter beside a message');
    if (found.has(name)) refuseSaml('parameter given twice');
    found.set(name, value);
  }
  return found;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch (error) {
    return refuseSaml('parameter is not decodable', error);
  }
}

function inflate(bytes: Buffer): string {
  try {
    return inflateRawSync(bytes, { maxOutputLength: maximumMessageBytes }).toString('utf8');
  } catch (error) {
    return refuseSaml('message is not deflated, or too long', error);
  }
}
