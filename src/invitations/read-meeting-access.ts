import type { MeetingId } from '../base/ids.ts';
import type { GrantStore } from '../meetings/grant-store.ts';
import type { MeetingLinks } from '../meetings/meeting-links.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import type { MeetingAccess } from './invitation-situation.ts';

/** The ways into a meeting as mails tell them, or undefined when it is gone. */
export type ReadMeetingAccess = (meetingId: MeetingId) => Promise<MeetingAccess | undefined>;

export const createReadMeetingAccess =
  ({
    meetings,
    grants,
    links,
  }: {
    readonly meetings: MeetingStore;
    readonly grants: GrantStore;
    readonly links: MeetingLinks;
  }): ReadMeetingAccess =>
  async (meetingId) => {
    const meeting = await meetings.findById(meetingId);
    if (meeting === undefined || meeting.cancelledMs !== undefined) return undefined;
    const joinUrls = new Map<string, Map<string, string>>();
    for (const { revoked, recurrenceId, invitee, generation } of await grants.listOf(meetingId)) {
      if (revoked) continue;
      const urls = joinUrls.get(recurrenceId) ?? new Map<string, string>();
      joinUrls.set(recurrenceId, urls.set(invitee, links.join(meetingId, invitee, generation, recurrenceId)));
    }
    const sipUri = links.sipUri(meetingId);
    return {
      id: meetingId,
      pin: meeting.pin,
      doorUrl: links.door(meetingId),
      startUrl: links.start(meeting),
      phoneNumbers: await links.phoneNumbers(),
      ...(sipUri !== undefined && { sipUri }),
      joinUrls,
    };
  };
