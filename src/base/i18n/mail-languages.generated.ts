// Made from the folders beside it by scripts/compile-templates.js. Do not edit.
import type { Language } from '../languages.ts';
import { mail as enMail } from './en/mail.ts';
import { mailLanguage as enMailLanguage } from './en/mail-language.ts';
import { notices as enNotices } from './en/notices.ts';
import { mail as frMail } from './fr/mail.ts';
import { mailLanguage as frMailLanguage } from './fr/mail-language.ts';
import { notices as frNotices } from './fr/notices.ts';
import type { MailLanguageFiles } from './mail-language.ts';

export const MAIL_LANGUAGES = ['en', 'fr'] as const;
/** A language that mails can be written in: those of the screens, and any other that has its files. */
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

type Files = Readonly<Record<Language | MailLanguage, MailLanguageFiles>>;

export const MAIL_LANGUAGE_FILES: Files = {
  en: { mail: enMail, mailLanguage: enMailLanguage, notices: enNotices },
  fr: { mail: frMail, mailLanguage: frMailLanguage, notices: frNotices },
};
