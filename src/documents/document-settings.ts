import { type DocumentSettings, documentSettingsSchema } from '../contract/http/document.ts';
import type { SettingsStore } from '../platform/settings-store.ts';

const NAME = 'documents';
const GIB = 1024 ** 3;
const DEFAULTS: DocumentSettings = {
  quotaBytes: 10 * GIB,
  uploadMaxBytes: 2 * GIB,
  binDays: 30,
  recordingKeepDays: 0,
  recordingHoursMax: 8,
  sourceKeepDays: 0,
};

export const readDocumentSettings = async (settings: SettingsStore): Promise<DocumentSettings> => {
  const stored = await settings.get(NAME);
  const merged = { ...DEFAULTS, ...(typeof stored === 'object' && stored !== null ? stored : {}) };
  return documentSettingsSchema.safeParse(merged).data ?? DEFAULTS;
};

export const writeDocumentSettings = (settings: SettingsStore, value: DocumentSettings): Promise<void> =>
  settings.set(NAME, value);
