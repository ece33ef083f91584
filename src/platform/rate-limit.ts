import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../base/errors.ts';

export interface RateLimit {
  /** Uses up one attempt of `key`, or refuses with `too-many-attempts` and the time to wait. */
  take(key: string, points?: number): Promise<void>;
  /** Refuses when no attempt is left, without using one. */
  check(key: string): Promise<void>;
  /** Undoes one `take` of an attempt that turned out well. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

/** At most `points` attempts of one key in `windowMs`. Counted in memory: a restart forgets. */
export const createRateLimit = ({
  points,
  windowMs,
}: {
  readonly points: number;
  readonly windowMs: number;
}): RateLimit => {
  const limiter = new RateLimiterMemory({ points, duration: windowMs / 1000 });
  const refuse = (retryAfterMs: number): DomainError => new DomainError('too-many-attempts', { retryAfterMs });
  return {
    async take(key, cost = 1) {
      try {
        await limiter.consume(key, cost);
      } catch (error) {
        if (error instanceof RateLimiterRes) throw refuse(error.msBeforeNext);
        throw error;
      }
    },
    async check(key) {
      const state = await limiter.get(key);
      if (state && state.remainingPoints <= 0) throw refuse(state.msBeforeNext);
    },
    async giveBack(key) {
      await limiter.reward(key, 1);
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
};
