import { type MailSettings, mailSettingsSchema } from '../contract/http/settings.ts';
import type { SettingsStore } from '../platform/settings-store.ts';

const NAME = 'mail';
const DEFAULTS: MailSettings = { personDomains: [], hostingDomains: [], hostingPerDay: 50, attentionMails: true };

export const readMailSettings = async (settings: SettingsStore): Promise<MailSettings> => {
  const stored = await settings.get(NAME);
  // What an earlier version stored has fewer fields.
  const merged = { ...DEFAULTS, ...(typeof stored === 'object' && stored !== null ? stored : {}) };
  return mailSettingsSchema.safeParse(merged).data ?? DEFAULTS;
};

export const writeMailSettings = (settings: SettingsStore, value: MailSettings): Promise<void> =>
  settings.set(NAME, value);
