import type { Server, Socket } from 'socket.io';
import type { SessionId } from '../base/ids.ts';
import type { RoomAudience } from './live-room.ts';

const channelOf = (session: SessionId): string => `session:${session}`;

/** Everyone in a session by socket.io: the packet of an event is encoded once for all. */
export const createSocketAudience = (realtime: Server): RoomAudience => ({
  tell(session, event, body) {
    realtime.to(channelOf(session)).emit(event, body);
  },
});

/** From now on the socket hears what the session is told. */
export const joinAudience = (socket: Socket, session: SessionId): void => {
  void socket.join(channelOf(session));
};

/** At once, before the connection is closed. */
export const leaveAudience = (socket: Socket, session: SessionId): void => {
  void socket.leave(channelOf(session));
};
