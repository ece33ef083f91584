import type { Quality } from '../../../contract/room/room-state.ts';

/** What two seconds of a connection were like. */
export interface ConnectionSample {
  /** To the server and back; undefined: not measured yet. */
  readonly roundTripMs: number | undefined;
  /** Of the sound heard: made up because it came too late or never, 0 to 1. */
  readonly concealedShare: number;
  /** Of one's own frames: thrown away because the network took too little, 0 to 1. */
  readonly droppedShare: number;
}

/** From here on each makes a connection fair, or poor: a delay that people talk into each other with, and gaps that swallow words. */
const FAIR: Required<ConnectionSample> = { roundTripMs: 250, concealedShare: 0.03, droppedShare: 0.02 };
const POOR: Required<ConnectionSample> = { roundTripMs: 600, concealedShare: 0.12, droppedShare: 0.1 };
/** Better only when this far below the line … */
const CLEARLY = 0.7;
/** … for so many samples in a row; worse after so many. */
const BETTER_AFTER = 5;
const WORSE_AFTER = 2;

const RANKS: readonly Quality[] = ['good', 'fair', 'poor'];

const exceeds = (sample: ConnectionSample, line: Required<ConnectionSample>, share: number): boolean =>
  (sample.roundTripMs ?? 0) >= (line.roundTripMs ?? 0) * share ||
  sample.concealedShare >= line.concealedShare * share ||
  sample.droppedShare >= line.droppedShare * share;

const rankOf = (sample: ConnectionSample, share: number): number =>
  exceeds(sample, POOR, share) ? 2 : exceeds(sample, FAIR, share) ? 1 : 0;

/** Good, fair or poor, without flickering: quick to warn, slow to take it back. */
export interface QualityJudge {
  /** With each sample, one every two seconds; answers how good the connection is. */
  judge(sample: ConnectionSample): Quality;
}

export const createQualityJudge = (): QualityJudge => {
  let rank = 0;
  /** The mildest of the samples in a row that were worse, and the worst of those that were better. */
  let worse: number[] = [];
  let better: number[] = [];
  return {
    judge(sample) {
      const now = rankOf(sample, 1);
      const clear = rankOf(sample, CLEARLY);
      worse = now > rank ? [...worse, now] : [];
      better = clear < rank ? [...better, clear] : [];
      if (worse.length >= WORSE_AFTER) {
        rank = Math.min(...worse);
        worse = [];
        better = [];
      } else if (better.length >= BETTER_AFTER) {
        rank = Math.max(...better);
        better = [];
      }
      return RANKS[rank] ?? 'good';
    },
  };
};
