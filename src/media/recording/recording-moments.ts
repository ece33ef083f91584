import type { RecordingPage, RecordingTimeline } from '../../contract/http/recording.ts';
import type { AgendaPoint } from '../../meetings/agenda.ts';
import type { RecordingMarker } from './recording.ts';

type Chapter = RecordingPage['chapters'][number];

/** Where in the sound a moment of the server's clock is: what fell into a pause is where the sound goes on. */
export const positionOf = ({ clock, durationMs }: RecordingTimeline, wallMs: number): number => {
  let position = 0;
  for (const [index, [atMs, clockMs]] of clock.entries()) {
    if (wallMs < clockMs) break;
    const next = clock[index + 1]?.[0] ?? durationMs;
    position = Math.min(next, atMs + (wallMs - clockMs));
  }
  return Math.max(0, Math.min(durationMs, position));
};

/** Whether something at this moment belongs to the recording; what was said just before or after does not. */
export const isWithin = ({ clock, durationMs }: RecordingTimeline, wallMs: number): boolean => {
  const [first] = clock;
  const last = clock.at(-1);
  if (first === undefined || last === undefined) return false;
  return wallMs >= first[1] && wallMs <= last[1] + (durationMs - last[0]);
};

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
