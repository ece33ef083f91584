import { type SeatsSettings, seatsSettingsSchema } from '../contract/http/overview.ts';
import type { SettingsStore } from '../platform/settings-store.ts';

const NAME = 'seats';
/** Nobody knows before it was measured: no line is drawn until an administrator says how many. */
const DEFAULTS: SeatsSettings = { people: null };

export const readSeatsSettings = async (settings: Pick<SettingsStore, 'get'>): Promise<SeatsSettings> =>
  seatsSettingsSchema.safeParse(await settings.get(NAME)).data ?? DEFAULTS;

export const writeSeatsSettings = (settings: Pick<SettingsStore, 'set'>, value: SeatsSettings): Promise<void> =>
  settings.set(NAME, value);
