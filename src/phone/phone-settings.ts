import { type PhoneSettings, phoneSettingsSchema } from '../contract/http/phone.ts';
import type { SettingsStore } from '../platform/settings-store.ts';

const NAME = 'phone';
const DEFAULTS: PhoneSettings = {
  enabled: true,
  language: 'fr',
  ownNumber: '',
  // Calls out cost money: nobody is called before an administrator wants it.
  callsOut: { enabled: false, countries: [], perHour: 20, perHourInAll: 100, atOnce: 10, longestMinutes: 240 },
  callsMax: 300,
  allowedNetworks: [],
  trunkCa: '',
};

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

export const readPhoneSettings = async (settings: Pick<SettingsStore, 'get'>): Promise<PhoneSettings> => {
  const stored = asObject(await settings.get(NAME)) as Partial<PhoneSettings>;
  const callsOut = { ...DEFAULTS.callsOut, ...asObject(stored.callsOut) };
  return phoneSettingsSchema.safeParse({ ...DEFAULTS, ...stored, callsOut }).data ?? DEFAULTS;
};

export const writePhoneSettings = (settings: Pick<SettingsStore, 'set'>, value: PhoneSettings): Promise<void> =>
  settings.set(NAME, value);
