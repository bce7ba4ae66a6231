/**
 * The first look at every SAML message from outside, before any library that builds a tree: linear in its length, whatever it holds.
 * The tree builder behind the SAML library takes minutes for some ten thousand unclosed tags, and it accepts a DOCTYPE.
 */
import { SaxesParser } from 'saxes';
import { refuseSaml } from './refusal.js';

/** Longest message, in bytes of XML and of a request body; real answers have 6 to 11 kB. */
export const maximumMessageBytes = 64 * 1024;
const maximumDepth = 64;

export const samlProtocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const xmlSignature = 'http://www.w3.org/2000/09/xmldsig#';
/** By the element and the one around it: SHA-1 is not among them (inside an encrypted key it is harmless, and usual). */
const acceptedAlgorithms: Record<string, readonly string[]> = {
  'SignedInfo/SignatureMethod': [
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  ],
  'Reference/DigestMethod': [
    'http://www.w3.org/2001/04/xmlenc#sha256',
    'http://www.w3.org/2001/04/xmldsig-more#sha384',
    'http://www.w3.org/2001/04/xmlenc#sha512',
  ],
};

/** The outermost element and the texts of its children: enough to see what a message is and whom it is for. */
export interface ScannedMessage {
  name: string;
  attribute(name: string): string | undefined;
  /** Texts of the direct children with this local name. */
  texts(name: string): string[];
}

/**
 * Reads `xml` as a message of the SAML protocol. Refuses what is not well-formed, too long or too deep, and what honest identity
 * providers never send: DOCTYPE, processing instructions, comments, signatures with outdated algorithms.
 */
export function scanMessage(xml: string): ScannedMessage {
  if (Buffer.byteLength(xml) > maximumMessageBytes) refuseSaml('message too long');
  const path: string[] = [];
  let root: { name: string; attributes: Map<string, string> } | undefined;
  const children: { name: string; text: string }[] = [];

  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => refuseSaml('message with DOCTYPE'));
  parser.on('processinginstruction', () => refuseSaml('message with processing instruction'));
  parser.on('comment', () => refuseSaml('message with comment'));
  parser.on('opentag', (tag) => {
    const parent = path.at(-1);
    path.push(tag.local);
    if (path.length > maximumDepth) refuseSaml('message nested too deep');
    const attributes = new Map(Object.entries(tag.attributes).map(([name, { value }]) => [name, value]));
    const accepted = tag.uri === xmlSignature ? acceptedAlgorithms[`${parent}/${tag.local}`] : undefined;
    if (accepted !== undefined && !accepted.includes(attributes.get('Algorithm') ?? ''))
      refuseSaml(`${tag.local} with ${attributes.get('Algorithm')}`);
    if (path.length === 1) {
      if (tag.uri !== samlProtocol) refuseSaml('not a message of the SAML protocol');
      root = { name: tag.local, attributes };
    }
    if (path.length === 2) children.push({ name: tag.local, text: '' });
  });
  parser.on('closetag', () => {
    path.pop();
  });
  parser.on('text', (text) => {
    if (path.length === 2) children.at(-1)!.text += text;
  });
  parser.on('error', (error) => refuseSaml('message is not well-formed', error));
  parser.write(xml).close();

  const { name, attributes } = root!;
  return {
    name,
    attribute: (wanted) => attributes.get(wanted),
    texts: (wanted) => children.filter((child) => child.name === wanted).map((child) => child.text.trim()),
  };
}

/** Decodes the base64 of a posted message and scans it. */
export function readPostedMessage(value: unknown): { xml: string; message: ScannedMessage } {
  if (typeof value !== 'string') return refuseSaml('no message, or more than one');
  const xml = Buffer.from(value, 'base64').toString('utf8');
  return { xml, message: scanMessage(xml) };
}

/** Is the message of one of these kinds, from `issuer`, and addressed to `destination`. */
export function assertAddressed(
  message: ScannedMessage,
  expected: { names: readonly string[]; issuer: string; destination: string },
): void {
  if (!expected.names.includes(message.name)) refuseSaml(`unexpected message ${message.name}`);
  if (message.attribute('Destination') !== expected.destination) refuseSaml('message for another destination');
  const issuers = message.texts('Issuer');
  if (issuers.length !== 1 || issuers[0] !== expected.issuer) refuseSaml('message from another issuer');
}
