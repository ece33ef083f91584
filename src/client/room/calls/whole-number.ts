import { CALLING_CODES } from '../../../base/calling-codes.ts';
import { hasDigits, type TypedNumber } from './typed-number.ts';

/** The number as the server takes it, with its country; undefined when there is none yet. */
export const wholeNumber = (typed: TypedNumber): string | undefined => {
  if (!hasDigits(typed)) return undefined;
  const digits = typed.digits.trim();
  const code = CALLING_CODES.get(typed.country);
  return digits.startsWith('+') || code === undefined ? digits : `+${code} ${digits}`;
};
