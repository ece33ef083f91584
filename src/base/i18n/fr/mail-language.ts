import { frenchRecurrence } from '../../recurrence/french-recurrence.ts';
import type { MailLanguageRules } from '../mail-language.ts';

export const mailLanguage: MailLanguageRules = {
  locale: () => 'fr-FR',
  /** French says "1er" of the first day of a month, and Intl does not. */
  setDate: (text) => text.replace(/(^|\s)1(?=\s[\p{L}–])/gu, '$11er'),
  recurrence: { words: frenchRecurrence, firstDay: 'MO' },
};
