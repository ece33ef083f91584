import express from 'express';
import { DomainError } from '../base/errors.ts';
import { WAYS_IN } from './service-gates.ts';

/** Long enough that a crowd does not come back at once, short enough to be waited for. */
export const OVERLOAD_RETRY_MS = 15_000;

/**
 * Sends newcomers away while the server is too slow for those who are in: one more would make it worse for all of them. Those who are in
 * and come back do not pass here. `turnsAway` answers for how long, and counts.
 */
export const createOverloadGuard = (turnsAway: () => number | undefined): express.Router => {
  const router = express.Router();
  router.post([...WAYS_IN], (_request, _response, next) => {
    const retryAfterMs = turnsAway();
    next(retryAfterMs === undefined ? undefined : new DomainError('unavailable', { retryAfterMs }));
  });
  return router;
};
