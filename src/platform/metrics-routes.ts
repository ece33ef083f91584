import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { DomainError } from '../base/errors.ts';
import type { Metrics, ObserveSeconds } from './metrics.ts';

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/;
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/**
 * Somebody on this machine, and not a proxy on it: through that, everybody seems to be on this machine. A proxy shows by what it adds, by
 * the name that it passes on, or by HTTP/1.0, which nginx speaks unless it was told to pass on who asks.
 */
const isFromThisMachine = ({ socket, headers, httpVersion }: express.Request): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? '') &&
  LOOPBACK_HOST.test(headers.host ?? '') &&
  httpVersion !== '1.0' &&
  FORWARDED.every((name) => headers[name] === undefined);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const hasToken = ({ headers }: express.Request, token: string | undefined): boolean => {
  const [, said] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
  return token !== undefined && said !== undefined && timingSafeEqual(digest(said), digest(token));
};

/**
 * `GET /metrics` for Prometheus, with the token; for everybody else there is nothing here. A server that only this machine opens answers
 * programs on it without: there, no proxy makes strangers look like one.
 */
export const createMetricsRoutes = ({
  metrics,
  token,
  publicUrl,
  trustProxy,
}: {
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly token: string | undefined;
  readonly publicUrl: string;
  readonly trustProxy: readonly string[];
}): express.Router => {
  const isForThisMachine = LOOPBACK_HOST.test(new URL(publicUrl).host) && trustProxy.length === 0;
  const router = express.Router();
  router.get('/metrics', async (request, response) => {
    if (!hasToken(request, token) && !(isForThisMachine && isFromThisMachine(request)))
      throw new DomainError('not-found');
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  });
  return router;
};

/** The pattern of the route that answered, never the address itself: that names meetings and holds keys. */
const routeOf = (request: express.Request): string => {
  const path: unknown = request.route?.path;
  return typeof path === 'string' ? `${request.baseUrl}${path}` : 'other';
};

/** Times every request that ends; streams of events, which end when somebody leaves, are left out. */
export const createRequestTimer =
  (observe: ObserveSeconds): express.RequestHandler =>
  (request, response, next) => {
    const begunMs = performance.now();
    response.once('finish', () => {
      if (String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream')) return;
      const labels = { route: routeOf(request), code: String(response.statusCode) };
      observe(labels, (performance.now() - begunMs) / 1_000);
    });
    next();
  };
