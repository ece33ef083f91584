import { z } from 'zod';
import { LANGUAGES } from '../base/languages.ts';
import { isMailbox, isPlainText, isSingleLine } from '../base/text.ts';
import { LIMITS } from './limits.ts';

export { LIMITS };

/** Something that can be seen: people in a list and events in a calendar must not be blanks. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** One line of text without control characters, trimmed; one that must not be empty has something to be seen. */
export const singleLine = (longest: number, shortest = 0) =>
  z
    .string()
    .trim()
    .min(shortest, { error: shortest === 1 ? 'This must not be empty.' : `At least ${shortest} characters.` })
    .max(longest, { error: `At most ${longest} characters.` })
    .refine(isSingleLine, { error: 'One line of text, without control characters.' })
    .refine((text) => shortest === 0 || text === '' || VISIBLE.test(text), { error: 'This must not be blank.' });

/** Text of several lines; line ends become line feeds, those of Unicode too. */
export const multiLine = (longest: number) =>
  z
    .string()
    .max(longest, { error: `At most ${longest} characters.` })
    .transform((text) => text.replace(/\r\n?|[\u2028\u2029]/g, '\n'))
    .refine(isPlainText, { error: 'Text without control characters.' });

/** One plain mailbox: no display name, no comment, no list. The domain is lowered. */
export const mailbox = z
  .string()
  .trim()
  .max(LIMITS.email, { error: 'This address is too long.' })
  .refine(isMailbox, { error: 'One plain mail address, like name@example.org.' })
  .transform(
    (address) => address.slice(0, address.lastIndexOf('@')) + address.slice(address.lastIndexOf('@')).toLowerCase(),
  );

export const language = z.enum(LANGUAGES, { error: 'A language that WebMeeting speaks: fr or en.' });

export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** An IANA time zone name that this machine knows. */
export const timeZone = z.string().max(64).refine(isTimeZone, { error: 'A time zone name such as Europe/Paris.' });

const isRealDate = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year < 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** A date, `2027-03-01`. */
export const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'A date such as 2027-03-01.' })
  .refine(isRealDate, { error: 'This date does not exist.' });

/** A local date and time, `2027-03-01T10:00` or with seconds; without zone or offset. */
export const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/, {
    error: 'A local date and time such as 2027-03-01T10:00.',
  })
  .refine(isRealDate, { error: 'This date does not exist.' });

export const meetingIdField = z
  .string()
  .transform((text) => text.replace(/[\s.-]/g, ''))
  .refine((text) => /^[1-9]\d{8}$/.test(text), { error: 'A meeting ID has nine digits.' });

export const pinField = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .refine((text) => /^\d{6}$/.test(text), { error: 'A PIN has six digits.' });

/** A 128-bit token: 22 characters of base64url. */
export const token = z.string().regex(/^[A-Za-z0-9_-]{22}$/, { error: 'This link is not complete.' });

/** The body of a call that takes none. */
export const noFields = z.strictObject({});

/** A moment, ISO 8601 in UTC. */
export const instant = z.iso.datetime();
