import { createHash } from 'node:crypto';
import express from 'express';
import { DomainError } from '../base/errors.ts';
import type { AppearanceKeeper } from '../platform/appearance.ts';

/** Where the logo is, if there is one. */
export const logoUrlOf = (appearance: Pick<AppearanceKeeper, 'logo'>): string | undefined => {
  const logo = appearance.logo();
  return logo === undefined ? undefined : `/appearance/logo?v=${logo.tag}`;
};

/** What every page fetches: its colours, its logo, and what a telephone needs that keeps it on its home screen. */
export const createAppearanceFileRoutes = ({
  appearance,
}: {
  readonly appearance: AppearanceKeeper;
}): express.Router => {
  const router = express.Router();
  const sendTagged = (request: express.Request, response: express.Response, type: string, body: string): void => {
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
    // Asked for at each page, and answered without a body as long as nothing has changed.
    response.set({ ETag: tag, 'Cache-Control': 'no-cache', 'Content-Type': type });
    if (request.headers['if-none-match'] === tag) response.status(304).end();
    else response.send(body);
  };
  router.get('/appearance.css', (request, response) => {
    sendTagged(request, response, 'text/css; charset=utf-8', appearance.css());
  });
  router.get('/appearance/logo', (_request, response) => {
    const logo = appearance.logo();
    if (logo === undefined) throw new DomainError('not-found');
    response
      .set({
        'Content-Type': logo.type,
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Content-Disposition': 'inline; filename="logo"',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'public, max-age=31536000, immutable',
      })
      .send(logo.bytes);
  });
  router.get('/manifest.webmanifest', (request, response) => {
    const { name } = appearance.current();
    const logo = appearance.logo();
    const icon =
      logo === undefined
        ? { src: '/favicon.svg', type: 'image/svg+xml', sizes: 'any' }
        : { src: logoUrlOf(appearance), type: logo.type };
    const manifest = { name, short_name: name, start_url: '/', display: 'minimal-ui', icons: [icon] };
    sendTagged(request, response, 'application/manifest+json', JSON.stringify(manifest));
  });
  return router;
};
