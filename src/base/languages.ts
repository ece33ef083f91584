/** The two languages of every screen and every mail. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language);

/** The other one: a mail is complete in the reader's language first, then in this one. */
export const otherLanguage = (language: Language): Language => (language === 'fr' ? 'en' : 'fr');
