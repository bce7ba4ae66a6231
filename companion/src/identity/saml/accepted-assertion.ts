/** What the SAML library does not ask of a verified assertion, and what we take from it. */
import type { Profile } from '@node-saml/passport-saml';
import { z } from 'zod';
import { refuseSaml } from './refusal.js';

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const only = <T extends z.ZodType>(item: T) => z.tuple([item]);

/** The signed assertion as the library parsed it. One of each: with two, different readers may pick different ones. */
const assertionSchema = z.object({
  Assertion: z.object({
    $: z.object({ ID: z.string().min(1).max(255), IssueInstant: z.string() }),
    Issuer: only(z.object({ _: z.string() })),
    Subject: only(
      z.object({
        NameID: only(z.object({ _: z.string().min(1).max(255) })),
        SubjectConfirmation: only(
          z.object({
            $: z.object({ Method: z.literal(bearer) }),
            SubjectConfirmationData: only(
              z.object({ $: z.object({ Recipient: z.string(), InResponseTo: z.string(), NotOnOrAfter: z.string() }) }),
            ),
          }),
        ),
      }),
    ),
    Conditions: only(z.object({ $: z.object({ NotOnOrAfter: z.string() }) })),
    AuthnStatement: z.array(z.unknown()).min(1),
  }),
});

export interface AcceptedAssertion {
  id: string;
  nameId: string;
  /** What equals `persons.login`. */
  login: string;
}

/**
 * Checks issuer, recipient and form of a verified assertion and reads who it speaks of: the attribute `personAttribute`, which must
 * have exactly one value, or the NameID itself.
 */
export function acceptAssertion(
  profile: Profile,
  expected: { issuer: string; recipient: string; inResponseTo: string; personAttribute: string },
): AcceptedAssertion {
  const parsed = assertionSchema.safeParse(profile.getAssertion?.());
  if (!parsed.success) return refuseSaml('assertion is not of the expected form', parsed.error);
  const assertion = parsed.data.Assertion;
  const confirmation = assertion.Subject[0].SubjectConfirmation[0].SubjectConfirmationData[0].$;
  const nameId = assertion.Subject[0].NameID[0]._;
  if (assertion.Issuer[0]._ !== expected.issuer) refuseSaml('assertion from another issuer');
  if (confirmation.Recipient !== expected.recipient) refuseSaml('assertion for another recipient');
  if (confirmation.InResponseTo !== expected.inResponseTo) refuseSaml('assertion for another request');
  if (profile.nameID !== nameId) refuseSaml('two readings of the NameID');

  const login = expected.personAttribute === 'nameID' ? nameId : attribute(profile, expected.personAttribute);
  return { id: assertion.$.ID, nameId, login };
}

function attribute(profile: Profile, name: string): string {
  const attributes = (profile['attributes'] ?? {}) as Record<string, unknown>;
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : refuseSaml(`attribute ${name} has not exactly one value`);
}
