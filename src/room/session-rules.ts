import type { AccountId } from '../base/ids.ts';
import type { MeetingPolicy } from '../contract/http/meeting-policy.ts';
import { DEFAULT_MEETING_POLICY } from '../meetings/meeting-policy.ts';
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
    mayRecord,
    policy = () => DEFAULT_MEETING_POLICY,
  }: {
    readonly meetings: Pick<MeetingStore, 'findById'>;
    readonly readRecordingMaxMs: () => Promise<number>;
    /** Whether the meetings of an organizer may be recorded. */
    readonly mayRecord: (organizer: AccountId) => Promise<boolean>;
    readonly policy?: () => MeetingPolicy;
  }): ReadRules =>
  async ({ meetingId }) => {
    const meeting = await meetings.findById(meetingId);
    const { everyoneWaits, participantsMax, keepChat } = meeting?.settings ?? DEFAULT_MEETING_SETTINGS;
    const { lobby, guests } = policy();
    return {
      ...{ everyoneWaits, participantsMax, keepChat },
      recordingMaxMs: await readRecordingMaxMs(),
      mayRecord: meeting !== undefined && (await mayRecord(meeting.organizerId)),
      policy: { alwaysWaits: lobby === 'always', guests },
    };
  };
