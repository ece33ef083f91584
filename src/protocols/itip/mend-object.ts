import { OBJECT_LINES } from '../icalendar/limits.ts';

const BEGIN = /^[ \t]*BEGIN:VCALENDAR[ \t]*$/i;
const END = /^[ \t]*END:VCALENDAR[ \t]*$/i;
const NAMED = /^[A-Za-z0-9_.-]+[ \t]*[;:]/;
const TEXTS = /^(?:COMMENT|DESCRIPTION|LOCATION|SUMMARY|X-ALT-DESC)[;:]/i;

const hasValue = (line: string): boolean => {
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === ':' && !quoted) return true;
  }
  return false;
};

/** A quotation mark that nobody closed swallows the rest of its line. */
const closeQuotes = (line: string): string => (hasValue(line) ? line : line.replaceAll('"', ''));

/**
 * The unfolded lines of the first VCALENDAR in a text, whatever mail gateways did to it: lines before and after, doubled carriage
 * returns, breaks inside a text that nobody folded, quotation marks that stay open. Undefined when there is none, or too many lines.
 */
export const mendObject = (text: string): string[] | undefined => {
  const lines = text
    .replaceAll('\0', '')
    .replaceAll('\ufeff', '')
    .split(/\r*\n|\r+/);
  if (lines.length > OBJECT_LINES) return undefined;
  const from = lines.findIndex((line) => BEGIN.test(line));
  if (from < 0) return undefined;
  const unfolded: string[][] = [['BEGIN:VCALENDAR']];
  for (const line of lines.slice(from + 1)) {
    if (END.test(line)) {
      unfolded.push(['END:VCALENDAR']);
      break;
    }
    const last = unfolded.at(-1) ?? [];
    if (line.trim() === '') continue;
    if (/^[ \t]/.test(line)) last.push(line.slice(1));
    else if (NAMED.test(line)) unfolded.push([line]);
    else last.push(TEXTS.test(last[0] ?? '') ? '\\n' : '', line);
  }
  return unfolded.map((parts) => closeQuotes(parts.join('').replace(/^([A-Za-z0-9_.-]+)[ \t]+(?=[;:])/, '$1')));
};
