import type { Clock } from '../base/clock.ts';
import type { EventId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Capacity, Forecast, ForecastHour } from '../contract/http/overview.ts';
import type { SettingsPolicy } from '../meetings/meeting-policy.ts';
import { createJob, type Job } from '../platform/job.ts';
import { CALLER_FLOOR, callerShare, FORECAST_DAYS, forecastHour, HOUR_MS, LONGEST_MS } from './forecast.ts';
import type { ForecastAnswers, ForecastReader, ShortDate } from './forecast-reader.ts';
import type { ForecastStore, MeetingOccasion } from './forecast-store.ts';

/** How many may be in at once. Absent: nobody set a limit, or there is no telephone. */
type ForecastLimits = Forecast['limits'];

/** Foresees what coming meetings need. */
export interface ForecastMaker {
  /** Looks ahead now and then by itself, and warns organizers of what it sees. */
  readonly job: Job;
  /** As it was last looked ahead, against the limits of now; undefined while the first look is being taken. */
  latest(): Promise<Forecast | undefined>;
  /** What the date of an event would exceed; nothing for what has no meeting or is over. */
  capacityOf(eventId: EventId, recurrenceId: string): Promise<Capacity>;
  stop(): Promise<void>;
}

const DAY_MS = 24 * HOUR_MS;
const FRESH_MS = 10 * 60_000;
const FIRST_MS = 60_000;
const LEARNED_MS = 90 * DAY_MS;

/** What is expected, against what there is. */
type Expected = Pick<Forecast, 'hours' | 'limits'>;
type Look = ForecastAnswers['ahead'] & { readonly madeMs: number };

const isWithin = (hour: ForecastHour, { startMs, endMs }: MeetingOccasion): boolean => {
  const atMs = Date.parse(hour.at);
  return atMs < endMs && atMs + HOUR_MS > startMs;
};

export const createForecastMaker = ({
  reader,
  store,
  readLimits,
  rooms,
  warnOrganizers,
  clock,
  log,
}: {
  readonly reader: ForecastReader;
  readonly store: Pick<ForecastStore, 'pastPeople'>;
  readonly readLimits: () => Promise<ForecastLimits>;
  readonly rooms: {
    /** How many one meeting lets in. */
    readonly maxOf: (occasion: MeetingOccasion) => Promise<number>;
    /** What the settings of meetings stand under. */
    readonly policy: () => SettingsPolicy;
  };
  /** Tells those whose meetings there may be no room for, once. */
  readonly warnOrganizers: (short: readonly ShortDate[]) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}): ForecastMaker => {
  let last: Look | undefined;
  let looking: Promise<void> | undefined;
  let hasBegun = false;

  const look = async (): Promise<void> => {
    const madeMs = clock.nowMs();
    const fromMs = Math.floor(madeMs / HOUR_MS) * HOUR_MS;
    const asked = {
      ...{ nowMs: madeMs, fromMs, hours: FORECAST_DAYS * 24, learnedFromMs: madeMs - LEARNED_MS },
      ...{ limits: await readLimits(), policy: rooms.policy() },
    };
    last = { ...(await reader.ahead(asked)), madeMs };
  };
  const renew = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const shareOf = (limits: ForecastLimits, past: Look['past']): number =>
    limits.channels === undefined ? 0 : callerShare(past);

  /** The fullest hour of each limit that would not hold while the meeting lasts. */
  const overfull = ({ hours, limits }: Expected, occasion: MeetingOccasion): Capacity['exceeds'] => {
    const meanwhile = hours.filter((hour) => isWithin(hour, occasion));
    const worst = (
      what: 'people' | 'rooms' | 'channels',
      countOf: (hour: ForecastHour) => number,
      limit: number | undefined,
    ): Capacity['exceeds'] => {
      const [fullest] = meanwhile.toSorted((one, other) => countOf(other) - countOf(one));
      if (limit === undefined || fullest === undefined || countOf(fullest) <= limit) return [];
      return [{ what, expected: countOf(fullest), limit, at: fullest.at }];
    };
    return [
      ...worst('people', ({ people }) => people, limits.people),
      ...worst('rooms', ({ meetings }) => meetings, limits.rooms),
      ...worst('channels', ({ callers }) => callers, limits.channels),
    ];
  };

  const exceedsOf = async (expected: Expected, occasion: MeetingOccasion): Promise<Capacity['exceeds']> => {
    const roomMax = await rooms.maxOf(occasion);
    const { people, startMs, endMs } = occasion;
    const room = people > roomMax ? [{ what: 'room' as const, expected: people, limit: roomMax }] : [];
    return endMs - startMs > LONGEST_MS ? room : [...room, ...overfull(expected, occasion)];
  };

  return {
    job: createJob({
      name: 'foresee what meetings need',
      async run() {
        // Not while the server starts: there is enough to do, and whoever asks before has it begin.
        if (!hasBegun) {
          hasBegun = true;
          return FIRST_MS;
        }
        await renew();
        await warnOrganizers(last?.short ?? []);
        return FRESH_MS;
      },
      log,
    }),
    async latest() {
      if (last === undefined || Math.abs(clock.nowMs() - last.madeMs) > 2 * FRESH_MS)
        renew().catch((error: unknown) => log.error({ err: error }, 'what meetings need could not be foreseen'));
      if (last === undefined) return undefined;
      const { hours, past, madeMs } = last;
      const limits = await readLimits();
      const share = shareOf(limits, past);
      return {
        madeAt: new Date(madeMs).toISOString(),
        hours: hours.map((hour) => forecastHour(hour, share)),
        limits,
        phone: { share, learnedFrom: past.people, floor: CALLER_FLOOR },
      };
    },
    async capacityOf(eventId, recurrenceId) {
      const nowMs = clock.nowMs();
      const found = await reader.around({ eventId, recurrenceId, notBeforeMs: nowMs });
      if (found === undefined) return { people: 0, exceeds: [] };
      const limits = await readLimits();
      const share = shareOf(limits, last?.past ?? (await store.pastPeople(nowMs - LEARNED_MS)));
      const hours = found.hours.map((hour) => forecastHour(hour, share));
      return { people: found.occasion.people, exceeds: await exceedsOf({ hours, limits }, found.occasion) };
    },
    stop: () => reader.stop(),
  };
};
