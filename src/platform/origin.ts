import type { IncomingMessage } from 'node:http';

/**
 * Whether the page that makes a request is one of ours. With `publicUrl` set, only that origin is; without it (a newcomer's
 * first start, on loopback) the page must come from the very host that it talks to.
 */
export const createOriginCheck = (publicUrl: string | undefined) => {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return {
    /** False for a foreign page. A request without Origin is not one that a browser lets another site's page make with a body. */
    isOwn(request: IncomingMessage): boolean {
      const { origin, host, 'sec-fetch-site': site } = request.headers;
      if (origin === undefined) return site !== 'cross-site' && site !== 'same-site';
      if (own !== undefined) return origin === own;
      try {
        return new URL(origin).host === host;
      } catch {
        return false;
      }
    },
  };
};
