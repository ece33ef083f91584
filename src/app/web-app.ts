import compression from 'compression';
import express from 'express';
import { viewer as viewerOf } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import { createProblemHandler } from '../platform/problem-handler.ts';
import { createOriginGuard, createSecurityHeaders } from '../platform/security-headers.ts';

export interface Readiness {
  /** Undefined when the server can serve; else what is missing, in a word. */
  problem(): Promise<string | undefined>;
}

/** Five hundred invitees fit many times. */
const readMuch = express.json({ limit: '1mb', strict: true });
/** Reading a megabyte can take a tenth of a second, in which no sound is relayed: not for everybody to ask for. */
const readLittle = express.json({ limit: '32kb', strict: true });

/** Express with everything that holds for all routes, in the order in which a request meets it. */
export const createWebApp = ({
  https,
  trustProxy,
  isOwnOrigin,
  readiness,
  viewer,
  timeRequests,
  api,
  outside = [],
  pages,
  log,
}: {
  readonly https: boolean;
  readonly trustProxy: readonly string[];
  readonly isOwnOrigin: Parameters<typeof createOriginGuard>[0];
  readonly readiness: Readiness;
  readonly viewer: express.RequestHandler;
  /** Tells the metrics how long each request took. */
  readonly timeRequests?: express.RequestHandler;
  readonly api: readonly express.Router[];
  /** What programs reach without being signed in to the pages: feeds, CalDAV. */
  readonly outside?: readonly express.Router[];
  readonly pages: express.Router;
  readonly log: Log;
}): express.Express => {
  const web = express();
  web.disable('x-powered-by');
  web.set('etag', false);
  web.set('trust proxy', [...trustProxy]);
  web.set('query parser', 'simple');

  if (timeRequests) web.use(timeRequests);
  web.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n');
  });
  web.get('/readyz', async (_request, response) => {
    const problem = await readiness.problem();
    response
      .status(problem === undefined ? 200 : 503)
      .type('text')
      .send(`${problem ?? 'ready'}\n`);
  });

  web.use(...createSecurityHeaders({ https }));
  const v1 = express.Router();
  v1.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  v1.use(createOriginGuard(isOwnOrigin));
  v1.use(compression({ filter: (_request, response) => /json/.test(String(response.getHeader('Content-Type'))) }));
  v1.use(viewer);
  v1.use((request, response, next) => (viewerOf(request) ? readMuch : readLittle)(request, response, next));
  for (const router of api) v1.use(router);
  v1.use(() => {
    throw new DomainError('not-found');
  });
  web.use('/api/v1', v1);
  for (const router of outside) web.use(router);
  web.use(pages);
  web.use(() => {
    throw new DomainError('not-found');
  });
  web.use(createProblemHandler(log));
  return web;
};
