import express from 'express';
import type { Feeds } from './feeds.ts';

const FILE = /^([A-Za-z0-9_-]{22})\.ics$/;

/** RFC 9110 13.1.2; a weak tag is what a proxy makes of ours. */
const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);

/** `/feeds/TOKEN.ics`, for programs that nobody signs in with. What opens nothing is answered like any other page that is not there. */
export const createFeedRoutes = ({ feeds }: { readonly feeds: Feeds }): express.Router => {
  const router = express.Router();
  router.get('/feeds/:file', async (request, response, next) => {
    const token = FILE.exec(String(request.params['file']))?.[1];
    const feed = token === undefined ? undefined : await feeds.open(token);
    if (feed === undefined) {
      next();
      return;
    }
    response.set({ ETag: feed.etag, 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' });
    if (isKnown(request.get('If-None-Match'), feed.etag)) {
      response.status(304).end();
      return;
    }
    response.set('Content-Type', 'text/calendar; charset=utf-8').send(await feed.render());
  });
  return router;
};
