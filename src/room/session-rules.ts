import { DEFAULT_MEETING_SETTINGS } from '../meetings/meeting-settings.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import type { RoomBeginning, RoomSession } from './room-state.ts';

/** What of its meeting a session is run by. */
export interface SessionRules extends RoomBeginning {
  /** What was said to all outlives the session. */
  readonly keepChat: boolean;
}

export type ReadRules = (session: Pick<RoomSession, 'meetingId'>) => Promise<SessionRules>;

export const createReadRules =
  ({
    meetings,
    readRecordingMaxMs,
  }: {
    readonly meetings: Pick<MeetingStore, 'findById'>;
    readonly readRecordingMaxMs: () => Promise<number>;
  }): ReadRules =>
  async ({ meetingId }) => {
    const { everyoneWaits, participantsMax, keepChat } =
      (await meetings.findById(meetingId))?.settings ?? DEFAULT_MEETING_SETTINGS;
    return { everyoneWaits, participantsMax, keepChat, recordingMaxMs: await readRecordingMaxMs() };
  };
