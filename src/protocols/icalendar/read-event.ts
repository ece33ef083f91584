import { ok, type Result } from '../../base/result.ts';
import type { EventVisibility, ObjectAttendee, ObjectEvent, ScheduleAgent } from './calendar-object.ts';
import { ATTENDEE_ANSWERS, type Conference, type DraftPerson, type EventStatus } from './event-draft.ts';
import { ATTENDEES } from './limits.ts';
import { type ObjectFailure, refuseAt } from './object-problem.ts';
import {
  allOf,
  type ContentComponent,
  type ContentLine,
  firstOf,
  parameterOf,
  textList,
  textValue,
} from './read-content.ts';
import { readSpan } from './read-span.ts';
import { readDigits, type ZoneFinder } from './read-time.ts';

const textOf = (event: ContentComponent, name: string): string => textValue(firstOf(event, name)?.value ?? '');
const upperOf = (event: ContentComponent, name: string): string => textOf(event, name).trim().toUpperCase();

/** The mailbox: of `mailto:`, else of the EMAIL parameter (RFC 7986 6.2), else whatever the address is. */
const readPerson = (line: ContentLine): DraftPerson => {
  const value = line.value.trim();
  const address = /^mailto:/i.test(value) ? value.slice('mailto:'.length) : parameterOf(line, 'EMAIL') || value;
  return { name: parameterOf(line, 'CN'), address: address.replace(/^mailto:/i, '').trim() };
};

const readRole = (role: string): ObjectAttendee['role'] => {
  if (role === 'CHAIR') return 'chair';
  return role === 'OPT-PARTICIPANT' || role === 'NON-PARTICIPANT' ? 'optional' : 'attendee';
};

/** RFC 6638 7.1: what a server does not know it treats as NONE. */
const readAgent = (agent: string): ScheduleAgent => {
  if (agent === '' || agent === 'SERVER') return 'SERVER';
  return agent === 'CLIENT' ? 'CLIENT' : 'NONE';
};

const readAddress = (uri: string): string =>
  uri
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();

const readDelegates = (line: ContentLine): Pick<ObjectAttendee, 'delegatedTo'> => {
  const delegatedTo = (line.parameters.get('DELEGATED-TO') ?? []).map(readAddress).filter((address) => address !== '');
  return delegatedTo.length > 0 ? { delegatedTo } : {};
};

const readAttendee = (line: ContentLine): ObjectAttendee => {
  const answer = parameterOf(line, 'PARTSTAT').toUpperCase();
  return {
    ...readPerson(line),
    role: readRole(parameterOf(line, 'ROLE').toUpperCase()),
    partstat: ATTENDEE_ANSWERS.find((known) => known === answer) ?? 'NEEDS-ACTION',
    rsvp: parameterOf(line, 'RSVP').toUpperCase() === 'TRUE',
    language: parameterOf(line, 'LANGUAGE').toLowerCase(),
    scheduleAgent: readAgent(parameterOf(line, 'SCHEDULE-AGENT').toUpperCase()),
    ...readDelegates(line),
  };
};

const readConference = (line: ContentLine): Conference => ({
  uri: line.value.trim(),
  label: parameterOf(line, 'LABEL'),
  features: (line.parameters.get('FEATURE') ?? []).flatMap((list) => list.toUpperCase().split(',')),
});

const readStatus = (text: string): EventStatus => (text === 'CANCELLED' || text === 'TENTATIVE' ? text : 'CONFIRMED');

const readVisibility = (text: string): EventVisibility => {
  if (text === '' || text === 'PUBLIC') return 'public';
  return text === 'CONFIDENTIAL' ? 'confidential' : 'private';
};

const readStamp = (event: ContentComponent): number | undefined => {
  const digits = readDigits(firstOf(event, 'DTSTAMP')?.value.trim() ?? '');
  return digits?.timed ? digits.wallMs : undefined;
};

const readSequence = (event: ContentComponent): number => {
  const text = firstOf(event, 'SEQUENCE')?.value.trim() ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
};

const readTexts = (
  event: ContentComponent,
): Pick<ObjectEvent, 'summary' | 'location' | 'description' | 'url' | 'categories' | 'webMeetingId'> => ({
  summary: textOf(event, 'SUMMARY'),
  location: textOf(event, 'LOCATION'),
  description: textOf(event, 'DESCRIPTION'),
  // A URI has no backslash escapes (RFC 5545 3.3.13).
  url: firstOf(event, 'URL')?.value.trim() ?? '',
  categories: allOf(event, 'CATEGORIES').flatMap(({ value }) => textList(value)),
  webMeetingId: textOf(event, 'X-WEBMEETING-ID').trim(),
});

/** One VEVENT; `recurrenceId` is canonical already. */
export const readEvent = (
  event: ContentComponent,
  recurrenceId: string,
  findZone: ZoneFinder,
): Result<ObjectEvent, ObjectFailure> => {
  const span = readSpan(event, findZone);
  if (!span.ok) return span;
  const attendees = allOf(event, 'ATTENDEE');
  if (attendees.length > ATTENDEES) return refuseAt('too-many-attendees', attendees[ATTENDEES]?.line);
  const organizer = firstOf(event, 'ORGANIZER');
  const sentBy = organizer === undefined ? '' : readAddress(parameterOf(organizer, 'SENT-BY'));
  return ok({
    recurrenceId,
    uid: textOf(event, 'UID').trim(),
    sequence: readSequence(event),
    dtstampMs: readStamp(event),
    ...readTexts(event),
    ...span.value,
    conference: allOf(event, 'CONFERENCE').map(readConference),
    organizer: organizer && readPerson(organizer),
    ...(sentBy !== '' && { sentBy }),
    attendees: attendees.map(readAttendee),
    status: readStatus(upperOf(event, 'STATUS')),
    transparent: upperOf(event, 'TRANSP') === 'TRANSPARENT',
    visibility: readVisibility(upperOf(event, 'CLASS')),
    webMeetingWanted: upperOf(event, 'X-WEBMEETING') === 'TRUE',
    hideInvitees: upperOf(event, 'X-WEBMEETING-HIDE-INVITEES') === 'TRUE',
  });
};
