import type { SessionId } from '../../base/ids.ts';
import type { PhoneMedia } from '../../media/phone/phone-media.ts';
import type { LiveRoom } from '../../room/live-room.ts';

/** Brings the sound of rooms to the media thread: once for all callers in a room, and only while there are some. */
export interface RoomSound {
  /** Answers how to stop, once. */
  enter(room: Pick<LiveRoom, 'sessionId' | 'hearSound'>): () => void;
}

export const createRoomSound = (media: Pick<PhoneMedia, 'feedRoom' | 'closeRoom'>): RoomSound => {
  const rooms = new Map<SessionId, { callers: number; readonly stop: () => void }>();
  return {
    enter(room) {
      const { sessionId } = room;
      const fed = rooms.get(sessionId) ?? {
        callers: 0,
        stop: room.hearSound((frames) => media.feedRoom(sessionId, frames)),
      };
      rooms.set(sessionId, fed);
      fed.callers += 1;
      return () => {
        fed.callers -= 1;
        if (fed.callers > 0) return;
        rooms.delete(sessionId);
        fed.stop();
        media.closeRoom(sessionId);
      };
    },
  };
};
