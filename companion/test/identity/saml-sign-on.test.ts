import { createCipheriv, createVerify, publicEncrypt, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import {
  responseXml,
  signedResponse,
  signElement,
  type ResponseFacts,
} from '../../src/identity/dev-idp/saml-answers.js';
import { createKeyPair, type KeyPair } from '../../src/identity/saml/key-pair.js';
import { TestBrowser, type Page } from '../support/browser.js';
import {
  beginSignIn,
  idp,
  postAnswer,
  samlSettings,
  signedInBrowser,
  spCertificate,
  truth,
} from '../support/foreign-idp.js';
import { enterPeople, enterPerson, startService, type TestService } from '../support/identity-fixture.js';

const codeOf = (page: Page) => (page.json() as { error: { code: string } }).error.code;
const stranger = createKeyPair('somebody else');

describe('SAML sign-on', () => {
  let service: TestService;
  let url: string;
  let dispatcherId: number;

  before(async () => {
    service = await startService(samlSettings);
    url = service.url;
    ({ dispatcherId } = await enterPeople(service.db));
  });
  after(() => service.close());

  /** Begins a sign-in, answers it with what `answer` makes of the true facts, and returns what our service says. */
  async function answerWith(answer: (facts: ResponseFacts) => string, login = 'dispatcher'): Promise<Page> {
    const begun = await beginSignIn(url);
    return postAnswer(begun, answer(truth(url, begun.requestId, login)));
  }
  const signed = (facts: ResponseFacts, keyPair: KeyPair = idp.keyPair) => signedResponse(facts, keyPair);

  async function expectRefused(reason: string, answer: (facts: ResponseFacts) => string): Promise<void> {
    service.log.length = 0;
    const page = await answerWith(answer);
    expect([page.status, codeOf(page)]).to.deep.equal([401, 'samlRefused']);
    expect((service.log[0]!['reasons'] as string[]).join('; ')).to.include(reason);
  }

  it('sends the browser to the identity provider with a signed request', async () => {
    const { location } = await new TestBrowser(url).get('/saml/login');
    expect(location).to.match(/^https:\/\/idp\.university\.test\/sso\?SAMLRequest=/);
    const octets = location!.slice(location!.indexOf('?') + 1, location!.indexOf('&Signature='));
    const signature = Buffer.from(new URL(location!).searchParams.get('Signature')!, 'base64');
    expect(createVerify('sha256').update(octets).verify(spCertificate, signature)).to.equal(true);
  });

  it('begins a session for the person whose login the attribute names', async () => {
    const browser = await signedInBrowser(url, 'dispatcher');
    const who = (await browser.get('/who')).json() as {
      via: string;
      person: { id: number; roles: { role: string }[] };
    };
    expect(who.via).to.equal('session');
    expect(who.person.id).to.equal(dispatcherId);
    expect(who.person.roles.map(({ role }) => role)).to.deep.equal(['scheduler']);
    const row = await service.db('sessions').where({ saml_name_id: 'name-dispatcher' }).first();
    expect(row).to.include({ person_id: dispatcherId, saml_session_index: 'session-of-dispatcher' });
  });

  it('takes an assertion that was encrypted for us', async () => {
    const page = await answerWith((facts) => {
      const assertionSigned = signElement(responseXml(facts), 'Assertion', idp.keyPair);
      return signElement(withEncryptedAssertion(assertionSigned), 'Response', idp.keyPair);
    });
    expect(page.status).to.equal(303);
  });

  it('publishes metadata with our addresses and certificate', async () => {
    const { text, headers } = await new TestBrowser(url).get('/saml/metadata');
    expect(headers.get('content-type')).to.match(/^application\/samlmetadata\+xml/);
    expect(text).to.include(`entityID="${url}/saml/metadata"`).and.to.include(`Location="${url}/saml/acs"`);
    expect(text).to.include(`Location="${url}/saml/slo"`).and.to.include('AuthnRequestsSigned="true"');
    expect(text).to.include(spCertificate.split('\n')[1]);
  });

  describe('refuses an answer', () => {
    const minutes = (facts: ResponseFacts, key: 'issuedAt' | 'notBefore' | 'notOnOrAfter', shift: number) =>
      new Date(facts[key].getTime() + shift * 60_000);

    /** What is wrong, the reason that the log must name, and the answer. */
    const lies: Record<string, [reason: string, lie: (facts: ResponseFacts) => string]> = {
      'that has expired': [
        'No valid subject confirmation',
        (facts) => signed({ ...facts, notOnOrAfter: new Date(Date.now() - 60_000) }),
      ],
      'that is too old, though it calls itself valid for long': [
        'No valid subject confirmation',
        (facts) =>
          signed({
            ...facts,
            issuedAt: minutes(facts, 'issuedAt', -10),
            notOnOrAfter: minutes(facts, 'notOnOrAfter', 60),
          }),
      ],
      'from the future': ['not yet valid', (facts) => signed({ ...facts, notBefore: minutes(facts, 'notBefore', 5) })],
      'for another audience': [
        'audience mismatch',
        (facts) => signed({ ...facts, audience: 'https://other.test/metadata' }),
      ],
      'for another recipient': [
        'assertion for another recipient',
        (facts) => signed({ ...facts, recipient: 'https://other.test/acs' }),
      ],
      'for another destination': [
        'message for another destination',
        (facts) => signed({ ...facts, destination: 'https://other.test/acs' }),
      ],
      'from another issuer': [
        'message from another issuer',
        (facts) => signed({ ...facts, issuer: 'https://other.test/idp' }),
      ],
      'whose assertion has another issuer': [
        'assertion from another issuer',
        (facts) =>
          signElement(
            signElement(
              lastReplaced(responseXml(facts), `<saml:Issuer>${idp.issuer}<`, '<saml:Issuer>https://other.test/idp<'),
              'Assertion',
              idp.keyPair,
            ),
            'Response',
            idp.keyPair,
          ),
      ],
      'to a request we never sent': [
        'InResponseTo is not valid',
        (facts) => signed({ ...facts, inResponseTo: '_never-sent' }),
      ],
      'to no request': ['InResponseTo is missing', (facts) => reSigned(facts, / InResponseTo="[^"]+"/g, '')],
      'whose subject answers another request': [
        'InResponseTo does not match',
        (facts) => reSigned(facts, /InResponseTo="[^"]+"\/>/, 'InResponseTo="_another"/>'),
      ],
      'whose subject answers no request': [
        'not of the expected form',
        (facts) => reSigned(facts, / InResponseTo="[^"]+"\/>/, '/>'),
      ],
      'without a subject confirmation': [
        'not of the expected form',
        (facts) => reSigned(facts, /<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/, ''),
      ],
      'with two subject confirmations': [
        'not of the expected form',
        (facts) => reSigned(facts, /(<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>)/, '$1$1'),
      ],
      'without conditions': [
        'answer not accepted',
        (facts) => reSigned(facts, /<saml:Conditions.*<\/saml:Conditions>/, ''),
      ],
      'without an assertion': [
        'Missing SAML assertion',
        (facts) =>
          signElement(responseXml(facts).replace(/<saml:Assertion.*<\/saml:Assertion>/, ''), 'Response', idp.keyPair),
      ],
      'with an unsigned assertion': [
        'Invalid signature',
        (facts) => signElement(responseXml(facts), 'Response', idp.keyPair),
      ],
      'that is itself unsigned': [
        'Invalid document signature',
        (facts) => signElement(responseXml(facts), 'Assertion', idp.keyPair),
      ],
      'without any signature': ['Invalid document signature', responseXml],
      'signed with another key': ['Invalid document signature', (facts) => signed(facts, stranger)],
      'whose assertion is signed with another key': [
        'Invalid signature',
        (facts) => signElement(signElement(responseXml(facts), 'Assertion', stranger), 'Response', idp.keyPair),
      ],
      'changed after signing': [
        'Invalid document signature',
        (facts) => signed(facts).replace('>dispatcher<', '>dean<'),
      ],
      'signed with SHA-1': [
        'SignatureMethod',
        (facts) =>
          signed(facts).replaceAll(
            'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
            'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
          ),
      ],
      'digested with SHA-1': [
        'DigestMethod',
        (facts) =>
          signed(facts).replaceAll('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'),
      ],
      'with a comment in the NameID': [
        'comment',
        (facts) => signed(facts).replace('>name-dispatcher<', '>name-<!-- -->dispatcher<'),
      ],
      'with a DOCTYPE': ['DOCTYPE', (facts) => `<!DOCTYPE samlp:Response>${signed(facts)}`],
      'with a DOCTYPE that defines entities': [
        'DOCTYPE',
        (facts) => `<!DOCTYPE r [<!ENTITY x "dean">]>${signed(facts)}`,
      ],
      'with a processing instruction': [
        'processing instruction',
        (facts) => `<?xml-stylesheet href="x"?>${signed(facts)}`,
      ],
      'that is not XML': ['not well-formed', () => 'dispatcher'],
      'that is nothing': ['not well-formed', () => ''],
      'that is another kind of message': [
        'unexpected message',
        (facts) => responseXml(facts).replaceAll('samlp:Response', 'samlp:LogoutResponse'),
      ],
      'that calls itself a response in another namespace': [
        'not a message of the SAML protocol',
        (facts) => signed(facts).replaceAll('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:example:protocol'),
      ],
      'with the attribute twice': [
        'attribute uid',
        (facts) => reSigned(facts, /(<saml:AttributeValue>)(dispatcher)/, '$1dean</saml:AttributeValue>$1$2'),
      ],
      'without the attribute': ['attribute uid', (facts) => signed({ ...facts, attributes: { mail: 'dispatcher' } })],
      'with the attribute empty': ['attribute uid', (facts) => signed({ ...facts, attributes: { uid: '' } })],
      'with a NameID that is too long to keep': [
        'not of the expected form',
        (facts) => signed({ ...facts, nameId: 'x'.repeat(256) }),
      ],
    };
    for (const [name, lie] of Object.entries(lies)) it(name, () => expectRefused(...lie));

    it('and the same bent answers, unbent, would have been taken', async () => {
      expect((await answerWith((facts) => signed(facts))).status).to.equal(303);
      expect((await answerWith((facts) => reSigned(facts, /$^/, ''))).status).to.equal(303);
    });
  });

  describe('refuses a signature wrapped around something else:', () => {
    const evil = (facts: ResponseFacts) => responseXml({ ...facts, attributes: { uid: 'dean' }, nameId: 'name-dean' });
    const assertionOf = (xml: string) => /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)![0];
    const rootSignatureOf = (xml: string) => /<Signature .*?<\/Signature>/s.exec(xml)![0];
    const idOf = (xml: string) => /ID="([^"]+)"/.exec(xml)![1]!;
    const afterIssuer = (xml: string, added: string) => xml.replace('</saml:Issuer>', () => `</saml:Issuer>${added}`);
    const namespaces =
      'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
    const standalone = (assertion: string) => assertion.replace('<saml:Assertion ', `<saml:Assertion ${namespaces} `);

    const wrappings: Record<string, [reason: string, wrap: (facts: ResponseFacts) => string]> = {
      'the whole true response inside the signature of a false one': [
        'too many transforms',
        (facts) => {
          const honest = signed(facts);
          const signature = rootSignatureOf(honest).replace(
            '</Signature>',
            `<Object>${honest.replace(rootSignatureOf(honest), '')}</Object></Signature>`,
          );
          return afterIssuer(evil(facts), signature);
        },
      ],
      'the true response beside the signature': [
        "does not refer to it's parent",
        (facts) => {
          const honest = signed(facts);
          const signature = rootSignatureOf(honest);
          return afterIssuer(
            evil(facts),
            `${signature}<samlp:Extensions>${honest.replace(signature, '')}</samlp:Extensions>`,
          );
        },
      ],
      'a false response under the id of the true one': [
        'more than one element',
        (facts) => {
          const honest = signed(facts);
          const signature = rootSignatureOf(honest);
          const false_ = evil(facts).replace(/ID="[^"]+"/, `ID="${idOf(honest)}"`);
          return afterIssuer(
            false_,
            `${signature}<samlp:Extensions>${honest.replace(signature, '')}</samlp:Extensions>`,
          );
        },
      ],
      'a false assertion before the true one': [
        'Invalid document signature',
        (facts) => {
          const honest = signed(facts);
          return honest.replace('<saml:Assertion ', () => `${assertionOf(evil(facts))}<saml:Assertion `);
        },
      ],
      'a false assertion after the true one': [
        'Invalid document signature',
        (facts) => signed(facts).replace('</samlp:Response>', () => `${assertionOf(evil(facts))}</samlp:Response>`),
      ],
      'a false assertion before the true one, in a response the provider signed': [
        'multiple assertions',
        (facts) => {
          const honest = signElement(responseXml(facts), 'Assertion', idp.keyPair);
          return signElement(
            honest.replace('<saml:Assertion ', () => `${assertionOf(evil(facts))}<saml:Assertion `),
            'Response',
            idp.keyPair,
          );
        },
      ],
      'the true assertion inside a false one': [
        'Invalid document signature',
        (facts) => {
          const honest = signElement(responseXml(facts), 'Assertion', idp.keyPair);
          const trueOne = standalone(assertionOf(honest));
          const falseOne = assertionOf(evil(facts)).replace('</saml:Assertion>', () => `${trueOne}</saml:Assertion>`);
          return signElement(
            evil(facts).replace(assertionOf(evil(facts)), () => falseOne),
            'Response',
            stranger,
          );
        },
      ],
      'the true assertion inside the signature of a false one': [
        'Invalid document signature',
        (facts) => {
          const honest = signElement(responseXml(facts), 'Assertion', idp.keyPair);
          const signature = rootSignatureOf(honest);
          const trueOne = standalone(assertionOf(honest).replace(signature, ''));
          const wrapped = signature.replace('</Signature>', () => `<Object>${trueOne}</Object></Signature>`);
          return lastReplaced(evil(facts), '</saml:Issuer>', `</saml:Issuer>${wrapped}`);
        },
      ],
      'the true assertion in extensions, a false one in its place': [
        'more than one element',
        (facts) => {
          const honest = signed(facts);
          const extensions = `<samlp:Extensions>${standalone(assertionOf(honest))}</samlp:Extensions>`;
          return afterIssuer(evil(facts), `${rootSignatureOf(honest)}${extensions}`);
        },
      ],
    };
    for (const [name, wrap] of Object.entries(wrappings)) it(name, () => expectRefused(...wrap));
  });

  it('takes an answer once, even when it comes six times at once', async () => {
    const begun = await beginSignIn(url);
    const answer = signed(truth(url, begun.requestId, 'dispatcher'));
    const pages = await Promise.all(Array.from({ length: 6 }, () => postAnswer(begun, answer)));
    expect(pages.map(({ status }) => status).sort()).to.deep.equal([303, 401, 401, 401, 401, 401]);
    expect((await postAnswer(begun, answer)).status).to.equal(401);
  });

  it('takes no answer to a request of more than fifteen minutes ago', async () => {
    const begun = await beginSignIn(url);
    service.clock.now += 16 * 60_000;
    const page = await postAnswer(begun, signed(truth(url, begun.requestId, 'dispatcher')));
    service.clock.now -= 16 * 60_000;
    expect(codeOf(page)).to.equal('samlRefused');
  });

  it('answers ten thousands of unclosed tags at once: too long, or too deep', async () => {
    const begun = await beginSignIn(url);
    const root = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">';
    for (const [bytes, status] of [
      [150_000, 413],
      [30_000, 401],
    ] as const) {
      const started = performance.now();
      const page = await postAnswer(begun, `${root}${'<a>'.repeat(bytes / 3)}`);
      expect(page.status).to.equal(status);
      expect(performance.now() - started).to.be.below(500);
    }
  });

  it('tells somebody who is unknown here so, and begins no session', async () => {
    const before = await service.db('sessions');
    const page = await answerWith(signed, 'nobody');
    expect([page.status, codeOf(page)]).to.deep.equal([403, 'samlPersonUnknown']);
    expect(await service.db('sessions')).to.have.length(before.length);
  });

  it('does not take a login that differs in case for the same person', async () => {
    await enterPerson(service.db, 'CaseSensitive');
    expect(codeOf(await answerWith(signed, 'casesensitive'))).to.equal('samlPersonUnknown');
  });

  it('names the reason in the log, and no person', async () => {
    service.log.length = 0;
    await answerWith((facts) => signed({ ...facts, recipient: 'https://other.test/acs' }));
    const [line] = service.log;
    expect(line).to.include({ msg: 'sign-in refused', code: 'samlRefused' });
    expect(line!['reasons']).to.deep.equal(['assertion for another recipient']);
    expect(JSON.stringify(service.log)).not.to.include('dispatcher');
  });

  describe('and the browser', () => {
    it('must be the one that began: an answer cannot sign somebody else in', async () => {
      const attacker = await beginSignIn(url);
      const answer = await postAnswer(attacker, signed(truth(url, attacker.requestId, 'dean')));
      const victim = new TestBrowser(url);
      const page = await victim.get(answer.location!);
      expect(codeOf(page)).to.equal('samlRefused');
      expect((await victim.get('/who')).json()).to.equal(null);
    });

    it('may begin twice, in two tabs, and end both', async () => {
      const first = await beginSignIn(url, '/who?tab=1');
      const second = await beginSignIn(url, '/who?tab=2', first.browser);
      for (const [begun, tab] of [
        [first, 1],
        [second, 2],
      ] as const) {
        const answer = await postAnswer(begun, signed(truth(url, begun.requestId, 'dispatcher')));
        const page = await begun.browser.get(answer.location!);
        expect(page.location).to.equal(`${url}/who?tab=${tab}`);
      }
    });

    it('must end the sign-in within a minute', async () => {
      const begun = await beginSignIn(url);
      const answer = await postAnswer(begun, signed(truth(url, begun.requestId, 'dispatcher')));
      service.clock.now += 61_000;
      const page = await begun.browser.get(answer.location!);
      service.clock.now -= 61_000;
      expect(codeOf(page)).to.equal('samlRefused');
    });

    it('cannot bring a ticket that we did not make', async () => {
      const { browser } = await beginSignIn(url);
      for (const ticket of ['', 'x', Buffer.alloc(60).toString('base64url')])
        expect(codeOf(await browser.get(`/saml/complete?ticket=${ticket}`))).to.equal('samlRefused');
      expect(codeOf(await browser.get('/saml/complete'))).to.equal('samlRefused');
    });

    it('gets a new session id at sign-in, and the old session ends', async () => {
      const browser = await signedInBrowser(url, 'dispatcher');
      const before = (await browser.get('/who')).json() as { sessionId: string };
      const planted = new Map(browser.cookies);
      const begun = await beginSignIn(url, '/who', browser);
      await browser.follow(await postAnswer(begun, signed(truth(url, begun.requestId, 'dean'))));
      const after_ = (await browser.get('/who')).json() as { sessionId: string };
      expect(after_.sessionId).not.to.equal(before.sessionId);
      const old = new TestBrowser(url);
      old.cookies.set('qashyq.sid', planted.get('qashyq.sid')!);
      expect((await old.get('/who')).json()).to.equal(null);
    });

    it('is never led to another site afterwards', async () => {
      for (const elsewhere of [
        'https://evil.test/',
        '//evil.test',
        '/\\evil.test',
        'javascript:alert(1)',
        '/\t/evil.test',
      ]) {
        const begun = await beginSignIn(url, elsewhere);
        const answer = await postAnswer(begun, signed(truth(url, begun.requestId, 'dispatcher')));
        expect((await begun.browser.get(answer.location!)).location).to.equal(`${url}/`);
      }
    });

    it('gets a session cookie that scripts and other sites cannot use', async () => {
      const begun = await beginSignIn(url);
      const answer = await postAnswer(begun, signed(truth(url, begun.requestId, 'dispatcher')));
      const page = await begun.browser.get(answer.location!);
      const cookie = page.headers.getSetCookie().find((line) => line.startsWith('qashyq.sid='))!;
      expect(cookie).to.include('HttpOnly').and.to.include('SameSite=Lax').and.not.to.include('Expires');
    });
  });

  it('reads messages at one address only, and only as a post', async () => {
    const begun = await beginSignIn(url);
    const xml = signed(truth(url, begun.requestId, 'dispatcher'));
    const message = encodeURIComponent(Buffer.from(xml).toString('base64'));
    const browser = new TestBrowser(url);
    expect((await browser.get(`/saml/acs?SAMLResponse=${message}`)).status).to.equal(404);
    expect((await browser.get(`/saml/login?SAMLResponse=${message}`)).status).to.equal(401);
    expect((await browser.post(`/saml/acs?SAMLRequest=x`, { SAMLResponse: message })).status).to.equal(401);
    expect((await browser.post('/saml/acs', { RelayState: begun.relayState })).status).to.equal(401);
    expect((await browser.post('/saml/acs', { SAMLResponse: message })).status).to.equal(401);
  });

  /** The true answer with its text changed before it is signed: what a careless or hostile provider could send. */
  function reSigned(facts: ResponseFacts, pattern: RegExp, replacement: string): string {
    const xml = responseXml(facts).replace(pattern, replacement);
    return signElement(signElement(xml, 'Assertion', idp.keyPair), 'Response', idp.keyPair);
  }

  function lastReplaced(text: string, part: string, replacement: string): string {
    const at = text.lastIndexOf(part);
    return text.slice(0, at) + replacement + text.slice(at + part.length);
  }

  /** Puts the assertion into an envelope as XML Encryption wants it: AES-256-GCM, its key by RSA-OAEP. */
  function withEncryptedAssertion(response: string): string {
    const namespaces =
      'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"';
    const assertion = /<saml:Assertion.*<\/saml:Assertion>/s.exec(response)![0];
    const [key, iv] = [randomBytes(32), randomBytes(12)];
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const standalone = assertion.replace('<saml:Assertion ', `<saml:Assertion ${namespaces} `);
    const sealed = Buffer.concat([iv, cipher.update(standalone), cipher.final(), cipher.getAuthTag()]).toString(
      'base64',
    );
    const sealedKey = publicEncrypt({ key: spCertificate, oaepHash: 'sha1' }, key).toString('base64');
    const cipherData = (value: string) =>
      `<xenc:CipherData><xenc:CipherValue>${value}</xenc:CipherValue></xenc:CipherData>`;
    const envelope = [
      '<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"',
      ' Type="http://www.w3.org/2001/04/xmlenc#Element">',
      '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>',
      '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>',
      '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p">',
      '<ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/></xenc:EncryptionMethod>',
      `${cipherData(sealedKey)}</xenc:EncryptedKey></ds:KeyInfo>${cipherData(sealed)}`,
      '</xenc:EncryptedData></saml:EncryptedAssertion>',
    ];
    return response.replace(assertion, envelope.join(''));
  }
});
