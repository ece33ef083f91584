import { papers as en } from '../../base/i18n/en/papers.ts';
import { papers as fr } from '../../base/i18n/fr/papers.ts';
import { MAIL_LANGUAGE_FILES } from '../../base/i18n/mail-languages.generated.ts';
import type { Translation } from '../../base/i18n/translation.ts';
import type { Language } from '../../base/languages.ts';

export type PaperTexts = Translation<typeof en>;

/** For whom a paper is written. */
export interface PaperReader {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** Whether addresses are for their eyes. */
  readonly seesAddresses: boolean;
}

const TEXTS: Readonly<Record<Language, PaperTexts>> = { en, fr };

export const paperTexts = (language: Language): PaperTexts => TEXTS[language];

/** Puts values at the `{{x}}` of a text. */
export const fillIn = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** "45 min", "1 h 5 min". */
export const lengthText = ({ minutes }: PaperTexts, milliseconds: number): string => {
  const all = Math.round(milliseconds / 60_000);
  if (all === 0) return minutes.least;
  if (all < 60) return fillIn(minutes.short, { minutes: all });
  return fillIn(minutes.hours, { hours: Math.floor(all / 60), minutes: all % 60 });
};

/** "2027-03-01 10:00:00" by the clock of a zone: what every spreadsheet sorts and reads alike. */
export const clockTime = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).format(ms);

const format = ({ language, timeZone }: PaperReader, options: Intl.DateTimeFormatOptions, ms: number): string =>
  new Intl.DateTimeFormat(MAIL_LANGUAGE_FILES[language].mailLanguage.locale(timeZone), { timeZone, ...options }).format(
    ms,
  );

export const dayText = (reader: PaperReader, ms: number): string =>
  format(reader, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, ms);

export const timeText = (reader: PaperReader, ms: number): string =>
  format(reader, { hour: '2-digit', minute: '2-digit' }, ms);

/** "UTC+1". */
export const zoneText = ({ timeZone }: PaperReader, ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC') ?? timeZone;
