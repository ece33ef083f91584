import type { RecordingTimeline } from '../../../contract/http/recording.ts';

/** More than any screen is wide, with room to look closer; less than 25 kB as text. */
const MAX_PEAKS = 16_000;

/** The loudest sample of each part of the sound; parts double in length whenever there are too many. */
export interface WaveformPeaks {
  /** The loudest sample of the next block, 0 to 1. */
  add(peak: number): void;
  waveform(): RecordingTimeline['waveform'];
}

export const createWaveformPeaks = (blocksPerSecond: number): WaveformPeaks => {
  const peaks = new Uint8Array(MAX_PEAKS);
  let count = 0;
  let blocksPerPeak = 1;
  let blocks = 0;
  let loudest = 0;

  const close = (): void => {
    peaks[count] = Math.min(255, Math.round(loudest * 255));
    count += 1;
    blocks = 0;
    loudest = 0;
  };

  return {
    add: (peak) => {
      loudest = Math.max(loudest, peak);
      blocks += 1;
      if (blocks < blocksPerPeak) return;
      close();
      if (count < MAX_PEAKS) return;
      for (let at = 0; at < MAX_PEAKS / 2; at += 1) peaks[at] = Math.max(peaks[at * 2] ?? 0, peaks[at * 2 + 1] ?? 0);
      count = MAX_PEAKS / 2;
      blocksPerPeak *= 2;
    },
    waveform: () => {
      if (blocks > 0) close();
      return {
        peaksPerSecond: blocksPerSecond / blocksPerPeak,
        peaks: Buffer.from(peaks.subarray(0, count)).toString('base64'),
      };
    },
  };
};
