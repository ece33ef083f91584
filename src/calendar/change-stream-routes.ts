import express from 'express';
import { signedIn, viewerSignIn } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import type { AccountSignals } from '../platform/account-signals.ts';

/** Proxies close streams on which nothing is heard, often after a minute. */
const HEARTBEAT_MS = 25_000;
const RETRY_MS = 5_000;
/** Then the page asks anew: who was signed out meanwhile is told no more. */
const LONGEST_MS = 60 * 60_000;

const HEADERS = {
  'Content-Type': 'text/event-stream',
  // no-transform: a compressor would keep events until it has enough of them.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

/** `GET /changes`: an event stream (HTML Living Standard 9.2) that names the account's events about which there is something new. */
export const createChangeStreamRoutes = ({
  signals,
  longestMs = LONGEST_MS,
}: {
  readonly signals: AccountSignals;
  readonly longestMs?: number;
}): express.Router => {
  const router = express.Router();
  router.get('/changes', (request, response) => {
    const account = signedIn(request);
    const leave = signals.listen(account.id, {
      signInId: viewerSignIn(request),
      changed: (ids) => response.write(`event: events\ndata: ${JSON.stringify({ ids })}\n\n`),
      close: () => response.end(),
    });
    if (leave === undefined) throw new DomainError('too-many-attempts', { retryAfterMs: 60_000 });
    response.writeHead(200, HEADERS).write(`retry: ${RETRY_MS}\n\n`);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    const end = setTimeout(() => response.end(), longestMs);
    response.once('close', () => {
      clearTimeout(end);
      clearInterval(heartbeat);
      leave();
    });
  });
  return router;
};
