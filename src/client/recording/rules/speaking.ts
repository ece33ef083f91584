import type { RecordingTimeline } from '../../../contract/http/recording.ts';

export type Speaker = RecordingTimeline['speakers'][number];
/** From when to when, in milliseconds. */
export type Span = readonly [number, number];

/** The first span that ends after a moment. */
const firstAfter = (spans: readonly Span[], ms: number): number => {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.[1] ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The span at a moment, or the nearest that begins or ends within `reachMs` of it: a finger is wider than a word. */
export const spanAt = (spans: readonly Span[], ms: number, reachMs = 0): Span | undefined => {
  const index = firstAfter(spans, ms);
  const [next, before] = [spans[index], spans[index - 1]];
  if (next && next[0] <= ms) return next;
  const toNext = next ? next[0] - ms : Number.POSITIVE_INFINITY;
  const toBefore = before ? ms - before[1] : Number.POSITIVE_INFINITY;
  if (Math.min(toNext, toBefore) >= reachMs) return undefined;
  return toNext <= toBefore ? next : before;
};

/** Somebody who has just been jumped to is not jumped to again: players land a little early or late. */
const LANDING_MS = 300;
/** After so much of a span "previous" goes to its beginning, before it to the span before, as with records. */
const REPEAT_MS = 2000;

/** How many spans begin at or before a moment. */
const begunAt = (spans: readonly Span[], ms: number): number => {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.[0] ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Where somebody begins to speak next. */
export const nextStart = (spans: readonly Span[], ms: number): number | undefined =>
  spans[begunAt(spans, ms + LANDING_MS)]?.[0];

/** Where they began to speak last. */
export const previousStart = (spans: readonly Span[], ms: number): number | undefined =>
  spans[begunAt(spans, ms - REPEAT_MS) - 1]?.[0];

/** Who is heard at a moment. */
export const heardAt = (speakers: readonly Speaker[], ms: number): readonly Speaker[] =>
  speakers.filter(({ spans }) => spanAt(spans, ms) !== undefined);

/** Spans as they are drawn on a lane of so many pixels: [left, width], with at least `least` pixels each. */
export const laneMarks = (
  spans: readonly Span[],
  { durationMs, width, least = 2 }: { readonly durationMs: number; readonly width: number; readonly least?: number },
): readonly Span[] => {
  const scale = width / Math.max(1, durationMs);
  return spans.map(([start, end]) => [
    Math.min(start * scale, Math.max(0, width - least)),
    Math.max((end - start) * scale, least),
  ]);
};

/** How much of each of `columns` equal parts of the duration somebody spoke, 0 to 1. */
export const laneCoverage = (
  spans: readonly Span[],
  { durationMs, columns }: { readonly durationMs: number; readonly columns: number },
): Float32Array => {
  const covered = new Float32Array(columns);
  const perMs = columns / Math.max(1, durationMs);
  for (const [start, end] of spans) {
    const [from, to] = [start * perMs, Math.min(columns, end * perMs)];
    for (let column = Math.floor(from); column < to; column += 1)
      covered[column] = Math.min(1, (covered[column] ?? 0) + Math.min(to, column + 1) - Math.max(from, column));
  }
  return covered;
};

/** Whether words would melt into one block: less than 8 pixels for each and the silence after it. */
export const isCrowded = (spans: readonly Span[], durationMs: number, width: number): boolean => {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return false;
  const taken = ((last[1] - first[0]) / Math.max(1, durationMs)) * width;
  return spans.length > 8 && taken / spans.length < 8;
};

/** Each speaker's part of all that was said, in whole percent. Two who spoke at once both count. */
export const sharesOf = (speakers: readonly Speaker[]): readonly number[] => {
  const all = speakers.reduce((sum, { seconds }) => sum + seconds, 0);
  return speakers.map(({ seconds }) => (all === 0 ? 0 : Math.round((seconds / all) * 100)));
};

/** A colour of its own for each, 0 to `hues` - 1: the one that the name has everywhere, or else the next that is free. */
export const laneHues = (wanted: readonly number[], hues = 8): readonly number[] => {
  const taken = new Set<number>();
  return wanted.map((hue) => {
    let found = hue;
    for (let step = 0; step < hues && taken.has(found); step += 1) found = (hue + step) % hues;
    taken.add(found);
    return found;
  });
};
