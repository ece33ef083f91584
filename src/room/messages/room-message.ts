import type { ROOM_COMMANDS, RoomCommandBody, RoomCommandName } from '../../contract/room/room-messages.ts';
import type { ChatFileBody } from '../../contract/room/room-state.ts';
import type { Applied } from '../applied.ts';
import type { Participant } from '../participant.ts';
import type { RoomAction } from '../rights.ts';
import type { RoomState } from '../room-state.ts';

export interface MessageContext {
  readonly actor: Participant;
  readonly nowMs: number;
  /** An identifier that is free, for what the message makes. */
  readonly newId: string;
  /** What the message names by `files`: looked up at the edge, the actor's own of this session. */
  readonly files: readonly ChatFileBody[];
}

/** One thing that participants may ask of the room: one file, one row of the table. */
export interface RoomMessage<Name extends RoomCommandName> {
  readonly name: Name;
  readonly schema: (typeof ROOM_COMMANDS)[Name];
  /** The right that it needs. */
  readonly allow: RoomAction;
  handle(state: RoomState, body: RoomCommandBody<Name>, context: MessageContext): Applied;
}
