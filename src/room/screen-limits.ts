import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** How much one connection of the shared screen may send. */
export interface ScreenLimits {
  readonly chunk: TokenBucket;
  /** Counts bytes: false when a chunk of so many is too much now. */
  takeBytes(bytes: number, nowMs: number): boolean;
  readonly acknowledgement: TokenBucket;
  /** Asking for key pictures, complaints, and the word that one presents. */
  readonly word: TokenBucket;
  /** Pays for everything that is refused; when it is used up the connection is closed. */
  readonly patience: TokenBucket;
}

/** 32 Mbit/s: eight times what a presenter's encoder is ever set to. */
const BYTES_PER_SECOND = 4_000_000;
const WINDOW_MS = 1_000;

export const createScreenLimits = (): ScreenLimits => {
  let windowMs = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return {
    // 50 packets of sound and 15 pictures; two seconds at once after a stall.
    chunk: createTokenBucket({ perSecond: 80, burst: 200 }),
    takeBytes(bytes, nowMs) {
      if (Math.abs(nowMs - windowMs) >= WINDOW_MS) {
        windowMs = nowMs;
        taken = 0;
      }
      taken += bytes;
      return taken <= BYTES_PER_SECOND;
    },
    acknowledgement: createTokenBucket({ perSecond: 40, burst: 120 }),
    word: createTokenBucket({ perSecond: 2, burst: 20 }),
    patience: createTokenBucket({ perSecond: 5, burst: 300 }),
  };
};
