import { englishRecurrence } from '../../recurrence/english-recurrence.ts';
import type { MailLanguageRules } from '../mail-language.ts';

export const mailLanguage: MailLanguageRules = {
  locale: (readerZone) => (/^(?:America|US)\/|^Pacific\/Honolulu$/.test(readerZone) ? 'en-US' : 'en-GB'),
  recurrence: { words: englishRecurrence, firstDay: 'SU' },
};
