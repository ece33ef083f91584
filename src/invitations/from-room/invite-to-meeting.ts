import { type Account, emailKey } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import { type MeetingId, randomToken } from '../../base/ids.ts';
import type { MeetingInviteRequest } from '../../contract/http/meeting.ts';
import { tagOf } from '../../mail/plus-address.ts';
import type { KeyHolders } from '../../meetings/key-holders.ts';
import { type Meeting, mayStart } from '../../meetings/meeting.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import type { RateLimit } from '../../platform/rate-limit.ts';
import type { MailedMeeting } from '../invitation-mail.ts';
import { languagesFor } from '../mail-texts.ts';
import { meetingFor } from '../meeting-for.ts';
import type { NoticedEvent, NoticeMail } from '../notices/notice-mail.ts';
import type { NoticeToSend, SendNotices } from '../notices/send-notices.ts';
import type { ReadMeetingAccess } from '../read-meeting-access.ts';
import type { MailIdentity } from '../read-situation.ts';

/**
 * Mails the way into a meeting (door, ID, PIN, phones) to some people, with the words of the organizer or moderator who invites.
 * They come in as guests: nobody is added to the event. Refuses with `not-allowed`, `meeting-cancelled`, `too-many-attempts`, or by
 * the field of an address. Answers whom it mailed.
 */
export type InviteToMeeting = (
  account: Account,
  meetingId: MeetingId,
  request: MeetingInviteRequest,
) => Promise<readonly string[]>;

/** The event of the meeting's date that runs now or comes next. */
export type ReadMeetingEvent = (meetingId: MeetingId) => Promise<NoticedEvent | undefined>;

export const createInviteToMeeting = ({
  meetings,
  keyHolders,
  accounts,
  readMeetingAccess,
  readMeetingEvent,
  sendNotices,
  place: { mail, limit, clock },
}: {
  readonly meetings: MeetingStore;
  readonly keyHolders: KeyHolders;
  readonly accounts: AccountStore;
  readonly readMeetingAccess: ReadMeetingAccess;
  readonly readMeetingEvent: ReadMeetingEvent;
  readonly sendNotices: SendNotices;
  readonly place: {
    readonly mail: MailIdentity;
    /** Counted by account, one for each recipient. */
    readonly limit: RateLimit;
    readonly clock: Clock;
  };
}): InviteToMeeting => {
  const find = async (account: Account, meetingId: MeetingId): Promise<Meeting> => {
    const meeting = await meetings.findById(meetingId);
    const holder = await keyHolders.byAccount(meetingId, meeting, account);
    // Whether there is such a meeting is nobody else's business.
    if (!meeting || !mayStart(holder?.role)) throw new DomainError('not-allowed');
    if (meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
    return meeting;
  };

  const wayIn = async (meetingId: MeetingId): Promise<MailedMeeting> => {
    const access = await readMeetingAccess(meetingId);
    if (!access) throw new DomainError('meeting-cancelled');
    // Whoever is invited from the room has no link of their own.
    return meetingFor(access, { link: access.doorUrl });
  };

  const check = (recipients: readonly string[]): readonly string[] => {
    const ours = recipients.findIndex((address) => tagOf(mail.from, address) !== undefined);
    if (ours >= 0) throw invalidField(`recipients.${ours}`, 'own-address', 'This is the server’s own address.');
    return [...new Map(recipients.map((address) => [emailKey(address), address])).values()];
  };

  return async (account, meetingId, { recipients, words = '' }) => {
    const meeting = await find(account, meetingId);
    const addresses = check(recipients);
    await limit.take(account.id, addresses.length);
    const known = new Map((await accounts.findByEmails([...addresses])).map((one) => [emailKey(one.email), one]));
    const event = await readMeetingEvent(meeting.id);
    const way = await wayIn(meeting.id);
    const id = randomToken();
    const notices = addresses.map((address): NoticeToSend => {
      const reader = known.get(emailKey(address));
      const notice: NoticeMail = {
        kind: 'join-block',
        id: `join-block ${id} ${emailKey(address)}`,
        stampMs: Math.floor(clock.nowMs() / 1_000) * 1_000,
        recipient: { name: reader?.name ?? '', address, timeZone: reader?.timeZone ?? account.timeZone },
        languages: languagesFor(reader?.language, mail.languages),
        from: mail.from,
        sender: { name: account.name, address: account.email },
        words: words.trim(),
        title: event?.title ?? '',
        meeting: way,
        ...(event !== undefined && { event }),
      };
      return { mail: notice, orderKey: `join-block ${id}` };
    });
    await sendNotices(notices);
    return addresses;
  };
};
