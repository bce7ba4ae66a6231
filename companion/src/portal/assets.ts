/**
 * What the portal's pages load: styles, the AMD modules and templates of the plugin, the small stand-ins for Moodle's own modules, and
 * the texts. Everything is read once at start. An address that carries the present version may be kept for ever; others are asked again.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { locales } from '@qashyq/shared-types';
import type { Catalogue } from '../i18n/catalogue.js';

const { resolve } = createRequire(import.meta.url);

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  mustache: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

interface Asset {
  content: Buffer;
  type: string;
  etag: string;
}

export interface PortalAssets {
  router: Router;
  /** Changes with every byte of any asset; pages append it to the addresses. */
  version: string;
}

const year = 'public, max-age=31536000, immutable';

export function createPortalAssets(catalogue: Catalogue): PortalAssets {
  const assets = readAssets(catalogue);
  const version = digest(Buffer.from([...assets].map(([path, { etag }]) => path + etag).join('\n')));
  const router = Router();
  router.get('/portal/*path', (request, response, next) => {
    const asset = assets.get(request.path);
    if (asset === undefined) return next();
    response.setHeader('Content-Type', asset.type);
    response.setHeader('ETag', asset.etag);
    response.setHeader('Cache-Control', request.query['v'] === version ? year : 'no-cache');
    response.send(asset.content);
  });
  return { router, version };
}

function readAssets(catalogue: Catalogue): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  const add = (path: string, content: Buffer) => {
    const ending = /\.(\w+)$/.exec(path)?.[1] ?? 'mustache';
    const type = types[ending as keyof typeof types];
    assets.set(`/portal/${path}`, { content, type, etag: `"${digest(content)}"` });
  };
  const addFolder = (path: string, folder: string, ending: RegExp, rename = (name: string) => name) => {
    for (const name of readdirSync(folder))
      if (ending.test(name)) add(`${path}/${rename(name)}`, readFileSync(`${folder}/${name}`));
  };

  add('assets/bootstrap.min.css', readFileSync(resolve('bootstrap/dist/css/bootstrap.min.css')));
  add('assets/require.js', readFileSync(resolve('requirejs/require.js')));
  add('assets/mustache.js', readFileSync(resolve('mustache/mustache.js')));
  add('assets/styles.css', readFileSync(resolve('@qashyq/moodle-plugin/styles.css')));
  // From sources and from dist/ alike: browser files are served as they stand.
  const browser = fileURLToPath(new URL('../../src/portal/browser', import.meta.url));
  addFolder('assets', browser, /\.(js|css|svg)$/);
  addFolder('assets/core', `${browser}/core`, /\.js$/);
  const plugin = dirname(resolve('@qashyq/moodle-plugin/package.json'));
  // Under the names by which modules ask for each other, as Moodle serves them.
  addFolder('assets/local_qashyq', `${plugin}/amd/build`, /\.min\.js(\.map)?$/, (name) =>
    name.replace(/\.min\.js$/, '.js'),
  );
  addFolder('templates/local_qashyq', `${plugin}/templates`, /\.mustache$/, (name) => name.replace('.mustache', ''));
  for (const locale of locales) add(`strings/${locale}.json`, Buffer.from(JSON.stringify(catalogue.texts(locale))));
  return assets;
}

function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}
