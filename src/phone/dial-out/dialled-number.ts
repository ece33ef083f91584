import { type CountryCode, type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { FieldProblem } from '../../base/errors.ts';

/** A number that may be dialled. */
export interface DialledNumber {
  /** E.164: `+33612345678`. */
  readonly e164: string;
  /** ISO 3166. */
  readonly country: string;
  /** For people: `+33 6 12 34 56 78`. */
  readonly text: string;
}

export type ReadNumber =
  | { readonly ok: true; readonly number: DialledNumber }
  | { readonly ok: false; readonly problem: FieldProblem };

/**
 * Kinds that are called. All others earn somebody money by being called (premium rate, shared cost, personal and company-wide numbers) or
 * have no person at the other end (pagers, mailboxes). Numbers whose kind is not known are of no plan that is published.
 */
const CALLED: ReadonlySet<NumberType> = new Set<NumberType>([
  'FIXED_LINE',
  'MOBILE',
  'FIXED_LINE_OR_MOBILE',
  'VOIP',
  'TOLL_FREE',
]);

const refuse = (code: string, message: string): ReadNumber => ({
  ok: false,
  problem: { path: 'number', code, message },
});

const countryOf = (number: string): CountryCode | undefined => parsePhoneNumberFromString(number)?.country;

/**
 * Reads what somebody typed, as it is usual in the country of `ownNumber`, or with + and country code. Emergency and other short numbers
 * are no whole numbers of any plan, and so never come through.
 */
export const readDialledNumber = (
  typed: string,
  { ownNumber, countries }: { readonly ownNumber: string; readonly countries: readonly string[] },
): ReadNumber => {
  const defaultCountry = countryOf(ownNumber);
  const parsed = parsePhoneNumberFromString(typed, { ...(defaultCountry && { defaultCountry }), extract: false });
  if (!parsed?.isPossible() || !parsed.isValid() || parsed.ext !== undefined)
    return refuse('not-a-number', 'A whole telephone number; from other countries with + and the country code.');
  const kind = parsed.getType();
  if (kind === undefined || !CALLED.has(kind)) return refuse('kind-not-called', 'Numbers of this kind are not called.');
  if (parsed.country === undefined || !countries.includes(parsed.country))
    return refuse('country-not-called', 'Numbers of this country are not called.');
  if (parsed.number === parsePhoneNumberFromString(ownNumber)?.number)
    return refuse('own-number', 'This is the number of the conference itself.');
  return {
    ok: true,
    number: { e164: parsed.number, country: parsed.country, text: parsed.formatInternational() },
  };
};
