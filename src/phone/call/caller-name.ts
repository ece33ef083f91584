import type { Language } from '../../base/languages.ts';
import { LIMITS, singleLine } from '../../contract/fields.ts';

const FALLBACK: Readonly<Record<Language, string>> = { fr: 'Téléphone', en: 'Telephone' };
const nameField = singleLine(LIMITS.name, 1);
const LETTER = /\p{L}/u;
/** With so many digits it is a number with something round it, `+33612345621@provider`, which is shown whole to nobody. */
const NUMBER_DIGITS = 6;
/** RFC 3323 4.1: what phones write that withhold who calls. */
const WITHHELD = /^(?:anonymous|anonyme|unknown|unavailable|restricted|private)$/i;

/** By which name a caller is shown whom nobody knows: their phone's own, if it is one; else their number, masked. */
export const nameOfCaller = (displayName: string, masked: string, language: Language): string => {
  const { data } = nameField.safeParse(displayName);
  const digits = data?.replace(/\P{Nd}/gu, '').length ?? 0;
  const isName = data !== undefined && LETTER.test(data) && digits < NUMBER_DIGITS && !WITHHELD.test(data);
  return isName ? data : masked || FALLBACK[language];
};

/** Whether a name can be said: a number, or the word for a telephone, tells nobody who it is. */
export const isSpeakable = (name: string): boolean => LETTER.test(name) && !Object.values(FALLBACK).includes(name);
