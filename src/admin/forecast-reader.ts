import type { EventId } from '../base/ids.ts';
import type { Forecast } from '../contract/http/overview.ts';
import type { SettingsPolicy } from '../meetings/meeting-policy.ts';
import { createTaskThreads } from '../platform/task-threads.ts';
import type { ExpectedHour } from './forecast.ts';
import type { MeetingOccasion, PlannedOccasion } from './forecast-store.ts';
import type { Shortage } from './short-meetings.ts';

export type ForecastAsked =
  | {
      readonly kind: 'ahead';
      readonly nowMs: number;
      readonly fromMs: number;
      readonly hours: number;
      readonly learnedFromMs: number;
      readonly limits: Forecast['limits'];
      /** What the settings of meetings stand under. */
      readonly policy: SettingsPolicy;
    }
  | { readonly kind: 'around'; readonly eventId: EventId; readonly recurrenceId: string; readonly notBeforeMs: number };

/** One date of an event, and what it would exceed. */
export interface ShortDate
  extends Pick<PlannedOccasion, 'eventId' | 'recurrenceId' | 'startMs' | 'eventStartMs' | 'overridden'> {
  readonly shortages: readonly Shortage[];
}

export interface ForecastAnswers {
  readonly ahead: {
    readonly hours: readonly ExpectedHour[];
    readonly past: { readonly people: number; readonly callers: number };
    /** Dates to come for which there may not be room. */
    readonly short: readonly ShortDate[];
  };
  /** One date, and the hours in which it lies with all that is in them; undefined: it has no meeting, or is over. */
  readonly around: { readonly occasion: MeetingOccasion; readonly hours: readonly ExpectedHour[] } | undefined;
}

/** Counts what the calendars hold of coming meetings, beside the thread that relays sound. */
export interface ForecastReader {
  ahead(asked: Omit<Extract<ForecastAsked, { kind: 'ahead' }>, 'kind'>): Promise<ForecastAnswers['ahead']>;
  around(asked: Omit<Extract<ForecastAsked, { kind: 'around' }>, 'kind'>): Promise<ForecastAnswers['around']>;
  stop(): Promise<void>;
}

/** It is asked each ten minutes; whoever plans an event asks now and then. */
const IDLE_MS = 60_000;
/** A hundred thousand events take nine seconds on a busy machine. */
const TASK_MS = 120_000;
const MEMORY_MB = 512;

export const createForecastReader = ({ databaseFile }: { readonly databaseFile: string }): ForecastReader => {
  const open = () =>
    createTaskThreads<ForecastAsked & { readonly databaseFile: string }, unknown>({
      file: new URL('./forecast-worker.ts', import.meta.url),
      threads: 1,
      idleMs: IDLE_MS,
      taskMs: TASK_MS,
      memoryMb: MEMORY_MB,
    });
  // Whoever plans an event does not wait behind the look at all of them.
  const looking = open();
  const asking = open();
  return {
    ahead: async (asked) => (await looking.run({ ...asked, kind: 'ahead', databaseFile })) as ForecastAnswers['ahead'],
    around: async (asked) =>
      (await asking.run({ ...asked, kind: 'around', databaseFile })) as ForecastAnswers['around'],
    async stop() {
      await Promise.all([looking.stop(), asking.stop()]);
    },
  };
};
