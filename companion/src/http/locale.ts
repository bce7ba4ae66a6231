import type { Request } from 'express';
import { locales, type Locale } from '@qashyq/shared-types';
import type { CurrentPerson } from '../identity/current-person.js';

/** The reader's language: the person's own choice, else what the browser asks for, else Kazakh. */
export function requestLocale(request: Request, person?: CurrentPerson): Locale {
  if (person !== undefined) return person.locale;
  const wished = request.acceptsLanguages(...locales);
  return wished === false ? 'kk' : (wished as Locale);
}
