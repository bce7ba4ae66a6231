/**
 * The portal: the companion's own home for the screens, for people who come through the university's sign-on and not through Moodle.
 * `/` is the screens for who is signed in, and the way in for everybody else.
 */
import express, { Router, type Request, type Response } from 'express';
import type { Knex } from 'knex';
import { localeSchema, type Locale } from '@qashyq/shared-types';
import { AppError } from '../errors.js';
import { requestLocale } from '../http/locale.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { Identity } from '../identity/index.js';
import { localPath } from '../identity/local-path.js';
import { setPersonLocale } from '../identity/person-store.js';
import { createPortalAssets } from './assets.js';
import { createPages, type RenderPage } from './pages.js';

export interface Portal {
  /** Scripts, styles, fonts, texts: they need nobody, so they stand before the sessions. */
  assets: Router;
  router: Router;
  renderPage: RenderPage;
}

export function createPortal(deps: {
  identity: Pick<Identity, 'authenticate' | 'csrf' | 'canSignIn'>;
  catalogue: Catalogue;
  db: Knex;
  /** Says on the sign-in page that anybody can come in here. */
  isDemo: boolean;
}): Portal {
  const { identity } = deps;
  const { router: assets, version } = createPortalAssets(deps.catalogue);
  const renderPage = createPages(deps.catalogue, version);
  const router = Router();

  router.get('/', async (request, response) => {
    const signIn = await identity.authenticate(request);
    if (signIn === undefined) return showSignIn(request, response, false);
    const { name, locale } = signIn.person;
    const csrfToken = identity.csrf.token(request);
    send(response, 'app', locale, {
      signedIn: true,
      name: name[locale],
      csrfToken,
      screens: JSON.stringify({ home: 'portal', companion: '', locale, csrfToken }),
    });
  });

  router.get('/saml/signed-out', (request, response) => showSignIn(request, response, true));

  router.post('/portal/locale', express.urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const signIn = await identity.authenticate(request);
    if (signIn === undefined) throw new AppError('notSignedIn');
    const { locale, returnTo } = (request.body ?? {}) as Record<string, unknown>;
    const chosen = localeSchema.safeParse(locale);
    if (!chosen.success) throw new AppError('invalidInput', { details: [{ field: 'locale', message: 'kk, ru, en' }] });
    await setPersonLocale(deps.db, signIn.person.id, chosen.data);
    response.redirect(303, localPath(returnTo));
  });

  return { assets, router, renderPage };

  function showSignIn(request: Request, response: Response, signedOut: boolean): void {
    const wished = localeSchema.safeParse(request.query['lang']);
    const locale = wished.success ? wished.data : requestLocale(request);
    send(response, 'sign-in', locale, { signedOut, canSignIn: identity.canSignIn, isDemo: deps.isDemo });
  }

  /** Pages hold a name and a token: nobody keeps them. */
  function send(
    response: Response,
    page: Parameters<RenderPage>[0],
    locale: Locale,
    context: Record<string, unknown>,
  ): void {
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(renderPage(page, locale, context));
  }
}
