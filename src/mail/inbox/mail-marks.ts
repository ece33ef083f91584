import { tagOf } from '../plus-address.ts';
import type { HeaderLine } from './header-lines.ts';
import { INBOX_LIMITS } from './limits.ts';

/** Stands in each mail that the server sends, so that it is recognised when it comes back. */
export const LOOP_HEADER = 'X-WebMeeting-Loop';

const anything = (): boolean => true;

/** Headers by which programs say that they wrote a mail, with what they then say. */
const SIGNS_OF_PROGRAMS: Readonly<Record<string, (value: string) => boolean>> = {
  // RFC 3834 5: `no` is what people's mail says.
  'auto-submitted': (value) => !/^no\b/i.test(value),
  'x-auto-response-suppress': (value) => !/^none\b/i.test(value),
  precedence: (value) => /^(?:bulk|list|junk|auto_reply)\b/i.test(value),
  'list-id': anything,
  'list-unsubscribe': anything,
  'x-autoreply': (value) => !/^no\b/i.test(value),
  'x-autorespond': anything,
  'x-autoresponder': anything,
  'x-mail-autoreply': anything,
  'x-loop': anything,
  'x-failed-recipients': anything,
};

/** A program wrote it. Exchange marks the answers that its people click so, too: what calendars say counts more. */
export const isAutomatic = (lines: readonly HeaderLine[], nullSender: boolean): boolean =>
  nullSender ||
  lines.some(({ name, value }) => Object.hasOwn(SIGNS_OF_PROGRAMS, name) && SIGNS_OF_PROGRAMS[name]?.(value) === true);

/** The mail is one of ours that came back, or goes in circles. */
export const isLooped = (
  lines: readonly HeaderLine[],
  { loopMark, mailFrom, from }: { readonly loopMark: string; readonly mailFrom: string; readonly from: string },
): boolean => {
  const domain = mailFrom.slice(mailFrom.lastIndexOf('@')).toLowerCase();
  const has = (header: string, is: (value: string) => boolean): boolean =>
    lines.some(({ name, value }) => name === header && is(value));
  return (
    has(LOOP_HEADER.toLowerCase(), (value) => value === loopMark) ||
    (tagOf(mailFrom, from) !== undefined && has('message-id', (value) => value.toLowerCase().endsWith(`${domain}>`))) ||
    lines.filter(({ name }) => name === 'received').length > INBOX_LIMITS.received
  );
};
