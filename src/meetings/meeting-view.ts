import type { MeetingBody } from '../contract/http/meeting.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { LiveSessions } from './live-sessions.ts';
import { type Meeting, mayStart } from './meeting.ts';
import type { MeetingLinks } from './meeting-links.ts';

/** A meeting as its people see it; the PIN and the start link only as its organizer and moderators do. */
export interface MeetingView {
  one(meeting: Meeting, role: Role): Promise<MeetingBody>;
  /** In the order asked for. */
  many(list: ReadonlyArray<{ readonly meeting: Meeting; readonly role: Role }>): Promise<MeetingBody[]>;
}

export const createMeetingView = ({
  sessions,
  links,
}: {
  readonly sessions: LiveSessions;
  readonly links: MeetingLinks;
}): MeetingView => {
  const many: MeetingView['many'] = async (list) => {
    const live = await sessions.liveAmong(list.map(({ meeting }) => meeting.id));
    const ways = await links.phoneWaysOf(list.map(({ meeting }) => meeting));
    return list.map(({ meeting, role }, at) => {
      const { sipUri, phoneNumbers } = ways[at] ?? { phoneNumbers: [] };
      return {
        id: meeting.id,
        ...(mayStart(role) && { pin: meeting.pin }),
        joinUrl: links.door(meeting.id),
        ...(mayStart(role) && { startUrl: links.start(meeting) }),
        ...(sipUri !== undefined && { sipUri }),
        phoneNumbers: [...phoneNumbers],
        live: live.has(meeting.id),
      };
    });
  };
  return {
    many,
    async one(meeting, role) {
      const [body] = await many([{ meeting, role }]);
      if (!body) throw new Error('One meeting was asked for and none was answered.');
      return body;
    },
  };
};
