import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.js';

/**
 * Headers for every answer of the service. Pages may load and ask nothing but this service: no inline script or style, no frames.
 * The form that signs out may also lead to the identity provider, where that goes on.
 */
export function securityHeaders({ publicUrl, saml }: Pick<Config, 'publicUrl' | 'saml'>): RequestHandler {
  const logoutOrigin = saml?.logoutUrl === undefined ? [] : [new URL(saml.logoutUrl).origin];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'", ...logoutOrigin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // The answers of the API are read by Moodle's pages, from another origin.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    strictTransportSecurity: publicUrl.startsWith('https:'),
    xFrameOptions: { action: 'deny' },
  });
}
