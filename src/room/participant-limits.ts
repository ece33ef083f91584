import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** How much one participant may send, over reconnections too. */
export interface ParticipantLimits {
  readonly chat: TokenBucket;
  readonly command: TokenBucket;
  /** Names: each is told to everyone and written down. */
  readonly rename: TokenBucket;
  readonly frame: TokenBucket;
  readonly acknowledgement: TokenBucket;
  /** Pays for everything that is refused; when it is used up the connection is closed. */
  readonly patience: TokenBucket;
}

/** Coming in, with all devices of a person: everyone else is told each time. */
export const createEntryLimit = (): TokenBucket =>
  // A network that breaks every second is no use to anyone; whoever is refused comes back by themselves a little later.
  createTokenBucket({ perSecond: 1, burst: 20 });

export const createParticipantLimits = (): ParticipantLimits => ({
  // Faster than anyone types; a burst for what was typed while the connection was lost.
  chat: createTokenBucket({ perSecond: 5, burst: 10 }),
  command: createTokenBucket({ perSecond: 20, burst: 40 }),
  rename: createTokenBucket({ perSecond: 2, burst: 10 }),
  // A microphone makes 50 a second; after a stall of the network two seconds may come at once.
  frame: createTokenBucket({ perSecond: 60, burst: 150 }),
  acknowledgement: createTokenBucket({ perSecond: 20, burst: 40 }),
  // More than a microphone's frames of ten seconds: a longer stall ends the connection anyway.
  patience: createTokenBucket({ perSecond: 10, burst: 600 }),
});
