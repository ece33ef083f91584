/** From the loudest samples of a recording to as many bars as there is room for. */

/** base64 to bytes; what is no base64 is silence. */
export const readPeaks = (base64: string): Uint8Array => {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
};

interface Cut {
  readonly peaksPerSecond: number;
  readonly durationMs: number;
  readonly bars: number;
}

/**
 * How loud each of `bars` equal parts of the duration is, 0 to 255: the quadratic mean of its peaks. The loudest peak alone would make
 * one block of levelled speech, since each few seconds hold one. Where there are fewer peaks than bars, each bar has the peak that it
 * stands under; after the last peak comes silence.
 */
export const reducePeaks = (peaks: Uint8Array, { peaksPerSecond, durationMs, bars }: Cut): Uint8Array => {
  const reduced = new Uint8Array(bars);
  const perBar = ((durationMs / 1000) * peaksPerSecond) / bars;
  for (let bar = 0; bar < bars; bar += 1) {
    const first = Math.floor(bar * perBar);
    const end = Math.max(first + 1, Math.floor((bar + 1) * perBar));
    let squares = 0;
    for (let at = first; at < end; at += 1) squares += (peaks[at] ?? 0) ** 2;
    reduced[bar] = Math.round(Math.sqrt(squares / (end - first)));
  }
  return reduced;
};

/** 0 to 1: the loudest bar fills the height, quiet ones are lifted a little. */
export const barHeights = (peaks: Uint8Array): readonly number[] => {
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0);
  // Near silence stays low: noise is not to look like speech.
  const scale = Math.max(loudest, 32);
  return Array.from(peaks, (peak) => (peak / scale) ** 0.85);
};
