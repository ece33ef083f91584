import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../base/errors.ts';
import { WIDER_ALLOWANCE, widerNetwork } from './caller-network.ts';

export interface RateLimit {
  /** Uses up one attempt of `key`, or refuses with `too-many-attempts` and the time to wait. */
  take(key: string, points?: number): Promise<void>;
  /** Refuses when no attempt is left, without using one. */
  check(key: string): Promise<void>;
  /** Undoes one `take` of an attempt that turned out well. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

interface Budget {
  readonly points: number;
  readonly windowMs: number;
}

/** At most `points` attempts of one key in `windowMs`. Counted in memory: a restart forgets. */
export const createRateLimit = ({ points, windowMs }: Budget): RateLimit => {
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

/**
 * The same for keys that begin with a `callerNetwork`. An IPv6 network has so many attempts for itself, and shares `WIDER_ALLOWANCE`
 * times as many with its neighbours.
 */
export const createNetworkLimit = ({ points, windowMs }: Budget): RateLimit => {
  const own = createRateLimit({ points, windowMs });
  const shared = createRateLimit({ points: points * WIDER_ALLOWANCE, windowMs });
  const each = async (key: string, ask: (limit: RateLimit, key: string) => Promise<void>): Promise<void> => {
    // The own one first: who is refused already uses up nothing that neighbours share.
    await ask(own, key);
    const wider = widerNetwork(key);
    if (wider !== undefined) await ask(shared, wider);
  };
  return {
    take: (key, cost) => each(key, (limit, counted) => limit.take(counted, cost)),
    check: (key) => each(key, (limit, counted) => limit.check(counted)),
    giveBack: (key) => each(key, (limit, counted) => limit.giveBack(counted)),
    forget: (key) => each(key, (limit, counted) => limit.forget(counted)),
  };
};
