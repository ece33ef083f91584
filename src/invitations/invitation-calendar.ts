import { oneTapDial } from '../base/one-tap-dial.ts';
import { buildEvent, buildObject, buildOccurrences, type ItipMethod } from '../protocols/icalendar/build-event.ts';
import type { DraftAttendee, EventDraft, EventTime } from '../protocols/icalendar/event-draft.ts';
import { utcToZoned, zonedToUtcMs } from '../protocols/icalendar/zoned-time.ts';
import type { EventSpan } from './describe-time.ts';
import { dialledPin, type InvitationBlock, isGone } from './invitation-block.ts';
import type { InvitationMail, MailedAttendee, MailedDate, MailedRecurrence } from './invitation-mail.ts';
import { joinText } from './invitation-text.ts';

type SeriesPart = Extract<MailedRecurrence, { carries: 'series' }>;
type DatesPart = Extract<MailedRecurrence, { carries: 'dates' }>;

/** Above this the list would weigh more than the mail, in each of as many mails: the reader then sees themself and the organizer. */
const LISTED_AT_MOST = 100;
/** The same where the list is repeated for each date. */
const LISTED_IN_ALL = 400;

const utcTime = (momentMs: number): EventTime => ({
  local: new Date(momentMs).toISOString().slice(0, 19),
  timeZone: 'UTC',
});

const isRecipient = (mail: InvitationMail, address: string): boolean =>
  address.toLowerCase() === mail.recipient.address.toLowerCase();

/** The reader stands in the list exactly as the mail is addressed: calendar programs know by it whom it is for. */
const attendeesOf = (mail: InvitationMail, invited: readonly MailedAttendee[], events: number): DraftAttendee[] => {
  const chair: DraftAttendee = {
    name: mail.organizer.name,
    address: mail.organizer.address,
    role: 'chair',
    partstat: 'ACCEPTED',
    rsvp: false,
  };
  const gone = isGone(mail.kind);
  const others = invited.filter(({ address }) => !isRecipient(mail, address));
  const own = invited.find(({ address }) => isRecipient(mail, address));
  const tooMany = others.length >= LISTED_AT_MOST || (events > 1 && others.length * events >= LISTED_IN_ALL);
  const listed = gone || tooMany || mail.hideInvitees ? [] : others;
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
      // Programs show the buttons to who is asked: the reader, also after an answer.
      rsvp: !gone && (answer === 'NEEDS-ACTION' || isRecipient(mail, address)),
    }),
  );
  return [chair, ...people];
};

/** The first line is the link: programs that show one line show that one. */
const descriptionOf = (mail: InvitationMail, blocks: readonly InvitationBlock[], own: string): string => {
  const joins = mail.meeting === undefined || isGone(mail.kind) ? [] : blocks.map(joinText);
  const link = mail.meeting === undefined || isGone(mail.kind) ? '' : mail.meeting.link;
  return [link, own.trim(), ...joins].filter((part) => part !== '').join('\n\n');
};

const meetingDraft = (mail: InvitationMail, location: string): Partial<EventDraft> => {
  const { meeting } = mail;
  if (meeting === undefined || isGone(mail.kind)) return { location };
  const phones = meeting.phoneNumbers.map(({ country, number }) => ({
    uri: oneTapDial(number, meeting.id, dialledPin(meeting)).href,
    label: country === '' ? number : `${number} (${country})`,
    features: ['PHONE'],
  }));
  return {
    location: location === '' ? meeting.link : `${location} - ${meeting.link}`,
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

/** What one VEVENT says of its own. */
interface Occasion extends EventSpan {
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly attendees: readonly MailedAttendee[];
}

const daysOf = ({ start, end }: EventSpan): Pick<EventDraft, 'start' | 'end'> => ({
  start: { date: start.slice(0, 10) },
  end: { date: end.slice(0, 10) },
});

/** In one zone, whatever that of the end was. */
const timesIn = (span: EventSpan, timeZone: string): Pick<EventDraft, 'start' | 'end'> => {
  if (span.allDay) return daysOf(span);
  return {
    start: { local: utcToZoned(span.startMs, timeZone), timeZone },
    end: { local: utcToZoned(span.endMs, timeZone), timeZone },
  };
};

const draftOf = (
  mail: InvitationMail,
  blocks: readonly InvitationBlock[],
  occasion: Occasion,
  times: Pick<EventDraft, 'start' | 'end'>,
  events = 1,
): EventDraft => ({
  uid: mail.uid,
  sequence: mail.sequence,
  dtstampMs: mail.stampMs,
  summary: occasion.title,
  ...times,
  description: descriptionOf(mail, blocks, occasion.description),
  organizer: { name: mail.organizer.name, address: mail.from },
  attendees: attendeesOf(mail, occasion.attendees, events),
  status: isGone(mail.kind) ? 'CANCELLED' : 'CONFIRMED',
  ...meetingDraft(mail, occasion.location),
  ...(mail.answersByLinkAlone === true && { takesNoProposals: true }),
});

const dateDraft = (mail: InvitationMail, blocks: readonly InvitationBlock[], date: MailedDate, events: number) => ({
  ...draftOf(mail, blocks, date, timesIn(date, date.timeZone), events),
  recurrenceId: date.recurrenceId,
});

/** RFC 5545 3.3.10: UNTIL has the form of DTSTART, or is in UTC where that has a zone. Other programs are not that strict. */
const ruleFor = ({ rule, timeZone }: SeriesPart, allDay: boolean): string =>
  rule.replace(
    /(UNTIL=)(\d{8})(?:T(\d{6})(Z?))?/i,
    (whole, name: string, date: string, time?: string, utc?: string) => {
      if (allDay) return `${name}${date}`;
      if (utc === 'Z' || utc === 'z') return whole;
      const wall = `${date}${time ?? '235959'}`.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6');
      const moment = zonedToUtcMs(wall, timeZone);
      return moment.ok ? `${name}${new Date(moment.value).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z` : whole;
    },
  );

const seriesCalendar = (
  mail: InvitationMail,
  method: ItipMethod,
  blocks: readonly InvitationBlock[],
  series: SeriesPart,
): string => {
  const events = series.dates.length + 1;
  const times = mail.allDay
    ? daysOf(mail)
    : { ...timesIn(mail, series.timeZone), start: { local: mail.start, timeZone: series.timeZone } };
  const main = {
    ...draftOf(mail, blocks, mail, times, events),
    rrule: ruleFor(series, mail.allDay),
    rdates: series.extraDates,
    exdates: series.excludedDates,
  };
  return buildObject(
    main,
    series.dates.map((date) => dateDraft(mail, blocks, date, events)),
    method,
  );
};

const datesCalendar = (
  mail: InvitationMail,
  method: ItipMethod,
  blocks: readonly InvitationBlock[],
  { dates, timeZone }: DatesPart,
): string =>
  buildOccurrences(
    dates.map((date) => dateDraft(mail, blocks, date, dates.length)),
    timeZone,
    method,
  );

/**
 * The mailed iCalendar object: a projection of the stored one, with the server's address as ORGANIZER and without alarms, which are
 * each person's own. Single events are in UTC (they need no zone, and some programs know zones by other names); a series in the
 * zone whose clock it keeps; single dates of one without the series, which some programs refuse beside them.
 */
export const invitationCalendar = (
  mail: InvitationMail,
  method: ItipMethod,
  blocks: readonly InvitationBlock[],
): string => {
  const { recurrence } = mail;
  if (recurrence?.carries === 'series') return seriesCalendar(mail, method, blocks, recurrence);
  if (recurrence?.carries === 'dates') return datesCalendar(mail, method, blocks, recurrence);
  const times = mail.allDay ? daysOf(mail) : { start: utcTime(mail.startMs), end: utcTime(mail.endMs) };
  return buildEvent(draftOf(mail, blocks, mail, times), method);
};
