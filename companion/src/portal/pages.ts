/** The portal's few pages, made on the server: layout and words only, the screens come from the plugin's modules. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { locales, type Locale } from '@qashyq/shared-types';
import type { Catalogue, TextParams } from '../i18n/catalogue.js';

/** Each language under its own name, so that its readers find it. */
const languageNames: Record<Locale, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

export type PageName = 'app' | 'sign-in' | 'error' | 'certificate';
/** Makes a page in a language; `context` is what its view names. */
export type RenderPage = (name: PageName, locale: Locale, context: Record<string, unknown>) => string;

export function createPages(catalogue: Catalogue, version: string): RenderPage {
  const handlebars = Handlebars.create();
  const read = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../../views/portal/${name}.hbs`, import.meta.url)), 'utf8');
  // {{text 'key'}} or {{text 'key' value}}: a text of the catalogue in the language of the page.
  handlebars.registerHelper('text', (key: string, ...given: unknown[]) => {
    const options = given.pop() as { data: { root: { locale: Locale } } };
    return catalogue.text(options.data.root.locale, key, given[0] as TextParams | undefined);
  });
  handlebars.registerPartial('layout', read('layout'));
  const views = Object.fromEntries(
    (['app', 'sign-in', 'error', 'certificate'] as const).map((name) => [
      name,
      handlebars.compile(read(name), { strict: true }),
    ]),
  ) as Record<PageName, Handlebars.TemplateDelegate>;

  return (name, locale, context) => {
    const languages = locales.map((code) => ({ code, name: languageNames[code], current: code === locale }));
    return views[name]({ signedIn: false, languagesAt: '/?lang=', ...context, locale, version, languages });
  };
}
