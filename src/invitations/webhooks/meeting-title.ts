import type { MeetingId } from '../../base/ids.ts';
import { factsOfObject } from '../../calendar/event-facts.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { Connection } from '../../platform/database.ts';

/** What a meeting is called on one of its dates; '' when no event has it any more. */
export type ReadMeetingTitle = (meetingId: MeetingId, recurrenceId: string, connection: Connection) => Promise<string>;

export const createReadMeetingTitle =
  ({ events }: { readonly events: Pick<EventStore, 'listByMeeting'> }): ReadMeetingTitle =>
  async (meetingId, recurrenceId, connection) => {
    const objects = (await events.listByMeeting(meetingId, connection)).map(factsOfObject);
    const changed = objects.flatMap(({ dates }) => dates).find((date) => date.recurrenceId === recurrenceId);
    return (changed ?? objects[0]?.main)?.title ?? '';
  };
