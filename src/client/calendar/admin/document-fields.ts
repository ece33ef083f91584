import type { DocumentSettings } from '../../../contract/http/document.ts';

type Name = keyof DocumentSettings;
/** What stands in the fields, as it was typed. */
export type FieldTexts = Readonly<Record<Name, string>>;

interface FieldRule {
  readonly lowest: number;
  readonly highest: number;
  /** What one of the field's units is in the setting: sizes are shown in gigabytes. */
  readonly unit: number;
}

const GIB = 1024 ** 3;

/** `documentSettingsSchema` of the contract, in the units of the screen. */
export const DOCUMENT_FIELDS: Readonly<Record<Name, FieldRule>> = {
  quotaBytes: { lowest: 0, highest: 1024 * 1024, unit: GIB },
  uploadMaxBytes: { lowest: 0.001, highest: 1024, unit: GIB },
  binDays: { lowest: 0, highest: 3_650, unit: 1 },
  recordingHoursMax: { lowest: 1, highest: 24, unit: 1 },
  recordingKeepDays: { lowest: 0, highest: 36_500, unit: 1 },
  sourceKeepDays: { lowest: 0, highest: 3_650, unit: 1 },
};
const NAMES = Object.keys(DOCUMENT_FIELDS) as Name[];

const DECIMAL = /^\d{1,7}(?:[.,]\d{1,3})?$/;

const numberIn = (text: string, { lowest, highest, unit }: FieldRule): number | undefined => {
  if (!DECIMAL.test(text.trim())) return undefined;
  const value = Number(text.trim().replace(',', '.'));
  if (value < lowest || value > highest || (unit === 1 && !Number.isInteger(value))) return undefined;
  return Math.round(value * unit);
};

/** The settings that the fields say, unless some are `wrong`. */
export const readFields = (
  texts: FieldTexts,
): { readonly wanted: DocumentSettings | undefined; readonly wrong: ReadonlySet<Name> } => {
  const values = NAMES.map((name) => [name, numberIn(texts[name], DOCUMENT_FIELDS[name])] as const);
  const wrong = new Set(values.flatMap(([name, value]) => (value === undefined ? [name] : [])));
  // Every name of the table has its value.
  return { wrong, wanted: wrong.size > 0 ? undefined : (Object.fromEntries(values) as unknown as DocumentSettings) };
};

/** What the fields show of the settings. */
export const writeFields = (settings: DocumentSettings): FieldTexts =>
  Object.fromEntries(
    NAMES.map((name) => [name, String(Number((settings[name] / DOCUMENT_FIELDS[name].unit).toFixed(3)))]),
  ) as unknown as FieldTexts;
