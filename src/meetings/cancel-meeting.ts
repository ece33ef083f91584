import type { Clock } from '../base/clock.ts';
import type { MeetingId } from '../base/ids.ts';
import type { Transaction } from '../platform/database.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** Closes a meeting for good: nobody starts or joins it again. Call what it answers after the commit: it empties the room. */
export type CancelMeeting = (transaction: Transaction, meetingId: MeetingId) => Promise<() => void>;

export const createCancelMeeting =
  ({
    meetings,
    sessions,
    waitingRoom,
    clock,
  }: {
    readonly meetings: MeetingStore;
    readonly sessions: LiveSessions;
    readonly waitingRoom: WaitingRoom;
    readonly clock: Clock;
  }): CancelMeeting =>
  async (transaction, meetingId) => {
    await meetings.cancel(transaction, meetingId, clock.nowMs());
    const announceEnd = await sessions.endWithin(transaction, meetingId, 'cancelled');
    return () => {
      announceEnd();
      waitingRoom.wake(meetingId);
    };
  };
