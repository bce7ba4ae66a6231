/** The two pages of the development identity provider; whole by themselves, as those of a foreign one would be. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Request, Response } from 'express';
import Handlebars from 'handlebars';
import type { Locale } from '@qashyq/shared-types';
import { requestLocale } from '../../http/locale.js';
import type { Catalogue } from '../../i18n/catalogue.js';

export interface Pages {
  /**
   * Sends the page `views/dev-idp/<name>.hbs` in the reader's language. Inside, `{{text "key"}}` is a text of the catalogue. Its forms
   * lead to us and to the origin `postsTo`.
   */
  send(request: Request, response: Response, name: 'people' | 'send', facts: object, postsTo: string): void;
}

const folder = new URL('../../../views/dev-idp/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const sourceHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export function createPages(catalogue: Catalogue): Pages {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('text', function (this: unknown, key: string, options: Handlebars.HelperOptions) {
    const { root } = options.data as { root: { locale: Locale } };
    return catalogue.text(root.locale, key, options.hash as Record<string, string>);
  });
  const style = read('style.css').trim();
  const script = read('send.js').trim();
  const compile = (name: string) => handlebars.compile(read(`${name}.hbs`), { strict: true });
  const layout = compile('layout');
  const templates = { people: compile('people'), send: compile('send') };

  return {
    send(request, response, name, facts, postsTo) {
      const locale = requestLocale(request);
      const body = templates[name]({ ...facts, locale, script });
      response.setHeader(
        'Content-Security-Policy',
        `default-src 'none'; style-src ${sourceHash(style)}; script-src ${sourceHash(script)}; ` +
          `form-action 'self' ${postsTo}; base-uri 'none'; frame-ancestors 'none'`,
      );
      response.setHeader('Cache-Control', 'no-store');
      response.type('html').send(layout({ locale, style, body }));
    },
  };
}
