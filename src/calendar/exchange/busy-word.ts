import type { Language } from '../../base/languages.ts';

/** What stands in the place of a title that is not for the reader. */
export const BUSY_WORD: Readonly<Record<Language, string>> = { fr: 'Occupé', en: 'Busy' };
