import type { CalendarObject, ObjectEvent } from '../protocols/icalendar/calendar-object.ts';
import { MEETING_CATEGORY } from './event-plan.ts';
import { isDoorOf, mentionsDoor } from './meeting-lines.ts';

/** Words that stand for a meeting where a place is written. */
const PLACES = new Set(['webmeeting', 'visio']);

const hasCategory = ({ categories }: ObjectEvent): boolean =>
  categories.some((category) => category.trim().toLowerCase() === MEETING_CATEGORY.toLowerCase());

const invites = ({ attendees }: ObjectEvent, meetingAddress: string): boolean =>
  attendees.some(({ address }) => address.toLowerCase() === meetingAddress.toLowerCase());

export const isMeetingPlace = (location: string): boolean => PLACES.has(location.trim().toLowerCase());

const eventsOf = ({ main, overrides }: CalendarObject): ObjectEvent[] => [...(main ? [main] : []), ...overrides];

/** Whether an object that has no meeting yet asks for one, in any of the ways that calendar programs can write. */
export const asksForMeeting = (object: CalendarObject, meetingAddress: string): boolean =>
  eventsOf(object).some(
    (event) =>
      event.webMeetingWanted || hasCategory(event) || invites(event, meetingAddress) || isMeetingPlace(event.location),
  );

/** Whether an object still shows the meeting that it has, or asks for it again. It is taken away when all signs of it are gone. */
export const keepsMeeting = (object: CalendarObject, meetingId: string, meetingAddress: string): boolean =>
  asksForMeeting(object, meetingAddress) ||
  eventsOf(object).some(
    (event) =>
      event.webMeetingId !== '' ||
      isDoorOf(event.location, meetingId) ||
      isDoorOf(event.url, meetingId) ||
      event.conference.some(({ uri }) => isDoorOf(uri, meetingId)) ||
      mentionsDoor(event.description, meetingId),
  );
