import { type SettingsPolicy, settingsByDefault, withinPolicy } from '../meetings/meeting-policy.ts';
import { readSettings } from '../meetings/meeting-settings.ts';
import { callerShare, expectedHours, HOUR_MS, LONGEST_MS } from './forecast.ts';
import type { ForecastAnswers, ForecastAsked, ShortDate } from './forecast-reader.ts';
import type { ForecastStore, PlannedOccasion } from './forecast-store.ts';
import { shortMeetings } from './short-meetings.ts';

/** Those that are under way at some time of these hours began no longer before than one lasts. */
const occasionsIn = (store: ForecastStore, fromMs: number, hours: number) =>
  store.occasions(fromMs - LONGEST_MS, fromMs + hours * HOUR_MS);

/** How many the meeting of each lets in; most never said anything. */
const withRoomMax = (occasions: readonly PlannedOccasion[], policy: SettingsPolicy) => {
  const known = new Map<string, number>();
  return occasions.map((occasion) => {
    const { settings } = occasion;
    const roomMax =
      known.get(settings) ?? withinPolicy(readSettings(settings, settingsByDefault(policy)), policy).participantsMax;
    known.set(settings, roomMax);
    return { ...occasion, roomMax };
  });
};

/** What all coming meetings need, and for which there may not be room. */
export const lookAhead = async (
  store: ForecastStore,
  { nowMs, fromMs, hours, learnedFromMs, limits, policy }: Extract<ForecastAsked, { kind: 'ahead' }>,
): Promise<ForecastAnswers['ahead']> => {
  const occasions = await occasionsIn(store, fromMs, hours);
  const past = await store.pastPeople(learnedFromMs);
  const toCome = [nowMs, fromMs + hours * HOUR_MS] as const;
  const short = shortMeetings(withRoomMax(occasions, policy), limits, callerShare(past), toCome);
  return {
    hours: expectedHours(occasions, fromMs, hours),
    past,
    short: short.map(({ meeting, shortages }): ShortDate => {
      const { eventId, recurrenceId, startMs, eventStartMs, overridden } = meeting;
      return { ...{ eventId, recurrenceId, startMs, eventStartMs, overridden }, shortages };
    }),
  };
};

/** What is needed around one date. */
export const lookAround = async (
  store: ForecastStore,
  { eventId, recurrenceId, notBeforeMs }: Extract<ForecastAsked, { kind: 'around' }>,
): Promise<ForecastAnswers['around']> => {
  const occasion = await store.occasion(eventId, recurrenceId);
  if (occasion === undefined || occasion.endMs <= notBeforeMs) return undefined;
  const fromMs = Math.floor(Math.max(occasion.startMs, notBeforeMs) / HOUR_MS) * HOUR_MS;
  const hours = LONGEST_MS / HOUR_MS + 1;
  return { occasion, hours: expectedHours(await occasionsIn(store, fromMs, hours), fromMs, hours) };
};
