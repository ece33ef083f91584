import type { CalendarObject } from '../../src/protocols/icalendar/calendar-object.ts';
import { extractObject } from '../../src/protocols/icalendar/extract-object.ts';
import type { CaughtMail } from './mail-catcher.ts';

/** The iCalendar object of a mail, read. */
export const objectOf = (mail: CaughtMail | undefined): CalendarObject => {
  const extracted = extractObject(mail?.calendar ?? '');
  if (!extracted.ok) throw new Error(`a mail holds an object that cannot be read: ${extracted.code}`);
  return extracted.value;
};

/** One mail as one line, `ann REQUEST series 03-26 -04-02`: the dates that differ, and with a minus those left out. */
export const mailLine = (mail: CaughtMail): string => {
  const name = mail.to.join().split('@')[0];
  if (mail.calendar === undefined) return `${name} copy`;
  const { method, main, rrule, overrides, exdates } = objectOf(mail);
  const dates = overrides.map(({ recurrenceId }) => recurrenceId.slice(5, 10));
  const left = exdates.map((date) => `-${date.slice(5, 10)}`);
  const carries = main === undefined ? 'dates' : rrule === '' ? 'single' : 'series';
  return [name, method, carries, ...dates, ...left].join(' ');
};

/** All of them, by reader. */
export const mailLines = (mails: readonly CaughtMail[]): string[] => mails.map(mailLine).sort();

/** The personal link of a mail's reader, without what stands before the key. */
export const personalKey = (mail: CaughtMail | undefined): string | undefined =>
  /\/j\/([\w-]{22})/.exec(mail?.parsed.text ?? '')?.[1];
