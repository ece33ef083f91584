import { DomainError } from '../../base/errors.ts';
import { createRateLimit } from '../../platform/rate-limit.ts';

/** Uses up one of `points` that `key` has in `windowMs`; false when none is left. */
export const createAllowance = (points: number, windowMs: number): ((key: string) => Promise<boolean>) => {
  const limit = createRateLimit({ points, windowMs });
  return async (key) => {
    try {
      await limit.take(key);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  };
};
