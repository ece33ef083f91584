import type { ObjectEvent } from '../protocols/icalendar/calendar-object.ts';
import { extractObject } from '../protocols/icalendar/extract-object.ts';

/** Who, besides the organizer, answers for one date of an event, as its object says it. Lower-case addresses. */
export interface ObjectHeads {
  /** ATTENDEE with ROLE=CHAIR (RFC 5545 3.2.16). */
  readonly chairs: readonly string[];
  /** Whom the organizer or a chair sends instead (RFC 5545 3.2.5). */
  readonly delegates: readonly string[];
  /** Who acts for the organizer (RFC 5545 3.2.18). */
  readonly sentBy: string | undefined;
}

const NONE: ObjectHeads = { chairs: [], delegates: [], sentBy: undefined };

/** Few objects say anything of the kind, and the others need not be taken apart. */
const mayHaveHeads = (raw: string, organizer: string): boolean => {
  const text = raw.replace(/\r?\n[ \t]/g, '').toLowerCase();
  if (/;(?:delegated-to|sent-by)=/.test(text)) return true;
  const chairs = text.split('\n').filter((line) => line.startsWith('attendee') && /;role="?chair/.test(line));
  return chairs.some((line) => !line.trimEnd().endsWith(`:mailto:${organizer.toLowerCase()}`));
};

/** `organizer`: the address of the event's own organizer. */
export const headsOfObject = (raw: string, recurrenceId: string, organizer: string): ObjectHeads => {
  if (!mayHaveHeads(raw, organizer)) return NONE;
  const object = extractObject(raw);
  if (!object.ok) return NONE;
  const { main, overrides } = object.value;
  const event: ObjectEvent | undefined = overrides.find((one) => one.recurrenceId === recurrenceId) ?? main;
  if (event === undefined) return NONE;
  const own = new Set([organizer.toLowerCase(), event.organizer?.address.toLowerCase()]);
  const people = event.attendees.map((attendee) => ({ ...attendee, address: attendee.address.toLowerCase() }));
  const heads = people.filter(({ role, address }) => role === 'chair' || own.has(address));
  return {
    chairs: heads.map(({ address }) => address).filter((address) => !own.has(address)),
    delegates: heads.flatMap(({ partstat, delegatedTo = [] }) => (partstat === 'DELEGATED' ? delegatedTo : [])),
    sentBy: event.sentBy,
  };
};
