import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { Door } from '../contract/http/meeting.ts';
import type { KeyHolder, KeyHolders } from './key-holders.ts';
import type { LiveSessions } from './live-sessions.ts';
import { mayStart } from './meeting.ts';
import type { MeetingLinks } from './meeting-links.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { ReloadPasses } from './reload-pass.ts';
import type { StartMeeting } from './start-meeting.ts';

/** What the page before a meeting shows. */
export interface DoorView {
  byLink(token: string, viewer: Account | undefined): Promise<Door>;
  /** Says `needsPin` and nothing else, whatever the ID, to those who have no key. Refuses with `meeting-cancelled` those who have. */
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
}: {
  readonly meetings: MeetingStore;
  readonly sessions: LiveSessions;
  readonly keyHolders: KeyHolders;
  readonly startMeeting: StartMeeting;
  readonly schedule: MeetingSchedule;
  readonly links: MeetingLinks;
  readonly reloadPasses: ReloadPasses;
}): DoorView => {
  const open = async ({ meeting, role, name, accountId, notToday, recurrenceId }: KeyHolder): Promise<Door> => {
    const { id } = meeting;
    const session = await sessions.current(id);
    const scheduled = await schedule.describe(id, recurrenceId ?? session?.recurrenceId);
    const sipUri = links.sipUri(id);
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
      ...(accountId !== undefined && mayStart(role) && { startUrl: links.start(meeting) }),
      ...(sipUri !== undefined && { sipUri }),
      phoneNumbers: [...(await links.phoneNumbers())],
    };
  };
  return {
    byLink: async (token, viewer) => open(await keyHolders.byLink(token, viewer)),
    async byId(meetingId, viewer, cookie) {
      const meeting = await meetings.findById(meetingId);
      const session = await sessions.current(meetingId);
      const pass = cookie === undefined ? undefined : reloadPasses.redeem(cookie);
      const byAccount = viewer && (await keyHolders.byAccount(meetingId, meeting, viewer));
      const holder = byAccount ?? (meeting && pass && (await keyHolders.byPass(meeting, session, pass)));
      if (!holder) return { needsPin: true };
      if (holder.meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
      return open(holder);
    },
    async byStartLink(token, account) {
      const meeting = await startMeeting.find(account, token);
      const holder = await keyHolders.byAccount(meeting.id, meeting, account);
      return holder ? open(holder) : { needsPin: true };
    },
  };
};
