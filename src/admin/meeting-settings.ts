import { type MeetingSettings, meetingSettingsSchema } from '../contract/http/settings.ts';
import type { SettingsStore } from '../platform/settings-store.ts';

const NAME = 'meetings';

export const readMeetingSettings = async (settings: SettingsStore): Promise<MeetingSettings> =>
  meetingSettingsSchema.safeParse(await settings.get(NAME)).data ?? { phoneNumbers: [] };

export const writeMeetingSettings = (settings: SettingsStore, value: MeetingSettings): Promise<void> =>
  settings.set(NAME, value);

export const readPhoneNumbers = async (settings: SettingsStore): Promise<MeetingSettings['phoneNumbers']> =>
  (await readMeetingSettings(settings)).phoneNumbers;
