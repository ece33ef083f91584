import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Caller } from '../../meetings/room-door.ts';
import type { SipCall } from '../sip/sip-calls.ts';

const HIDDEN = '•';
/** Of the national number: its first digit tells a mobile from a landline, its last two tell people apart who know each other. */
const SHOWN_FIRST = 1;
const SHOWN_LAST = 2;
/** With fewer digits what is shown would be most of the number. */
const LEAST_DIGITS = 6;

/** An E.164 number as it is written between countries, `+33 6 12 34 56 21`. */
export const formatNumber = (number: string): string =>
  parsePhoneNumberFromString(number)?.formatInternational() ?? number;

/** A number as it is dialled within its country. */
const NATIONAL = /^0\d{5,14}$/;

/**
 * The number of who calls, E.164. Many providers write those of their own country without its code: such a one is read as a number of
 * the country of `ownNumber`, where it is one.
 */
export const numberOfCaller = (
  { number, user }: SipCall['caller'],
  { viaTrunk, ownNumber }: { readonly viaTrunk: boolean; readonly ownNumber: string },
): string | undefined => {
  if (number !== undefined || !viaTrunk || !NATIONAL.test(user)) return number;
  const country = parsePhoneNumberFromString(ownNumber)?.country;
  const read = country === undefined ? undefined : parsePhoneNumberFromString(user, country);
  return read?.isPossible() === true ? read.number : undefined;
};

/** `+33 6 •• •• •• 21`: the country, and as much of the rest as tells people apart. */
export const maskNumber = (number: string): string => {
  const written = formatNumber(number);
  const [country = '', ...rest] = written.split(' ');
  const national = rest.length === 0 ? written.slice(1) : rest.join(' ');
  const digits = national.replace(/\D/g, '').length;
  let seen = 0;
  const masked = national.replace(/\d/g, (digit) => {
    seen += 1;
    const isShown = digits >= LEAST_DIGITS && (seen <= SHOWN_FIRST || seen > digits - SHOWN_LAST);
    return isShown ? digit : HIDDEN;
  });
  return rest.length === 0 ? `+${masked}` : `${country} ${masked}`;
};

/** Whence somebody calls, as the room shows it; nothing when they withhold it. */
export const callerOf = (number: string | undefined): Caller =>
  number === undefined ? { number: '', masked: '' } : { number: formatNumber(number), masked: maskNumber(number) };
