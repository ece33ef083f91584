import type { MeetingId } from '../base/ids.ts';
import { readAgenda } from '../meetings/agenda.ts';
import type { MeetingLinks } from '../meetings/meeting-links.ts';
import type { MeetingSchedule } from '../meetings/meeting-schedule.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';

/** What a room shows of its meeting. The PIN is for those who may pass it on. */
export interface RoomMeeting {
  readonly id: MeetingId;
  readonly title: string;
  readonly organizerName: string;
  /** Points of the agenda, as the event's description lists them. */
  readonly agenda: readonly string[];
  readonly joinUrl: string;
  readonly pin: string;
  readonly sipUri: string | undefined;
  readonly phoneNumbers: ReadonlyArray<{ readonly country: string; readonly number: string }>;
}

/** Reads it anew for each who comes in: a title may change while the session runs. */
export type ReadRoomMeeting = (id: MeetingId) => Promise<RoomMeeting | undefined>;

export const createReadRoomMeeting =
  ({
    meetings,
    links,
    schedule,
  }: {
    readonly meetings: Pick<MeetingStore, 'findById'>;
    readonly links: Pick<MeetingLinks, 'door' | 'phoneWays'>;
    readonly schedule: MeetingSchedule;
  }): ReadRoomMeeting =>
  async (id) => {
    const meeting = await meetings.findById(id);
    if (meeting === undefined) return undefined;
    const scheduled = await schedule.describe(id);
    return {
      id,
      title: scheduled?.title ?? '',
      organizerName: scheduled?.organizerName ?? '',
      agenda: readAgenda(scheduled?.description ?? '').map(({ label }) => label),
      joinUrl: links.door(id),
      pin: meeting.pin,
      sipUri: undefined,
      ...(await links.phoneWays(meeting)),
    };
  };
