import { expect } from 'chai';
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { AppError } from '../../src/errors.js';
import { unlinkMoodleAccount } from '../../src/identity/moodle-person.js';
import { createSignedTokens } from '../../src/moodle/signed-tokens.js';
import { launchClaimsSchema } from '@qashyq/shared-types';
import { enterPeople, enterPerson, startService, type TestService } from '../support/identity-fixture.js';
import { launchClaims, startMoodle, type TestMoodle } from '../support/test-moodle.js';

interface Who {
  via: string;
  person: {
    id: number;
    locale: string;
    name: { kk: string };
    roles: { role: string; orgUnitId: number; covers: number[] }[];
  };
}

describe('launch token', () => {
  let moodle: TestMoodle;
  let service: TestService;
  let unitId: number;
  let dispatcherId: number;

  async function start(claim: string): Promise<void> {
    moodle = await startMoodle();
    service = await startService(() => ({ MOODLE_URL: moodle.url, MOODLE_PERSON_CLAIM: claim }));
    ({ unitId, dispatcherId } = await enterPeople(service.db));
  }
  async function stop(): Promise<void> {
    await service.close();
    await moodle.close();
  }

  const claims = (change: JWTPayload = {}) => launchClaims(moodle, service.url, service.clock.now, change);
  const present = async (token: string) => {
    const response = await fetch(`${service.url}/who`, { headers: { authorization: `Bearer ${token}` } });
    const body = (await response.json()) as Who & { error?: { code: string } };
    return { status: response.status, code: body.error?.code, who: body as Who };
  };
  const come = async (change: JWTPayload = {}) => present(await moodle.sign(claims(change)));
  const personRow = (login: string) => service.db('persons').where({ login }).first();

  describe('of a person', () => {
    beforeEach(() => start('username'));
    afterEach(stop);

    it('leads to the person with that login, their roles, and the language they read Moodle in', async () => {
      const { status, who } = await come();
      expect(status).to.equal(200);
      expect(who.via).to.equal('moodle');
      expect(who.person.id).to.equal(dispatcherId);
      expect(who.person.locale).to.equal('ru');
      expect(who.person.roles.map(({ role }) => role)).to.deep.equal(['scheduler']);
      expect(await personRow('dispatcher')).to.include({ moodle_user_id: 7, locale: 'ru' });
    });

    it('makes a person without roles where there is none, surname first', async () => {
      const { who } = await come({ sub: '8', username: 'newcomer', lang: 'kk' });
      expect(who.person.roles).to.deep.equal([]);
      expect(await personRow('newcomer')).to.include({
        id: who.person.id,
        name_kk: 'Әлиева Айгүл',
        email: 'dispatcher@university.test',
        moodle_user_id: 8,
        locale: 'kk',
      });
    });

    it('makes one person when several first requests come at once', async () => {
      const answers = await Promise.all([1, 2, 3, 4].map(() => come({ sub: '8', username: 'newcomer' })));
      expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200]);
      expect(await service.db('persons').where({ login: 'newcomer' })).to.have.length(1);
    });

    it("of who manages the plugin gives the technician's role over the whole university, and leaves no trace of it", async () => {
      const { who } = await come({ manage: true });
      const technician = who.person.roles.find(({ role }) => role === 'dldTechnician');
      expect(technician).to.include({ orgUnitId: unitId });
      expect(technician!.covers).to.deep.equal([unitId]);
      expect(await service.db('person_roles').where({ role: 'dldTechnician' })).to.deep.equal([]);
      expect((await come()).who.person.roles.map(({ role }) => role)).to.deep.equal(['scheduler']);
    });

    it('moves the link when another account has the username now: Moodle lets only one have it', async () => {
      await come({ sub: '7' });
      const { who } = await come({ sub: '19' });
      expect(who.person.id).to.equal(dispatcherId);
      expect(await personRow('dispatcher')).to.include({ moodle_user_id: 19 });
    });

    it('follows the username, not the account number, when an account was renamed or Moodle was set up anew', async () => {
      await come({ sub: '7', username: 'dispatcher' });
      const { who } = await come({ sub: '7', username: 'dean' });
      expect(who.person.id).not.to.equal(dispatcherId);
      expect(await personRow('dean')).to.include({ moodle_user_id: 7 });
      expect(await personRow('dispatcher')).to.include({ moodle_user_id: null });
    });

    it('does not lead to a login that differs in case', async () => {
      await enterPerson(service.db, 'Umarov');
      const { status, who } = await come({ sub: '8', username: 'umarov' });
      // SQLite takes the two for different logins; MariaDB's unique key for the same, so that nobody can be made.
      if (status === 200) expect(who.person.id).not.to.equal((await personRow('Umarov'))!.id);
      else expect(status).to.equal(403);
    });

    it('works again and again while it lives: a page asks many times', async () => {
      const token = await moodle.sign(claims());
      expect([(await present(token)).status, (await present(token)).status]).to.deep.equal([200, 200]);
    });
  });

  describe('that was taken before', () => {
    let token: string;
    beforeEach(async () => {
      await start('username');
      token = await moodle.sign(claims());
      expect((await present(token)).status).to.equal(200);
    });
    afterEach(stop);

    it('is refused when its time is over', async () => {
      service.clock.now += 304_000;
      expect((await present(token)).status).to.equal(200);
      service.clock.now += 1_000;
      expect((await present(token)).code).to.equal('launchTokenRefused');
    });
    it('is refused with one character changed', async () => {
      const changed = token.slice(0, -10) + (token.at(-10) === 'A' ? 'B' : 'A') + token.slice(-9);
      expect((await present(changed)).code).to.equal('launchTokenRefused');
    });
    it('is refused where a token of another purpose is asked for', async () => {
      const response = await fetch(`${service.url}/api/moodle/pairing`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ wstoken: 'f'.repeat(32) }),
      });
      expect(response.status).to.equal(401);
    });
    it('is refused when the service belongs to another Moodle now', async () => {
      let url: string | undefined = moodle.url;
      const verifier = createSignedTokens({
        sites: { findUrl: () => Promise.resolve(url) },
        publicUrl: service.url,
        now: () => service.clock.now,
      });
      await verifier.verify(token, launchClaimsSchema);
      const other = await startMoodle();
      other.jwks.keys = moodle.jwks.keys;
      url = other.url;
      const refused = await verifier.verify(token, launchClaimsSchema).catch((error: AppError) => error.code);
      expect(refused).to.equal('launchTokenRefused');
      await other.close();
    });
  });

  for (const claim of ['idnumber', 'email'] as const)
    describe(`linked by ${claim}`, () => {
      const value = claim === 'idnumber' ? 'KRU-7' : 'dispatcher@university.test';
      let personId: number;
      beforeEach(async () => {
        await start(claim);
        personId = await enterPerson(service.db, value);
      });
      afterEach(stop);

      it('leads to the person', async () => {
        expect((await come()).who.person.id).to.equal(personId);
      });
      it('is refused for a second account with the same value: it may not be the same person', async () => {
        await come({ sub: '7' });
        const second = await come({ sub: '8' });
        expect([second.status, second.code]).to.deep.equal([403, 'accountNotLinked']);
        expect(await personRow(value)).to.include({ moodle_user_id: 7 });
      });
      it('is taken for the second account once somebody ended the first link', async () => {
        await come({ sub: '7' });
        expect(await unlinkMoodleAccount(service.db, value)).to.equal(true);
        expect(await unlinkMoodleAccount(service.db, 'nobody')).to.equal(false);
        expect((await come({ sub: '8' })).who.person.id).to.equal(personId);
      });
      it('is refused for an account that was somebody else before: its value may have been changed by its owner', async () => {
        await come({ sub: '7', [claim]: 'own-value' });
        const changed = await come({ sub: '7' });
        expect([changed.status, changed.code]).to.deep.equal([403, 'accountNotLinked']);
        expect(await personRow(value)).to.include({ moodle_user_id: null });
      });
      it('is refused when the value is empty', async () => {
        expect((await come({ [claim]: '' })).code).to.equal('accountNotLinked');
      });
    });

  describe('is refused', () => {
    before(() => start('username'));
    after(stop);
    const seconds = () => Math.floor(service.clock.now / 1000);

    const bent: Record<string, () => Promise<string>> = {
      'without a signature (alg none)': () => Promise.resolve(new UnsecuredJWT(claims()).encode()),
      'signed with HS256 and the public key as secret': async () => {
        const key = (await importJWK(moodle.jwks.keys[0]!, 'ES256')) as CryptoKey;
        const secret = new TextEncoder().encode(await exportSPKI(key));
        return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(secret);
      },
      'from another issuer': () => moodle.sign(claims({ iss: 'https://other.test' })),
      'for another audience': () => moodle.sign(claims({ aud: 'https://other.test' })),
      'that has expired': () => moodle.sign(claims({ iat: seconds() - 400, exp: seconds() - 100 })),
      'that is not valid yet': () => moodle.sign(claims({ nbf: seconds() + 60 })),
      'issued in the future': () => moodle.sign(claims({ iat: seconds() + 60, exp: seconds() + 360 })),
      'that lives longer than five minutes': () => moodle.sign(claims({ exp: seconds() + 3600 })),
      'that was issued more than five minutes ago': () =>
        moodle.sign(claims({ iat: seconds() - 400, exp: seconds() + 100 })),
      'with an unknown key id': () => moodle.sign(claims(), { kid: 'unknown' }),
      'changed after signing': async () => {
        const [head, , signature] = (await moodle.sign(claims())).split('.');
        const body = Buffer.from(JSON.stringify(claims({ username: 'dean' }))).toString('base64url');
        return `${head}.${body}.${signature}`;
      },
      'meant for pairing': () => moodle.sign(claims({ purpose: 'pairing' })),
      'in an unknown language': () => moodle.sign(claims({ lang: 'de' })),
      'that is not a token': () => Promise.resolve('abc'),
    };
    for (const [name, bend] of Object.entries(bent))
      it(name, async () => {
        const { status, code } = await present(await bend());
        expect([status, code]).to.deep.equal([401, 'launchTokenRefused']);
      });

    for (const claim of ['iss', 'aud', 'sub', 'jti', 'iat', 'exp', 'purpose', 'username', 'lang', 'manage'])
      it(`without ${claim}`, async () => {
        const { [claim]: _, ...others } = claims();
        expect((await present(await moodle.sign(others))).code).to.equal('launchTokenRefused');
      });

    it('with nothing behind Bearer', async () => {
      expect((await present('')).code).to.equal('launchTokenRefused');
    });
    it('and the same token, unbent, is taken', async () => {
      expect((await come()).status).to.equal(200);
    });
  });

  describe('and the keys of Moodle', () => {
    beforeEach(() => start('username'));
    afterEach(stop);
    const tokens = (keyCooldownMs: number) =>
      createSignedTokens({
        sites: service.moodle.sites,
        publicUrl: service.url,
        now: () => service.clock.now,
        keyCooldownMs,
      });

    it('are asked for once, not for each request', async () => {
      for (let i = 0; i < 5; i++) await come();
      expect(moodle.keyRequests).to.equal(1);
    });

    it('are asked for again when Moodle has a new one', async () => {
      const verifier = tokens(0);
      await verifier.verify(await moodle.sign(claims()), launchClaimsSchema);
      await moodle.rotate();
      const { username } = await verifier.verify(await moodle.sign(claims()), launchClaimsSchema);
      expect(username).to.equal('dispatcher');
      expect(moodle.keyRequests).to.equal(2);
    });

    it('are not asked for as often as strangers invent key ids', async () => {
      await come();
      for (let i = 0; i < 5; i++) await present(await moodle.sign(claims(), { kid: `invented-${i}` }));
      expect(moodle.keyRequests).to.equal(1);
    });

    it('vouch again for a token that came before, once they were read anew', async () => {
      const verifier = tokens(0);
      const before = await moodle.sign(claims());
      await verifier.verify(before, launchClaimsSchema);
      await moodle.rotate();
      await verifier.verify(await moodle.sign(claims()), launchClaimsSchema);
      const refused = await verifier.verify(before, launchClaimsSchema).catch((error: AppError) => error.code);
      expect(refused).to.equal('launchTokenRefused');
    });

    for (const [name, spoil] of Object.entries<() => unknown>({
      'answer with an error': () => (moodle.jwks.status = 500),
      'are not keys': () => (moodle.jwks.keys = 'none' as never),
      'are out of reach': () => moodle.close(),
    }))
      it(`that ${name} are told as that, not as a wrong token`, async () => {
        const token = await moodle.sign(claims());
        spoil();
        const { status, code } = await present(token);
        expect([status, code]).to.deep.equal([503, 'moodleUnreachable']);
      });

    it('cannot be asked for before the service knows its Moodle', async () => {
      const lonely = await startService();
      const response = await fetch(`${lonely.url}/who`, { headers: { authorization: 'Bearer a.b.c' } });
      expect(response.status).to.equal(503);
      expect(((await response.json()) as { error: { code: string } }).error.code).to.equal('moodleNotConnected');
      await lonely.close();
    });
  });
});
