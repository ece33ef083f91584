import type { MeetingId, ParticipantId, SessionId } from '../../base/ids.ts';
import type { ChatFileBody } from '../../contract/room/room-state.ts';

/** A file that somebody put into a room; its bytes are a document of the organizer. */
export interface RoomFile extends ChatFileBody {
  readonly sessionId: SessionId;
  readonly meetingId: MeetingId;
  /** Undefined when it is gone. */
  readonly documentId: string | undefined;
  readonly participantId: ParticipantId;
  readonly senderName: string;
  readonly createdMs: number;
}

/** Somebody in a session. */
export interface RoomSeat {
  readonly sessionId: SessionId;
  readonly participantId: ParticipantId;
}

/** In the order asked for, each once; undefined when one is not of this person and this session. */
export type FindOwnFiles = (seat: RoomSeat, ids: readonly string[]) => Promise<readonly ChatFileBody[] | undefined>;

export const chatFileBody = ({ id, name, type, bytes }: RoomFile): ChatFileBody => ({ id, name, type, bytes });
