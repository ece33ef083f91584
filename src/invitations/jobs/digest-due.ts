import type { NoteKind } from '../answers/event-note.ts';

const MINUTE_MS = 60_000;
const SOON_MS = 120 * MINUTE_MS;

/** How long each may wait for others to join it in one mail. */
const WAITS_MS: Readonly<Record<NoteKind, number>> = {
  answer: 30 * MINUTE_MS,
  unverified: 30 * MINUTE_MS,
  words: 5 * MINUTE_MS,
  delegation: 5 * MINUTE_MS,
  'not-reached': 5 * MINUTE_MS,
  proposal: 0,
};

/** When the organizer is told by mail of something about a date that begins at `startMs`, in milliseconds; undefined: no date. */
export const digestDueMs = (kind: NoteKind, nowMs: number, startMs: number | undefined): number => {
  const isSoon = startMs !== undefined && startMs > nowMs && startMs - nowMs <= SOON_MS;
  return nowMs + (isSoon ? Math.min(WAITS_MS[kind], 5 * MINUTE_MS) : WAITS_MS[kind]);
};
