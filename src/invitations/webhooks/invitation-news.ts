import { newId } from '../../base/ids.ts';
import type { EventBody } from '../../contract/http/event.ts';
import type { WebhookNews } from '../../contract/http/webhook.ts';

/** An event as it is copied to a team chat: with the door of its meeting, which is an address, and none of the keys of its reader. */
export const invitationNews = (
  event: EventBody,
  doorOf: (meetingId: string) => string,
  nowMs: number,
): WebhookNews => ({
  id: newId(),
  type: 'invitation',
  time: new Date(nowMs).toISOString(),
  ...(event.meeting !== undefined && {
    meeting: {
      id: event.meeting.id,
      title: event.title,
      url: doorOf(event.meeting.id),
      organizer: event.organizer,
    },
  }),
  event: {
    title: event.title,
    start: event.start,
    end: event.end,
    timeZone: event.timeZone,
    allDay: event.allDay,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    location: event.location,
    ...(event.recurring && event.recurrenceId === undefined && { recurrence: event.recurrence }),
  },
});
