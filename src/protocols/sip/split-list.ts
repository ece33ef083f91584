import { LIST_ELEMENTS } from './limits.ts';
import { endOfQuoted } from './quoted-string.ts';
import { trimWhite } from './token.ts';

/**
 * The elements of a field that is a list, split at the commas that are neither quoted nor between angle brackets (RFC 3261 7.3.1).
 * Undefined when a quotation mark or bracket is not closed, when an element is empty or when there are too many.
 */
export const splitList = (text: string): readonly string[] | undefined => {
  const elements: string[] = [];
  let from = 0;
  let at = 0;
  while (at <= text.length) {
    const one = text.charAt(at);
    if (one === '"') {
      const end = endOfQuoted(text, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (one === '<') {
      const end = text.indexOf('>', at);
      if (end < 0) return undefined;
      at = end + 1;
    } else if (one === ',' || at === text.length) {
      const element = trimWhite(text.slice(from, at));
      if (element === '' || elements.length >= LIST_ELEMENTS) return undefined;
      elements.push(element);
      at += 1;
      from = at;
    } else at += 1;
  }
  return elements;
};
