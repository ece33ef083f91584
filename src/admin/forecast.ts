import type { ForecastHour } from '../contract/http/overview.ts';

/** One date of a meeting, as far as it needs seats. */
export interface ExpectedMeeting {
  readonly startMs: number;
  readonly endMs: number;
  /** Who did not decline. */
  readonly people: number;
}

/** The fullest moment of one hour. */
export interface ExpectedHour {
  readonly atMs: number;
  readonly meetings: number;
  readonly people: number;
}

export const HOUR_MS = 3_600_000;
/** So far the forecast looks. */
export const FORECAST_DAYS = 14;
/** Nobody sits in a meeting for longer: such an event holds a day free, and would fill every hour of it. */
export const LONGEST_MS = 12 * HOUR_MS;

/** Of those who are expected, at least so many are counted as callers: a new server has not learned anything yet. */
export const CALLER_FLOOR = 0.05;
/** From fewer people than that nothing is learned. */
const LEARNED_LEAST = 50;

/** How many of `people` came by telephone, of 1; the floor until there is enough to learn from. */
export const callerShare = ({ people, callers }: { readonly people: number; readonly callers: number }): number =>
  people < LEARNED_LEAST ? CALLER_FLOOR : Math.max(CALLER_FLOOR, callers / people);

/** Half a caller takes a whole channel. */
export const callersOf = (people: number, share: number): number => Math.max(0, Math.ceil(people * share - 1e-9));

/**
 * The fullest moment of each hour from `fromMs` on: meetings that follow each other within an hour do not add up, those that
 * overlap do. Ends are excluded, so that one ending at 11:00 and one beginning then are not there together.
 */
export const expectedHours = (meetings: readonly ExpectedMeeting[], fromMs: number, hours: number): ExpectedHour[] => {
  const untilMs = fromMs + hours * HOUR_MS;
  const counted = meetings.filter(
    ({ startMs, endMs }) => endMs > fromMs && startMs < untilMs && endMs > startMs && endMs - startMs <= LONGEST_MS,
  );
  const edges = counted
    .flatMap(({ startMs, endMs, people }) => [
      { atMs: Math.max(startMs, fromMs), people, meetings: 1 },
      { atMs: endMs, people: -people, meetings: -1 },
    ])
    // Who leaves makes room before who comes.
    .toSorted((one, other) => one.atMs - other.atMs || one.meetings - other.meetings);
  const now = { people: 0, meetings: 0 };
  let next = 0;
  /** Lets everyone come and go who does before `ms`; `seen` looks at each state on the way. */
  const goOn = (ms: number, seen: () => void): void => {
    for (let edge = edges[next]; edge !== undefined && edge.atMs < ms; edge = edges[next]) {
      now.people += edge.people;
      now.meetings += edge.meetings;
      next += 1;
      seen();
    }
  };
  return Array.from({ length: hours }, (_unused, index) => {
    const atMs = fromMs + index * HOUR_MS;
    goOn(atMs + 1, () => {});
    const most = { ...now };
    goOn(atMs + HOUR_MS, () => {
      most.people = Math.max(most.people, now.people);
      most.meetings = Math.max(most.meetings, now.meetings);
    });
    return { atMs, ...most };
  });
};

export const forecastHour = ({ atMs, meetings, people }: ExpectedHour, share: number): ForecastHour => ({
  at: new Date(atMs).toISOString(),
  meetings,
  people,
  callers: callersOf(people, share),
});
