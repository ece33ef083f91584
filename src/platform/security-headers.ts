import type { IncomingMessage } from 'node:http';
import type express from 'express';
import helmet from 'helmet';
import { DomainError } from '../base/errors.ts';

/** Scripts and styles only from our own files; nobody frames us; no address leaves in a Referer. */
export const createSecurityHeaders = ({ https }: { readonly https: boolean }): express.RequestHandler[] => [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  }),
  (_request, response, next) => {
    response.set(
      'Permissions-Policy',
      'microphone=(self), speaker-selection=(self), display-capture=(self), fullscreen=(self), camera=(), geolocation=()',
    );
    next();
  },
];

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Writes signed by a cookie count only from our own pages. Every browser says with a write where it comes from, so a write without
 * Origin and Sec-Fetch-Site is a program's, which no foreign page can lead. A Bearer token is not something that a browser adds by itself.
 */
export const createOriginGuard =
  (isOwn: (request: IncomingMessage) => boolean): express.RequestHandler =>
  (request, _response, next) => {
    const bearer = request.headers.authorization?.startsWith('Bearer ') ?? false;
    if (SAFE_METHODS.has(request.method) || bearer || isOwn(request)) next();
    else next(new DomainError('foreign-origin'));
  };
