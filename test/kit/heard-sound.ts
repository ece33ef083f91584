import type { Page } from 'playwright-core';

/** Samples looked at: a third of a second at 48 kHz. */
const WINDOW_SAMPLES = 16_384;

/**
 * Runs in the page before its own scripts: whatever is connected to the loudspeaker is connected to an analyser too. The page
 * itself knows nothing of it. A tone's amplitude is found by Goertzel's algorithm over a Hann window.
 */
export const SOUND_TAP = `{
  const connect = AudioNode.prototype.connect;
  const amplitude = (samples, turn) => {
    let last = 0;
    let beforeLast = 0;
    for (let at = 0; at < samples.length; at += 1) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / samples.length);
      const next = samples[at] * window + 2 * Math.cos(turn) * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    const power = last * last + beforeLast * beforeLast - 2 * Math.cos(turn) * last * beforeLast;
    return (Math.sqrt(Math.max(0, power)) * 4) / samples.length;
  };
  // Whatever plays: the voices, and the sounds of the page itself.
  const taps = [];
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode) {
      const analyser = new AnalyserNode(this.context, { fftSize: ${WINDOW_SAMPLES} });
      connect.call(this, analyser);
      taps.push(analyser);
      globalThis.heardSound = (tones) => {
        let power = 0;
        const heard = tones.map(() => 0);
        for (const tap of taps) {
          if (tap.context.state !== 'running') continue;
          const samples = new Float32Array(${WINDOW_SAMPLES});
          tap.getFloatTimeDomainData(samples);
          power += samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
          for (const [at, hz] of tones.entries())
            heard[at] = Math.max(heard[at], amplitude(samples, (2 * Math.PI * hz) / tap.context.sampleRate));
        }
        return { loudness: Math.sqrt(power), tones: heard };
      };
    }
    return connect.call(this, target, ...rest);
  };
}`;

/** Before the page is opened. */
export const tapSound = async (page: Page): Promise<void> => {
  await page.addInitScript({ content: SOUND_TAP });
};

export interface HeardSound {
  /** Root mean square: 0.28 for a sine of amplitude 0.4. */
  readonly loudness: number;
  /** Amplitude of each tone asked for: 0.4 for a sine of that amplitude. */
  readonly tones: readonly number[];
}

/** What the page played in the last third of a second, and how much of it at the frequencies `tonesHz`. */
export const heardSound = (page: Page, tonesHz: readonly number[]): Promise<HeardSound> =>
  page.evaluate((tones) => {
    const { heardSound: hear } = globalThis as { heardSound?: (tones: readonly number[]) => HeardSound };
    return hear ? hear(tones) : { loudness: 0, tones: tones.map(() => 0) };
  }, tonesHz);
