import type { Weekday } from '../recurrence/recurrence-rule.ts';
import type { RecurrenceWords } from '../recurrence/recurrence-words.ts';
import type { mail } from './en/mail.ts';
import type { notices } from './en/notices.ts';
import type { Translation } from './translation.ts';

export type MailTexts = Translation<typeof mail>;
export type NoticeTexts = Translation<typeof notices>;

/** How one language writes dates: `src/base/i18n/<language>/mail-language.ts`. */
export interface MailLanguageRules {
  /** For Intl (BCP 47): as it is written where the reader's clock is, `''` for whole days. */
  readonly locale: (readerZone: string) => string;
  /** What Intl does not know of the language's dates. */
  readonly setDate?: (text: string) => string;
  /** Absent: how an event repeats is said in English. */
  readonly recurrence?: { readonly words: RecurrenceWords; readonly firstDay: Weekday };
}

/**
 * All that a language of the mails is: the three files of its folder. `scripts/compile-templates.js` gathers the folders that have
 * them; a missing text does not compile.
 */
export interface MailLanguageFiles {
  readonly mail: MailTexts;
  readonly notices: NoticeTexts;
  readonly mailLanguage: MailLanguageRules;
}
