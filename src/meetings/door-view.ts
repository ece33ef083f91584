import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { Door } from '../contract/http/meeting.ts';
import type { CorrectedCalendar, DoorHolder } from './invitation-history.ts';
import type { KeyHolder, KeyHolders } from './key-holders.ts';
import type { LiveSessions } from './live-sessions.ts';
import { type Grant, type Meeting, mayStart } from './meeting.ts';
import type { MeetingLinks } from './meeting-links.ts';
import type { MeetingNews } from './meeting-news.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import type { MeetingStore } from './meeting-store.ts';
import { asksConsent } from './recording-consent.ts';
import type { ReloadPass, ReloadPasses } from './reload-pass.ts';
import type { StartMeeting } from './start-meeting.ts';

/** What the page before a meeting shows. */
export interface DoorView {
  /** Also of a link that opens nothing any more: as far as its holder was told of the meeting. */
  byLink(token: string, viewer: Account | undefined): Promise<Door>;
  /** The corrected event for the calendar program of who holds the link. Refuses with `unknown-link` or `not-found`. */
  calendarByLink(token: string): Promise<CorrectedCalendar>;
  /** The same by the ticket that the right PIN was answered with. */
  calendarByTicket(meetingId: MeetingId, ticket: string): Promise<CorrectedCalendar>;
  /** Says `needsPin` and what is true of the whole server, whatever the ID, to those who have no key. Refuses with `meeting-cancelled` those who have. */
  byId(meetingId: MeetingId, viewer: Account | undefined, cookie: string | undefined): Promise<Door>;
  byStartLink(token: string, account: Account): Promise<Door>;
}

export const createDoorView = ({
  meetings,
  sessions,
  keyHolders,
  startMeeting,
  schedule,
  links,
  reloadPasses,
  news,
  offersCallMe,
  pinRequired = () => false,
}: {
  readonly meetings: MeetingStore;
  readonly sessions: LiveSessions;
  readonly keyHolders: KeyHolders;
  readonly startMeeting: StartMeeting;
  readonly schedule: MeetingSchedule;
  readonly links: MeetingLinks;
  readonly reloadPasses: ReloadPasses;
  readonly news: MeetingNews;
  /** Whether telephones are called from rooms; those of a meeting, if its organizer may have it. */
  readonly offersCallMe: (meeting?: Meeting) => Promise<boolean>;
  readonly pinRequired?: () => boolean;
}): DoorView => {
  const holderOf = ({ grant, meeting }: { readonly grant: Grant; readonly meeting: Meeting }): DoorHolder => ({
    meetingId: meeting.id,
    address: grant.invitee,
    recurrenceId: grant.recurrenceId,
    revoked: grant.revoked,
    cancelled: meeting.cancelledMs !== undefined,
  });
  /** Without a key it is that of the server, told to everybody alike. */
  const callMe = async (meeting?: Meeting): Promise<Pick<Door, 'callMe'>> =>
    (await offersCallMe(meeting)) ? { callMe: true } : {};
  const calendarUrl = (token: string): string => `/api/v1/join/${token}/calendar.ics`;

  const withCalendar = ({ corrects, ...door }: Door & { readonly corrects?: boolean }, token: string): Door => ({
    ...door,
    ...(corrects === true && { calendarUrl: calendarUrl(token) }),
  });

  const open = async (
    { meeting, role, person, name, account, notToday, recurrenceId, host }: KeyHolder,
    address?: string,
    pass?: ReloadPass,
  ): Promise<Door & { readonly corrects?: boolean }> => {
    const { id } = meeting;
    const session = await sessions.current(id);
    const scheduled = await schedule.describe(id, recurrenceId ?? session?.recurrenceId);
    const { sipUri, phoneNumbers } = await links.phoneWays(meeting);
    const isSame = session !== undefined && pass?.sessionId === session.id && pass.person === person;
    // Who organizes it knows what they changed.
    const standing = { meetingId: id, recurrenceId: recurrenceId ?? '', revoked: false, cancelled: false };
    const asked = role === 'organizer' ? undefined : { ...standing, ...(address !== undefined && { address }) };
    const said = scheduled && (await news.ofDate(asked, scheduled, session !== undefined));
    return {
      id,
      needsPin: false,
      ...(scheduled && {
        title: scheduled.title,
        organizerName: scheduled.organizerName,
        startsAt: new Date(scheduled.startMs).toISOString(),
        endsAt: new Date(scheduled.endMs).toISOString(),
        allDay: scheduled.allDay,
        timeZone: scheduled.timeZone,
      }),
      ...(name !== '' && { name }),
      role,
      live: session !== undefined && !notToday,
      joinUrl: links.door(id),
      ...(account !== undefined && mayStart(role) && { startUrl: links.start(meeting) }),
      ...(host && { startsByJoining: true }),
      ...(asksConsent(meeting, role, isSame ? pass.consentedMs : undefined) && { asksConsent: true }),
      ...(sipUri !== undefined && { sipUri }),
      phoneNumbers: [...phoneNumbers],
      ...(await callMe(meeting)),
      ...said,
    };
  };
  const corrected = (calendar: CorrectedCalendar | undefined): CorrectedCalendar => {
    if (!calendar) throw new DomainError('not-found');
    return calendar;
  };
  return {
    async byLink(token, viewer) {
      const found = await keyHolders.findLink(token);
      if (!found) throw new DomainError('unknown-link');
      const asked = holderOf(found);
      const isOwner = viewer?.id === found.meeting.organizerId;
      // Invited again, they are told of the other link alone: this one may be in other hands.
      if (found.former && !asked.revoked && !isOwner) return { needsPin: false, state: 'replaced' };
      const dead = (asked.revoked && !isOwner) || asked.cancelled ? await news.ofGone(asked) : undefined;
      // Only the newest link has a file: this one may be in other hands.
      if (dead) return withCalendar({ needsPin: false, ...dead, ...(found.former && { corrects: false }) }, token);
      return withCalendar(await open(await keyHolders.byLink(token, viewer), asked.address), token);
    },
    async calendarByLink(token) {
      const found = await keyHolders.findLink(token);
      if (!found || found.former) throw new DomainError('unknown-link');
      return corrected(await news.calendarOf(holderOf(found)));
    },
    calendarByTicket: async (meetingId, ticket) => corrected(await news.calendarByTicket(meetingId, ticket)),
    async byId(meetingId, viewer, cookie) {
      const meeting = await meetings.findById(meetingId);
      const session = await sessions.current(meetingId);
      const pass = cookie === undefined ? undefined : reloadPasses.redeem(cookie);
      const byAccount = viewer && (await keyHolders.byAccount(meetingId, meeting, viewer));
      const holder = byAccount ?? (meeting && pass && (await keyHolders.byPass(meeting, session, pass, viewer)));
      if (!holder) return { needsPin: true, ...(pinRequired() && { pinRequired: true }), ...(await callMe()) };
      if (holder.meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
      const { corrects: _, ...door } = await open(holder, viewer?.email.toLowerCase(), pass);
      return door;
    },
    async byStartLink(token, account) {
      const meeting = await startMeeting.find(account, token);
      const holder = await keyHolders.byAccount(meeting.id, meeting, account);
      if (!holder) return { needsPin: true };
      const { corrects: _, ...door } = await open(holder);
      return door;
    },
  };
};
