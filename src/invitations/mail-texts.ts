import type { MailLanguageRules, MailTexts, NoticeTexts } from '../base/i18n/mail-language.ts';
import { MAIL_LANGUAGE_FILES, type MailLanguage } from '../base/i18n/mail-languages.generated.ts';

export type { MailLanguage } from '../base/i18n/mail-languages.generated.ts';

export const mailTexts = (language: MailLanguage): MailTexts => MAIL_LANGUAGE_FILES[language].mail;
export const noticeTexts = (language: MailLanguage): NoticeTexts => MAIL_LANGUAGE_FILES[language].notices;
export const mailRules = (language: MailLanguage): MailLanguageRules => MAIL_LANGUAGE_FILES[language].mailLanguage;

/** Puts values at the `{{x}}` of a text. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

interface CountForms {
  readonly one: string;
  readonly other: string;
}

/** The form for a number; languages with more forms than two say them in a way that fits all. */
export const formFor = (language: MailLanguage, { one, other }: CountForms, count: number): string =>
  new Intl.PluralRules(mailRules(language).locale('')).select(count) === 'one' ? one : other;

export const fillCount = (language: MailLanguage, forms: CountForms, count: number): string =>
  fill(formFor(language, forms, count), { count: String(count) });

/** The languages of a mail: the reader's first, then the next of those that are set. */
export const languagesFor = (reader: MailLanguage | undefined, configured: readonly MailLanguage[]): MailLanguage[] => {
  const [usual = 'en'] = configured;
  const first = reader ?? usual;
  const next = configured.find((language) => language !== first);
  return next === undefined ? [first] : [first, next];
};
