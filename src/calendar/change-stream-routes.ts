import express from 'express';
import { signedIn, viewerSignIn } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import type { AccountSignals } from '../platform/account-signals.ts';
import { createEventStream } from '../platform/event-stream.ts';

/** Then the page asks anew: who was signed out meanwhile is told no more. */
const LONGEST_MS = 60 * 60_000;

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
    const stream = createEventStream(response, { longestMs });
    const leave = signals.listen(account.id, {
      signInId: viewerSignIn(request),
      changed: (ids) => stream.send('events', { ids }),
      close: stream.end,
    });
    if (leave === undefined) throw new DomainError('too-many-attempts', { retryAfterMs: 60_000 });
    stream.begin(leave);
  });
  return router;
};
