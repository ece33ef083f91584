import { serveTasks } from '../platform/serve-tasks.ts';
import type { ForecastAsked } from './forecast-reader.ts';
import { type ForecastStore, openForecastStore } from './forecast-store.ts';
import { lookAhead, lookAround } from './look-ahead.ts';

const stores = new Map<string, ForecastStore>();
const storeOf = (filename: string): ForecastStore => {
  const store = stores.get(filename) ?? openForecastStore(filename);
  stores.set(filename, store);
  return store;
};

/** Runs in a thread of its own: with a hundred thousand events it takes seconds, in which no sound would be relayed. */
serveTasks(async ({ databaseFile, ...asked }: ForecastAsked & { readonly databaseFile: string }) => {
  const store = storeOf(databaseFile);
  return asked.kind === 'ahead' ? await lookAhead(store, asked) : await lookAround(store, asked);
});
