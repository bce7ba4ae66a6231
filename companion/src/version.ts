import { createRequire } from 'node:module';

/** The release, from package.json. */
export const { version } = createRequire(import.meta.url)('@qashyq/companion/package.json') as { version: string };
