import type { Locale } from '@qashyq/shared-types';

/** What the page tells the screens. */
export interface Config {
  home: 'moodle' | 'portal';
  /** Address of the companion without a trailing slash; empty in the portal, where it is the same origin. */
  companion: string;
  locale: Locale;
  /** Where to begin when the address names no place, e.g. `#/effects`; the inbox if absent. */
  start?: string;
  /** Moodle's address, in Moodle only. */
  wwwroot?: string;
  /** Goes into `X-CSRF-Token`, in the portal only. */
  csrfToken?: string;
}
