import { type MailSettings, mailSettingsSchema } from '../contract/http/settings.ts';
import type { SettingsStore } from '../platform/settings-store.ts';

const NAME = 'mail';
const DEFAULTS: MailSettings = { personDomains: [], hostingDomains: [], hostingPerDay: 50 };

export const readMailSettings = async (settings: SettingsStore): Promise<MailSettings> =>
  mailSettingsSchema.safeParse(await settings.get(NAME)).data ?? DEFAULTS;

export const writeMailSettings = (settings: SettingsStore, value: MailSettings): Promise<void> =>
  settings.set(NAME, value);
