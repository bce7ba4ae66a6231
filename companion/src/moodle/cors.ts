import type { RequestHandler } from 'express';
import type { MoodleSiteStore } from './site-store.js';

/**
 * Lets the pages of our Moodle, and no others, read answers of the API. No credentials: what they bring is a launch token in a header,
 * never a cookie.
 */
export function createMoodleCors(sites: MoodleSiteStore): RequestHandler {
  return async (request, response, next) => {
    response.vary('Origin');
    const origin = request.get('Origin');
    if (origin === undefined) return next();
    const url = await sites.findUrl();
    if (url !== undefined && origin === new URL(url).origin) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', 'Content-Disposition, Retry-After');
      if (request.method === 'OPTIONS') {
        response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
        response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
        response.setHeader('Access-Control-Max-Age', '600');
      }
    }
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}
