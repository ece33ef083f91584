import express from 'express';
import { DomainError } from '../base/errors.ts';

/** Every way into a room; those who are in and come back do not pass here. */
const JOINS = ['/join/:token', '/meetings/:id/join', '/start/:token'];
/** Long enough that a crowd does not come back at once, short enough to be waited for. */
const RETRY_AFTER_MS = 15_000;

/**
 * Sends newcomers away while the server is too slow for those who are in: one more would make it worse for all of them. `onRefused` counts.
 */
export const createOverloadGuard = (isOverloaded: () => boolean, onRefused: () => void): express.Router => {
  const router = express.Router();
  for (const path of JOINS)
    router.post(path, (_request, _response, next) => {
      if (!isOverloaded()) {
        next();
        return;
      }
      onRefused();
      next(new DomainError('unavailable', { retryAfterMs: RETRY_AFTER_MS }));
    });
  return router;
};
