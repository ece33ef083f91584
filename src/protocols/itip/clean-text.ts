import { plainValue, singleLineValue } from '../icalendar/calendar-text.ts';

/** Marks that turn the direction of text around, and the byte order mark. */
const INVISIBLE = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Never in the middle of a character. */
const cut = (text: string, characters: number): string =>
  text.length <= characters ? text : `${text.slice(0, characters - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** One line that can be shown anywhere. */
export const cleanLine = (text: string, characters: number): string =>
  cut(singleLineValue(text.replace(INVISIBLE, '')), characters);

/** Several lines that can be shown anywhere. */
export const cleanText = (text: string, characters: number): string =>
  cut(plainValue(text).replace(INVISIBLE, '').trim(), characters);
