import type { ConnectionSample } from './connection-quality.ts';
import type { SoundStatistics } from './sound-statistics.ts';

/** Less sound than this in a sample says nothing of its gaps. */
const TELLING_MS = 400;
const TELLING_FRAMES = 20;

const played = ({ speakers }: SoundStatistics): { playedMs: number; concealedMs: number } => ({
  playedMs: speakers.reduce((sum, { playedMs }) => sum + playedMs, 0),
  concealedMs: speakers.reduce((sum, { concealedMs }) => sum + concealedMs, 0),
});

/** What happened between two looks at the counters. A speaker forgotten in between makes them fall: that says nothing. */
export const sampleBetween = (before: SoundStatistics, after: SoundStatistics): ConnectionSample => {
  const [from, to] = [played(before), played(after)];
  const playedMs = to.playedMs - from.playedMs;
  const dropped = after.framesDropped - before.framesDropped;
  const frames = dropped + after.framesSent - before.framesSent;
  return {
    roundTripMs: after.roundTripMs,
    concealedShare: playedMs < TELLING_MS ? 0 : Math.max(0, (to.concealedMs - from.concealedMs) / playedMs),
    droppedShare: frames < TELLING_FRAMES ? 0 : dropped / frames,
  };
};
