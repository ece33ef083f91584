import { serveTasks } from '../platform/serve-tasks.ts';
import { expectedHours, HOUR_MS, LONGEST_MS } from './forecast.ts';
import type { ForecastAnswers, ForecastAsked } from './forecast-reader.ts';
import { type ForecastStore, openForecastStore } from './forecast-store.ts';

const stores = new Map<string, ForecastStore>();
const storeOf = (filename: string): ForecastStore => {
  const store = stores.get(filename) ?? openForecastStore(filename);
  stores.set(filename, store);
  return store;
};

/** Those that are under way at some time of these hours began no longer before than one lasts. */
const occasionsIn = (store: ForecastStore, fromMs: number, hours: number) =>
  store.occasions(fromMs - LONGEST_MS, fromMs + hours * HOUR_MS);

const ahead = async (
  store: ForecastStore,
  { fromMs, hours, learnedFromMs }: Extract<ForecastAsked, { kind: 'ahead' }>,
): Promise<ForecastAnswers['ahead']> => ({
  hours: expectedHours(await occasionsIn(store, fromMs, hours), fromMs, hours),
  past: await store.pastPeople(learnedFromMs),
});

const around = async (
  store: ForecastStore,
  { eventId, recurrenceId, notBeforeMs }: Extract<ForecastAsked, { kind: 'around' }>,
): Promise<ForecastAnswers['around']> => {
  const occasion = await store.occasion(eventId, recurrenceId);
  if (occasion === undefined || occasion.endMs <= notBeforeMs) return undefined;
  const fromMs = Math.floor(Math.max(occasion.startMs, notBeforeMs) / HOUR_MS) * HOUR_MS;
  const hours = LONGEST_MS / HOUR_MS + 1;
  return { occasion, hours: expectedHours(await occasionsIn(store, fromMs, hours), fromMs, hours) };
};

/** Runs in a thread of its own: with a hundred thousand events it takes seconds, in which no sound would be relayed. */
serveTasks(async ({ databaseFile, ...asked }: ForecastAsked & { readonly databaseFile: string }) => {
  const store = storeOf(databaseFile);
  return asked.kind === 'ahead' ? await ahead(store, asked) : await around(store, asked);
});
