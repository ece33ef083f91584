import type { AccountStore } from '../accounts/account-store.ts';
import type { MeetingId } from '../base/ids.ts';
import type { GrantStore } from '../meetings/grant-store.ts';
import type { MeetingKeys } from '../meetings/meeting-keys.ts';
import { isByPhone, type MeetingLinks } from '../meetings/meeting-links.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import type { MeetingAccess } from './invitation-situation.ts';

/** The ways into a meeting as mails tell them, or undefined when it is gone. */
export type ReadMeetingAccess = (meetingId: MeetingId) => Promise<MeetingAccess | undefined>;

const put = (keys: Map<string, Map<string, string>>, recurrenceId: string, invitee: string, key: string): void => {
  const own = keys.get(recurrenceId) ?? new Map<string, string>();
  keys.set(recurrenceId, own.set(invitee, key));
};

export const createReadMeetingAccess =
  ({
    meetings,
    grants,
    accounts,
    links,
    keys,
  }: {
    readonly meetings: MeetingStore;
    readonly grants: GrantStore;
    readonly accounts: Pick<AccountStore, 'findById'>;
    readonly links: MeetingLinks;
    readonly keys: Pick<MeetingKeys, 'phonePin'>;
  }): ReadMeetingAccess =>
  async (meetingId) => {
    const meeting = await meetings.findById(meetingId);
    if (meeting === undefined || meeting.cancelledMs !== undefined) return undefined;
    const ways = await links.phoneWays(meeting);
    const byPhone = isByPhone(ways);
    const joinUrls = new Map<string, Map<string, string>>();
    const phonePins = new Map<string, Map<string, string>>();
    for (const { revoked, recurrenceId, invitee, generation } of await grants.listOf(meetingId)) {
      if (revoked) continue;
      put(joinUrls, recurrenceId, invitee, links.join(meetingId, invitee, generation, recurrenceId));
      if (byPhone) put(phonePins, recurrenceId, invitee, keys.phonePin(meetingId, invitee, generation, recurrenceId));
    }
    const organizer = byPhone ? await accounts.findById(meeting.organizerId) : undefined;
    return {
      id: meetingId,
      pin: meeting.pin,
      doorUrl: links.door(meetingId),
      startUrl: links.start(meeting),
      ...ways,
      joinUrls,
      phonePins,
      ...(organizer && { organizerPhonePin: keys.phonePin(meetingId, organizer.email, meeting.generation) }),
    };
  };
