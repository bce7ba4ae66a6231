/**
 * What an identity provider sends, in small: used by the development identity provider, and by the tests, which bend the facts or the
 * text between the steps to see each lie refused.
 */
import { randomBytes } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { KeyPair } from '../saml/key-pair.js';

export interface ResponseFacts {
  issuer: string;
  /** The ACS address: `Destination` of the response and `Recipient` of the assertion. */
  destination: string;
  recipient: string;
  /** Entity id of the service provider. */
  audience: string;
  inResponseTo: string;
  nameId: string;
  sessionIndex: string;
  attributes: Record<string, string>;
  issuedAt: Date;
  notBefore: Date;
  notOnOrAfter: Date;
}

const samlNames =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const success = '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>';

/** A response with one assertion, unsigned. */
export function responseXml(facts: ResponseFacts): string {
  const [responseId, assertionId] = [newId(), newId()];
  const issued = facts.issuedAt.toISOString();
  const until = facts.notOnOrAfter.toISOString();
  const issuer = `<saml:Issuer>${escapeXml(facts.issuer)}</saml:Issuer>`;
  const attributes = Object.entries(facts.attributes).map(
    ([name, value]) =>
      `<saml:Attribute Name="${escapeXml(name)}"><saml:AttributeValue>${escapeXml(value)}</saml:AttributeValue></saml:Attribute>`,
  );
  return [
    `<samlp:Response ${samlNames} ID="${responseId}" Version="2.0" IssueInstant="${issued}"`,
    ` Destination="${escapeXml(facts.destination)}" InResponseTo="${escapeXml(facts.inResponseTo)}">${issuer}${success}`,
    `<saml:Assertion ID="${assertionId}" Version="2.0" IssueInstant="${issued}">${issuer}`,
    `<saml:Subject><saml:NameID Format="${persistent}">${escapeXml(facts.nameId)}</saml:NameID>`,
    '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">',
    `<saml:SubjectConfirmationData Recipient="${escapeXml(facts.recipient)}" NotOnOrAfter="${until}"`,
    ` InResponseTo="${escapeXml(facts.inResponseTo)}"/></saml:SubjectConfirmation></saml:Subject>`,
    `<saml:Conditions NotBefore="${facts.notBefore.toISOString()}" NotOnOrAfter="${until}">`,
    `<saml:AudienceRestriction><saml:Audience>${escapeXml(facts.audience)}</saml:Audience></saml:AudienceRestriction>`,
    `</saml:Conditions><saml:AuthnStatement AuthnInstant="${issued}" SessionIndex="${escapeXml(facts.sessionIndex)}">`,
    '<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
    '</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>',
    `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion></samlp:Response>`,
  ].join('');
}

/** Signs the only element of this local name in the document, RSA-SHA-256, with the signature after its issuer. */
export function signElement(xml: string, localName: string, keyPair: KeyPair): string {
  const element = `//*[local-name(.)='${localName}']`;
  const signer = new SignedXml({
    privateKey: keyPair.privateKey,
    publicCert: keyPair.certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signer.addReference({
    xpath: element,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(xml, { location: { reference: `${element}/*[local-name(.)='Issuer']`, action: 'after' } });
  return signer.getSignedXml();
}

/** A response with assertion and response signed. */
export function signedResponse(facts: ResponseFacts, keyPair: KeyPair): string {
  return signElement(signElement(responseXml(facts), 'Assertion', keyPair), 'Response', keyPair);
}

export interface LogoutFacts {
  issuer: string;
  destination: string;
  issuedAt: Date;
}

export function logoutRequestXml(facts: LogoutFacts & { nameId: string; sessionIndexes: string[] }): string {
  const sessions = facts.sessionIndexes.map((index) => `<samlp:SessionIndex>${escapeXml(index)}</samlp:SessionIndex>`);
  return [
    `<samlp:LogoutRequest ${messageHead(facts)}<saml:NameID Format="${persistent}">${escapeXml(facts.nameId)}</saml:NameID>`,
    `${sessions.join('')}</samlp:LogoutRequest>`,
  ].join('');
}

export function logoutResponseXml(facts: LogoutFacts & { inResponseTo: string }): string {
  const head = messageHead(facts).replace('>', ` InResponseTo="${escapeXml(facts.inResponseTo)}">`);
  return `<samlp:LogoutResponse ${head}${success}</samlp:LogoutResponse>`;
}

function messageHead({ issuer, destination, issuedAt }: LogoutFacts): string {
  return (
    `${samlNames} ID="${newId()}" Version="2.0" IssueInstant="${issuedAt.toISOString()}" ` +
    `Destination="${escapeXml(destination)}"><saml:Issuer>${escapeXml(issuer)}</saml:Issuer>`
  );
}

function newId(): string {
  return `_${randomBytes(16).toString('hex')}`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
