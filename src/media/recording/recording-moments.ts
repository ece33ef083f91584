import type { RecordingPage, RecordingTimeline } from '../../contract/http/recording.ts';
import type { AgendaPoint } from '../../meetings/agenda.ts';
import type { RecordingMarker } from './recording.ts';

type Chapter = RecordingPage['chapters'][number];

/** From one moment to the next that is known: a stretch of sound, or what was cut out. */
interface Leg {
  readonly atMs: number;
  readonly toMs: number;
  readonly fromClockMs: number;
}

/** The first leg that has a moment of the server's clock in it. That may have been set back meanwhile: legs are in the sound's order alone. */
const legOf = ({ clock, durationMs }: RecordingTimeline, wallMs: number): Leg | undefined => {
  for (const [index, [atMs, fromClockMs]] of clock.entries()) {
    const [toMs, toClockMs] = clock[index + 1] ?? [durationMs, fromClockMs + durationMs - atMs];
    if (wallMs >= fromClockMs && wallMs <= toClockMs) return { atMs, toMs, fromClockMs };
  }
  return undefined;
};

/** Where in the sound a moment of the server's clock is: what fell into a pause is where the sound goes on. */
export const positionOf = (timeline: RecordingTimeline, wallMs: number): number => {
  const leg = legOf(timeline, wallMs);
  if (leg !== undefined) return Math.min(leg.toMs, leg.atMs + wallMs - leg.fromClockMs);
  return wallMs < (timeline.clock[0]?.[1] ?? Number.POSITIVE_INFINITY) ? 0 : timeline.durationMs;
};

/** Whether something at this moment belongs to the recording; what was said just before or after does not. */
export const isWithin = (timeline: RecordingTimeline, wallMs: number): boolean => legOf(timeline, wallMs) !== undefined;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** When each point of the agenda was due, on the server's clock: by its own time, else by how long those before it take. */
const dueTimes = (
  points: readonly AgendaPoint[],
  { startMs, startMinuteOfDay }: { readonly startMs: number; readonly startMinuteOfDay: number },
): Array<number | undefined> => {
  let nextMs: number | undefined = startMs;
  return points.map(({ minuteOfDay, minutes }) => {
    // A meeting over midnight: the early hours are the next day's.
    const after = minuteOfDay === undefined ? undefined : (minuteOfDay - startMinuteOfDay + DAY_MINUTES) % DAY_MINUTES;
    const dueMs: number | undefined = after === undefined ? nextMs : startMs + after * MINUTE_MS;
    nextMs = dueMs === undefined || minutes === undefined ? undefined : dueMs + minutes * MINUTE_MS;
    return dueMs;
  });
};

/** Markers as they were set, and the points of the agenda that say when they are and that nobody marked. */
export const chaptersOf = (
  timeline: RecordingTimeline,
  markers: readonly RecordingMarker[],
  agenda: readonly AgendaPoint[],
  start: { readonly startMs: number; readonly startMinuteOfDay: number } | undefined,
): Chapter[] => {
  const marked = new Set(markers.map(({ label }) => label));
  const isTimed = agenda.some(({ minuteOfDay, minutes }) => minuteOfDay !== undefined || minutes !== undefined);
  const due = start === undefined || !isTimed ? [] : dueTimes(agenda, start);
  const byAgenda = agenda.flatMap(({ label }, index): Chapter[] => {
    const dueMs = due[index];
    if (dueMs === undefined || marked.has(label) || !isWithin(timeline, dueMs)) return [];
    return [{ atMs: positionOf(timeline, dueMs), label, source: 'agenda' }];
  });
  const byMarker = markers.map(
    ({ atMs, label }): Chapter => ({ atMs: positionOf(timeline, atMs), label, source: 'marker' }),
  );
  return [...byAgenda, ...byMarker].toSorted((one, other) => one.atMs - other.atMs);
};
