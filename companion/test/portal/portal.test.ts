/** The portal's pages and assets, asked over HTTP as a browser does. Who is signed in is said by a header of this test. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { locales } from '@qashyq/shared-types';
import { AppError } from '../../src/errors.js';
import { errorAnswer } from '../../src/http/error-answer.js';
import { loadCatalogue } from '../../src/i18n/catalogue.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { createPortal } from '../../src/portal/portal.js';
import { securityHeaders } from '../../src/portal/security-headers.js';
import { openTestDatabase } from '../support/database.js';

const catalogue = loadCatalogue();
const names = { kk: 'Әлия <b>', ru: 'Алия <b>', en: 'Aliya <b>' };
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the portal', () => {
  let server: Server;
  let origin: string;
  let personId: number;
  const db = openTestDatabase();

  before(async () => {
    [personId] = (await (
      await db
    )('persons').insert({
      login: 'aliya',
      staff_code: null,
      name_kk: names.kk,
      name_ru: names.ru,
      name_en: names.en,
      email: null,
      locale: 'ru',
      moodle_user_id: null,
      org_unit_id: null,
      created_at: 0,
    })) as [number];
    const app = express();
    app.use(securityHeaders({ publicUrl: 'http://127.0.0.1', saml: undefined }));
    const portal = createPortal({
      identity: {
        authenticate: async (request) => {
          if (request.get('x-test-person') === undefined) return undefined;
          const { locale } = (await (await db)('persons').where({ id: personId }).first())!;
          const person: CurrentPerson = { id: personId, name: names, locale, roles: [], actsFor: [] };
          return { person, via: 'session' };
        },
        csrf: { token: () => 'token-of-this-session', isProven: () => true },
        canSignIn: true,
      },
      catalogue,
      db: await db,
      isDemo: false,
    });
    app.use(portal.assets, portal.router);
    app.get(['/refuse', '/api/refuse'], () => {
      throw new AppError('notAllowed');
    });
    app.use(errorAnswer(catalogue, portal.renderPage));
    server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(origin + path, { redirect: 'manual', ...init, headers: { ...browser, ...headers } });
  const signedIn = { 'x-test-person': 'yes' };

  describe('for a stranger', () => {
    for (const locale of locales)
      it(`shows the way in, in the language that the browser asks for: ${locale}`, async () => {
        const page = await (await ask('/', { 'accept-language': locale })).text();
        expect(page).to.include(`<html lang="${locale}">`);
        expect(page).to.include(catalogue.text(locale, 'portal_signin_button'));
        expect(page).to.include('href="/saml/login?returnTo=/"');
      });

    it('is in Kazakh when the browser asks for none of our languages', async () => {
      expect(await (await ask('/', { 'accept-language': 'fi' })).text()).to.include('<html lang="kk">');
    });

    it('takes a chosen language over that of the browser', async () => {
      expect(await (await ask('/?lang=en', { 'accept-language': 'ru' })).text()).to.include('<html lang="en">');
    });

    it('says after signing out that it is done', async () => {
      const page = await (await ask('/saml/signed-out?lang=en')).text();
      expect(page).to.include(catalogue.text('en', 'portal_signedout'));
    });
  });

  describe('for who is signed in', () => {
    it('starts the screens with the person’s language and token, and keeps the page out of every cache', async () => {
      const answer = await ask('/', signedIn);
      expect(answer.headers.get('cache-control')).to.equal('no-store');
      const page = await answer.text();
      const config = /data-config="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"');
      expect(JSON.parse(config)).to.deep.equal({
        home: 'portal',
        companion: '',
        locale: 'ru',
        csrfToken: 'token-of-this-session',
      });
    });

    it('writes names as text, not as markup', async () => {
      const page = await (await ask('/', signedIn)).text();
      expect(page).to.include('Алия &lt;b&gt;').and.not.include(names.ru);
    });

    it('loads no script but from addresses, as the security policy demands', async () => {
      const page = await (await ask('/', signedIn)).text();
      expect(page.match(/<script/g)).to.have.length.above(0);
      expect(page).not.to.match(/<script(?![^>]* src=)|\son\w+=|style=/);
    });

    it('remembers a chosen language and returns to the place', async () => {
      const body = new URLSearchParams({ locale: 'en', returnTo: '/#/cases/4' });
      const answer = await ask('/portal/locale', signedIn, { method: 'POST', body });
      expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/#/cases/4']);
      expect(await (await ask('/', signedIn)).text()).to.include('<html lang="en">');
    });

    it('refuses a language it does not have, and leads to no foreign address', async () => {
      const post = (fields: Record<string, string>, headers = signedIn as Record<string, string>) =>
        ask('/portal/locale', headers, { method: 'POST', body: new URLSearchParams(fields) });
      expect((await post({ locale: 'de', returnTo: '/' })).status).to.equal(422);
      expect((await post({ locale: 'kk', returnTo: '//evil.example' })).headers.get('location')).to.equal('/');
      expect((await post({ locale: 'kk', returnTo: '/' }, {})).status).to.equal(401);
    });
  });

  describe('its assets', () => {
    async function addresses(): Promise<string[]> {
      const page = await (await ask('/', signedIn)).text();
      return [...page.matchAll(/(?:href|src)="(\/portal\/[^"]+)"/g)].map(([, address]) => address!);
    }

    it('are all there, with the address that the page gives them, to be kept for ever', async () => {
      for (const address of await addresses()) {
        const answer = await ask(address);
        expect([address, answer.status]).to.deep.equal([address, 200]);
        expect(answer.headers.get('cache-control'), address).to.include('immutable');
        await answer.arrayBuffer();
      }
    });

    it('are asked for again without the present version, and not sent twice', async () => {
      for (const path of ['/portal/assets/start.js', '/portal/assets/start.js?v=older']) {
        const first = await ask(path);
        expect(first.headers.get('cache-control')).to.equal('no-cache');
        // Said aloud, because fetch would else ask past all caches.
        const again = await ask(path, { 'if-none-match': first.headers.get('etag')!, 'cache-control': 'max-age=0' });
        expect(again.status).to.equal(304);
      }
    });

    it('include the built screens, their templates and the whole catalogue', async () => {
      for (const module of [
        'app-lazy',
        'schedule-screens-lazy',
        'training-screens-lazy',
        'administration-screens-lazy',
      ])
        expect(await (await ask(`/portal/assets/local_qashyq/${module}.js`)).text()).to.match(/^define\(/);
      expect((await ask('/portal/templates/local_qashyq/app')).status).to.equal(200);
      for (const locale of locales)
        expect(await (await ask(`/portal/strings/${locale}.json`)).json()).to.deep.equal(catalogue.texts(locale));
    });

    it('are nothing but what was read at start', async () => {
      for (const path of ['/portal/assets/../portal.ts', '/portal/assets/%2e%2e/portal.ts', '/portal/strings/fi.json'])
        expect((await ask(path)).status, path).to.equal(404);
    });
  });

  describe('when something is refused', () => {
    it('shows a person a page with the sentence, in their language, and a way back', async () => {
      const answer = await ask('/refuse', { 'accept-language': 'ru' });
      expect(answer.status).to.equal(403);
      const page = await answer.text();
      expect(page).to.include(catalogue.text('ru', 'error_notallowed')).and.to.include('href="/"');
    });

    it('answers programs in JSON, and the API always', async () => {
      const program = await ask('/refuse', { accept: 'application/json' });
      expect(await program.json()).to.have.nested.property('error.code', 'notAllowed');
      const api = await ask('/api/refuse');
      expect(await api.json()).to.have.nested.property('error.code', 'notAllowed');
    });
  });

  it('forbids pages to load, frame or send anything elsewhere', async () => {
    const policy = (await ask('/')).headers.get('content-security-policy')!;
    expect(policy).to.include("default-src 'none'").and.to.include("script-src 'self'");
    expect(policy).to.include("frame-ancestors 'none'").and.to.include("form-action 'self'");
    expect(policy).not.to.match(/unsafe|\*/);
  });
});

describe('the security headers', () => {
  it('let forms lead on to the identity provider, where signing out ends', async () => {
    const app = express();
    const saml = { entryPoint: 'https://idp.example/sso', logoutUrl: 'https://logout.example/slo' };
    app.use(securityHeaders({ publicUrl: 'https://qashyq.example', saml: saml as never }));
    app.get('/', (_request, response) => void response.send('page'));
    const server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.close();
    expect(answer.headers.get('content-security-policy')).to.include("form-action 'self' https://logout.example;");
    expect(answer.headers.get('strict-transport-security')).to.include('max-age');
  });
});
