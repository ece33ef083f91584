import { mail as english } from '../base/i18n/en/mail.ts';
import { mail as french } from '../base/i18n/fr/mail.ts';
import type { Translation } from '../base/i18n/translation.ts';
import type { Language } from '../base/languages.ts';

export type MailTexts = Translation<typeof english>;

export const MAIL_TEXTS: Readonly<Record<Language, MailTexts>> = { fr: french, en: english };

/** Puts values at the `{{x}}` of a text. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
