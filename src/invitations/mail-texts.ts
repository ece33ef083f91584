import type { MailLanguageRules, MailTexts, NoticeTexts } from '../base/i18n/mail-language.ts';
import { MAIL_LANGUAGE_FILES, type MailLanguage } from '../base/i18n/mail-languages.generated.ts';

export type { MailLanguage } from '../base/i18n/mail-languages.generated.ts';

export const mailTexts = (language: MailLanguage): MailTexts => MAIL_LANGUAGE_FILES[language].mail;
export const noticeTexts = (language: MailLanguage): NoticeTexts => MAIL_LANGUAGE_FILES[language].notices;
export const mailRules = (language: MailLanguage): MailLanguageRules => MAIL_LANGUAGE_FILES[language].mailLanguage;

/** Puts values at the `{{x}}` of a text. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

/** The form for a number; languages with more forms than two say them in a way that fits all. */
export const fillCount = (
  language: MailLanguage,
  forms: { readonly one: string; readonly other: string },
  count: number,
): string => {
  const rule = new Intl.PluralRules(mailRules(language).locale('')).select(count);
  return fill(rule === 'one' ? forms.one : forms.other, { count: String(count) });
};

/** The languages of a mail: the reader's first, then the next of those that are set. */
export const languagesFor = (reader: MailLanguage | undefined, configured: readonly MailLanguage[]): MailLanguage[] => {
  const [usual = 'en'] = configured;
  const first = reader ?? usual;
  const next = configured.find((language) => language !== first);
  return next === undefined ? [first] : [first, next];
};
