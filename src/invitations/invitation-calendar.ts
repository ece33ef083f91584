import { buildEvent, type ItipMethod } from '../protocols/icalendar/build-event.ts';
import type { DraftAttendee, EventDraft, EventTime } from '../protocols/icalendar/event-draft.ts';
import { type InvitationBlock, isGone } from './invitation-block.ts';
import type { InvitationMail } from './invitation-mail.ts';
import { joinText } from './invitation-text.ts';

/** Above this the list would weigh more than the mail, in each of as many mails: the reader then sees themself and the organizer. */
const LISTED_AT_MOST = 100;

const utcTime = (momentMs: number): EventTime => ({
  local: new Date(momentMs).toISOString().slice(0, 19),
  timeZone: 'UTC',
});

const isRecipient = (mail: InvitationMail, address: string): boolean =>
  address.toLowerCase() === mail.recipient.address.toLowerCase();

/** The reader stands in the list exactly as the mail is addressed: calendar programs know by it whom it is for. */
const attendeesOf = (mail: InvitationMail): DraftAttendee[] => {
  const chair: DraftAttendee = {
    name: mail.organizer.name,
    address: mail.organizer.address,
    role: 'chair',
    partstat: 'ACCEPTED',
    rsvp: false,
  };
  const others = mail.attendees.filter(({ address }) => !isRecipient(mail, address));
  const own = mail.attendees.find(({ address }) => isRecipient(mail, address));
  const listed = isGone(mail.kind) || others.length >= LISTED_AT_MOST ? [] : others;
  const reader = {
    role: own?.role ?? ('attendee' as const),
    answer: own?.answer ?? ('NEEDS-ACTION' as const),
    ...mail.recipient,
  };
  const people = [reader, ...listed].map(
    ({ name, address, role, answer }): DraftAttendee => ({
      name,
      address,
      role: role === 'optional' ? 'optional' : 'attendee',
      partstat: answer,
      rsvp: answer === 'NEEDS-ACTION',
    }),
  );
  return [chair, ...people];
};

/** The first line is the link: programs that show one line show that one. */
const descriptionOf = (mail: InvitationMail, blocks: readonly InvitationBlock[]): string => {
  const joins = mail.meeting === undefined || isGone(mail.kind) ? [] : blocks.map(joinText);
  const link = mail.meeting === undefined || isGone(mail.kind) ? '' : mail.meeting.link;
  return [link, mail.description.trim(), ...joins].filter((part) => part !== '').join('\n\n');
};

const meetingDraft = (mail: InvitationMail): Partial<EventDraft> => {
  const { meeting } = mail;
  if (meeting === undefined || isGone(mail.kind)) return { location: mail.location };
  const phones = meeting.phoneNumbers.map(({ country, number }) => ({
    uri: `tel:${number.replace(/[^\d+]/g, '')}`,
    label: country === '' ? number : `${number} (${country})`,
    features: ['PHONE'],
  }));
  return {
    location: mail.location === '' ? meeting.link : `${mail.location} - ${meeting.link}`,
    url: meeting.link,
    conference: [{ uri: meeting.link, label: 'WebMeeting', features: ['AUDIO', 'CHAT'] }, ...phones],
  };
};

const METHODS = {
  invitation: 'REQUEST',
  update: 'REQUEST',
  cancellation: 'CANCEL',
  removal: 'CANCEL',
} as const satisfies Partial<Record<InvitationMail['kind'], ItipMethod>>;

/** RFC 5546 3.2; undefined for the organizer's own copy, whose calendar has the event. */
export const methodOf = (kind: InvitationMail['kind']): ItipMethod | undefined =>
  kind === 'organizer' || kind === 'organizerUpdate' ? undefined : METHODS[kind];

/**
 * The mailed iCalendar object: a projection of the stored one, with the server's address as ORGANIZER, in UTC (a single event needs
 * no zone, and some programs know zones by other names), and without alarms, which are each person's own.
 */
export const invitationCalendar = (
  mail: InvitationMail,
  method: ItipMethod,
  blocks: readonly InvitationBlock[],
): string =>
  buildEvent(
    {
      uid: mail.uid,
      sequence: mail.sequence,
      dtstampMs: mail.stampMs,
      summary: mail.title,
      start: mail.allDay ? { date: mail.start } : utcTime(mail.startMs),
      end: mail.allDay ? { date: mail.end } : utcTime(mail.endMs),
      description: descriptionOf(mail, blocks),
      organizer: { name: mail.organizer.name, address: mail.from },
      attendees: attendeesOf(mail),
      status: isGone(mail.kind) ? 'CANCELLED' : 'CONFIRMED',
      ...meetingDraft(mail),
    },
    method,
  );
