/**
 * The screen's sound between its arrival and the loudspeaker: held for a little while, so that it plays through what the network
 * does, and in step with the pictures, which take about as long. Pure; one block in, blocks of any length out.
 */
export interface SoundLine {
  push(channels: readonly Float32Array[]): void;
  /** Fills the channels; silence while there is nothing. */
  pull(channels: readonly Float32Array[]): void;
  /** Samples that wait. */
  readonly waiting: () => number;
}

/** 48 kHz. */
const SAMPLES_PER_MS = 48;
const START_SAMPLES = 120 * SAMPLES_PER_MS;
/** After a stall everything comes at once: what is older than this is passed over. */
const LONGEST_SAMPLES = 400 * SAMPLES_PER_MS;

export const createSoundLine = (): SoundLine => {
  const blocks: (readonly Float32Array[])[] = [];
  /** Samples of the first block that are played already. */
  let played = 0;
  let waiting = 0;
  let playing = false;

  const skip = (samples: number): void => {
    let left = samples;
    while (left > 0 && blocks[0] !== undefined) {
      const rest = (blocks[0][0]?.length ?? 0) - played;
      if (rest > left) {
        played += left;
        waiting -= left;
        return;
      }
      blocks.shift();
      played = 0;
      waiting -= rest;
      left -= rest;
    }
  };

  return {
    push(channels) {
      blocks.push(channels);
      waiting += channels[0]?.length ?? 0;
      if (waiting > LONGEST_SAMPLES) skip(waiting - START_SAMPLES);
      if (waiting >= START_SAMPLES) playing = true;
    },
    pull(channels) {
      const wanted = channels[0]?.length ?? 0;
      let filled = 0;
      while (playing && filled < wanted && blocks[0] !== undefined) {
        const [first] = blocks;
        const count = Math.min(wanted - filled, (first[0]?.length ?? 0) - played);
        for (const [index, channel] of channels.entries()) {
          const source = first[Math.min(index, first.length - 1)];
          if (source !== undefined) channel.set(source.subarray(played, played + count), filled);
        }
        filled += count;
        skip(count);
      }
      if (filled < wanted) {
        // Run dry, or not begun: what waits until there is enough stays, or sound that comes evenly would never begin.
        playing = false;
        for (const channel of channels) channel.fill(0, filled);
      }
    },
    waiting: () => waiting,
  };
};
