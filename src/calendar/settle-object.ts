import type { MeetingId } from '../base/ids.ts';
import type { CalendarObject, ObjectEvent } from '../protocols/icalendar/calendar-object.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import type { DraftPerson } from '../protocols/icalendar/event-draft.ts';
import type { EventEdit, ObjectEdit } from '../protocols/icalendar/event-edit.ts';
import { type EventPeople, peopleOn } from './event.ts';
import { MEETING_CATEGORY, meetingDraft } from './event-plan.ts';
import { removeMeetingLines } from './meeting-lines.ts';
import { isMeetingPlace } from './wants-meeting.ts';

/** What the server has to write into an object that a program put. */
export interface Settlement {
  /** The meeting that it has from now on, and its door. */
  readonly meeting?: { readonly id: MeetingId; readonly doorUrl: string };
  /** The one that it had. */
  readonly hadMeetingId?: MeetingId;
  readonly organizer: DraftPerson;
  /** It hides those invited from each other: a program that knows nothing of that does not take it back by leaving it out. */
  readonly hideInvitees?: true;
  /** Everyone's answers as they are known here. */
  readonly people: EventPeople;
}

const eventsOf = ({ main, overrides }: CalendarObject): ObjectEvent[] => [...(main ? [main] : []), ...overrides];

const meetingEdit = (event: ObjectEvent, { meeting, hadMeetingId }: Settlement): EventEdit => {
  const knownId = meeting?.id ?? hadMeetingId;
  if (knownId === undefined) return {};
  const own = removeMeetingLines(event, knownId);
  const texts = { ...own, location: isMeetingPlace(own.location) ? '' : own.location };
  const wanted = meetingDraft(texts, meeting?.doorUrl);
  const { location, description, url, conference } = wanted;
  const hasOurs = event.conference.some(({ uri }) => uri === meeting?.doorUrl);
  return {
    ...(location !== event.location && { location }),
    ...(description !== event.description && { description }),
    // Somebody's own address of something else stays where the meeting's is in the text.
    ...(meeting ? event.url === '' && { url } : event.url.endsWith(`/m/${knownId}`) && { url: '' }),
    ...(meeting ? !hasOurs && { conference } : { conference }),
    ...(meeting
      ? event.webMeetingId !== meeting.id && { webMeetingId: meeting.id }
      : event.webMeetingId !== '' && { webMeetingId: '', webMeetingWanted: false }),
    ...(meeting &&
      !event.categories.some((name) => name.toLowerCase() === MEETING_CATEGORY.toLowerCase()) && {
        addCategories: [MEETING_CATEGORY],
      }),
  };
};

/** Answers that changed while the program was not looking, and those that another time takes back. */
const answerEdits = (event: ObjectEvent, people: EventPeople): ObjectEdit[] => {
  const known = new Map(peopleOn(people, event.recurrenceId).map(({ address, answer }) => [address, answer]));
  return event.attendees.flatMap((attendee): ObjectEdit[] => {
    const address = attendee.address.toLowerCase();
    const partstat = known.get(address);
    if (partstat === undefined || partstat === attendee.partstat) return [];
    return [{ kind: 'answer', recurrenceId: event.recurrenceId, address, partstat }];
  });
};

/** The object as it is stored: what the program wrote, with what the server knows of it. The same text when there is nothing to say. */
export const settleObject = (raw: string, object: CalendarObject, settlement: Settlement): string => {
  const edits = eventsOf(object).flatMap((event): ObjectEdit[] => {
    const named = event.organizer?.address.toLowerCase();
    const invites =
      named === undefined ? event.attendees.length > 0 : named !== settlement.organizer.address.toLowerCase();
    const changes: EventEdit = {
      ...meetingEdit(event, settlement),
      ...(invites && { organizer: settlement.organizer }),
      ...(settlement.hideInvitees && event.recurrenceId === '' && !event.hideInvitees && { hideInvitees: true }),
    };
    const set: ObjectEdit[] =
      Object.keys(changes).length > 0 ? [{ kind: 'set', recurrenceId: event.recurrenceId, changes }] : [];
    return [...set, ...answerEdits(event, settlement.people)];
  });
  return edits.length === 0 ? raw : editObject(raw, edits);
};
