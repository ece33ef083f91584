/** The time axis: ticks, and which marks have room for their words. */

/** Seconds between two ticks: steps that a clock knows. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400];

/** The moments of the ticks, at least `leastPixels` apart. */
export const axisTicks = (durationMs: number, width: number, leastPixels = 72): readonly number[] => {
  if (durationMs <= 0 || width <= 0) return [];
  const least = (leastPixels / width) * (durationMs / 1000);
  const step = (STEPS.find((seconds) => seconds >= least) ?? Math.ceil(least / 14_400) * 14_400) * 1000;
  return Array.from({ length: Math.floor(durationMs / step) + 1 }, (_unused, index) => index * step);
};

export interface Placed {
  /** Pixels from the beginning. */
  readonly left: number;
  /** Pixels until the next mark or the end; 0 where there is no room for words. */
  readonly room: number;
}

/** How much room for words each mark has until the next; `atMs` in order. */
export const placeMarks = (
  atMs: readonly number[],
  { durationMs, width, least = 56 }: { readonly durationMs: number; readonly width: number; readonly least?: number },
): readonly Placed[] => {
  const lefts = atMs.map((ms) => (Math.min(ms, durationMs) / Math.max(1, durationMs)) * width);
  return lefts.map((left, index) => {
    const room = (lefts[index + 1] ?? width) - left;
    return { left, room: room >= least ? room : 0 };
  });
};

/** How wide the axis is for how much one sees at once: a phone shows a part of a long recording, and scrolls. */
export const axisWidth = (visible: number, zoom: number): number => Math.max(1, Math.round(visible * zoom));

export const ZOOMS = [1, 2, 4, 8, 16] as const;
export type Zoom = (typeof ZOOMS)[number];

/** The zoom that a recording opens with: a minute has at least 8 pixels on a narrow screen. */
export const firstZoom = (visible: number, durationMs: number): Zoom => {
  if (visible === 0 || visible > 480) return 1;
  const wanted = ((durationMs / 60_000) * 8) / visible;
  return ZOOMS.find((zoom) => zoom >= wanted) ?? 1;
};
