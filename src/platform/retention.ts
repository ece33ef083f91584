import { type Retention, retentionSchema } from '../contract/http/privacy.ts';
import type { SettingsStore } from './settings-store.ts';

const NAME = 'retention';
const DAY_MS = 86_400_000;

export const RETENTION_DEFAULTS: Retention = {
  chat: 365,
  attendance: 365,
  sentMails: 30,
  receivedMails: 30,
  setAsideMails: 90,
  mailLines: 365,
  calls: 90,
  audit: 730,
};

/** For how long what is kept of people is kept; each part that forgets asks here, each time. */
export const readRetention = async (settings: Pick<SettingsStore, 'get'>): Promise<Retention> => {
  const stored = await settings.get(NAME);
  const merged = { ...RETENTION_DEFAULTS, ...(typeof stored === 'object' && stored !== null ? stored : {}) };
  return retentionSchema.safeParse(merged).data ?? RETENTION_DEFAULTS;
};

export const writeRetention = (settings: SettingsStore, retention: Retention): Promise<void> =>
  settings.set(NAME, retention);

/** What is older is forgotten; for ever: nothing is. */
export const keptSinceMs = (nowMs: number, days: number): number => (days === 0 ? 0 : nowMs - days * DAY_MS);

/** How a part that forgets is told, without knowing the settings. */
export type ReadRetention = () => Promise<Retention>;
