/**
 * `/certificates` and `/certificates/<code>`: anyone checks a certificate here, without signing in. What is not there is not there in one
 * form for all, so that nothing is learnt by guessing.
 */
import type { Knex } from 'knex';
import { Router, type Request, type Response } from 'express';
import { localeSchema, type Locale } from '@qashyq/shared-types';
import { dateText } from '../calendar/plain-dates.js';
import { requestLocale } from '../http/locale.js';
import type { RateLimits } from '../http/rate-limits.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { RenderPage } from './pages.js';
import { checkCertificate, type CheckedCertificate } from '../features/training/certificates/check-certificate.js';

export interface CertificatePagesDeps {
  db: Knex;
  catalogue: Catalogue;
  now: () => number;
  renderPage: RenderPage;
  limits: Pick<RateLimits, 'perAddress'>;
}

export function certificatePages({ db, catalogue, now, renderPage, limits }: CertificatePagesDeps): Router {
  const router = Router();
  router.use('/certificates', limits.perAddress('publicDoor'));

  router.get('/certificates', async (request, response) => {
    const { number, code } = request.query;
    const typed = { number: asText(number), code: asText(code) };
    if (typed.code === '') return send(request, response, typed, null);
    const found = await checkCertificate(db, typed.code, typed.number, now());
    send(request, response, typed, found);
  });
  router.get('/certificates/:code', async (request, response) => {
    const found = await checkCertificate(db, request.params.code, undefined, now());
    send(request, response, { number: '', code: '' }, found);
  });
  return router;

  /** @param found null: nothing was asked yet */
  function send(
    request: Request,
    response: Response,
    typed: { number: string; code: string },
    found: CheckedCertificate | null | undefined,
  ): void {
    const wished = localeSchema.safeParse(request.query['lang']);
    const locale = wished.success ? wished.data : requestLocale(request);
    // The code is a key to a person's certificate: no archive keeps the page, and no other site learns the address.
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Robots-Tag', 'noindex');
    response.setHeader('Referrer-Policy', 'no-referrer');
    const query = typed.code === '' ? '' : `${new URLSearchParams(typed).toString()}&`;
    response
      .status(found === undefined ? 404 : 200)
      .type('html')
      .send(
        renderPage('certificate', locale, {
          languagesAt: `${request.path}?${query}lang=`,
          typed,
          notFound: found === undefined,
          found: found == null ? null : view(found, catalogue, locale),
        }),
      );
  }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 60) : '');

/** In words: exactly what stands on the paper, and whether it holds. Why a certificate was revoked is between its holder and the department. */
function view({ content, state, revokedOn }: CheckedCertificate, catalogue: Catalogue, locale: Locale) {
  const t = (key: string, params?: Parameters<Catalogue['text']>[2]) => catalogue.text(locale, key, params);
  const { expiresOn } = content;
  const fact = (key: string, value: string) => ({ label: t(`check_${key}`), value });
  return {
    code: content.code,
    state,
    stateWords:
      state === 'revoked'
        ? t('check_revoked', dateText(revokedOn!))
        : state === 'expired'
          ? t('check_expired', dateText(expiresOn!))
          : t('check_valid'),
    facts: [
      fact('number', content.number),
      fact('holder', content.holder[locale]),
      fact('title', content.title[locale]),
      fact('hours', catalogue.plural(locale, 'training_hours', content.hours)),
      fact('period', t('certificate_period', { from: dateText(content.fromOn), to: dateText(content.toOn) })),
      fact('form', t(`trainingform_${content.form}`)),
      fact('issued', dateText(content.issuedOn)),
      ...(expiresOn === null ? [] : [fact('expires', dateText(expiresOn))]),
      fact('signatory', `${content.signatory.position[locale]}, ${content.signatory.name[locale]}`),
      fact('university', content.university[locale]),
    ],
    fileWords: JSON.stringify({
      kk: t('check_file_same', catalogue.text(locale, 'language_kk')),
      ru: t('check_file_same', catalogue.text(locale, 'language_ru')),
      en: t('check_file_same', catalogue.text(locale, 'language_en')),
      changed: t('check_file_changed'),
      failed: t('check_file_failed'),
      wait: t('check_file_wait'),
    }),
  };
}
