import { SIGN_IN_LASTS_MS } from '../../accounts/sign-in.ts';
import type { Privacy } from '../../contract/http/privacy.ts';
import { readDocumentSettings } from '../../documents/document-settings.ts';
import { readRetention } from '../../platform/retention.ts';
import type { SettingsStore } from '../../platform/settings-store.ts';

/** Beyond these the server keeps nothing, whatever anybody sets: sign-ins end, deliveries and measurements are forgotten. */
const FIXED = { signIns: SIGN_IN_LASTS_MS / 86_400_000, webhooks: 30, usage: 90 } as const;

/** What is kept of people, and for how long: from where each is ruled. */
export const readPrivacy = async (settings: SettingsStore): Promise<Privacy> => {
  const { recordingKeepDays, sourceKeepDays, binDays } = await readDocumentSettings(settings);
  return {
    retention: await readRetention(settings),
    elsewhere: { recordings: recordingKeepDays, recordingSources: sourceKeepDays, bin: binDays },
    fixed: FIXED,
  };
};
