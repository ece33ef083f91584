import type { ParticipantId } from '../base/ids.ts';
import type { RoomCommandBody, RoomCommandName } from '../contract/room/room-messages.ts';
import { type Applied, refuse } from './applied.ts';
import { ROOM_MESSAGES } from './messages/message-table.ts';
import type { RoomMessage } from './messages/room-message.ts';
import {
  type Ended,
  type Enter,
  ended,
  enter,
  type Lose,
  lose,
  type Resume,
  resume,
  type Tick,
  tick,
} from './presence.ts';
import { can } from './rights.ts';
import type { RoomState } from './room-state.ts';

/** A participant's message, already checked against its schema: from a browser or a telephone alike. */
export type Ask = {
  [Name in RoomCommandName]: {
    readonly kind: 'ask';
    readonly actorId: ParticipantId;
    readonly name: Name;
    readonly body: RoomCommandBody<Name>;
    /** A free identifier for what the message makes. */
    readonly newId: string;
  };
}[RoomCommandName];

export type RoomCommand = Ask | Enter | Resume | Lose | Tick | Ended;

type Transition<Command extends RoomCommand> = (state: RoomState, command: Command, nowMs: number) => Applied;

const askWith = <Name extends RoomCommandName>(
  state: RoomState,
  message: RoomMessage<Name>,
  command: { readonly actorId: ParticipantId; readonly body: RoomCommandBody<Name>; readonly newId: string },
  nowMs: number,
): Applied => {
  if (state.ended !== undefined) return refuse(state, 'meeting-not-open');
  const actor = state.participants.get(command.actorId);
  if (actor === undefined || !can(actor, message.allow, state)) return refuse(state, 'not-allowed');
  return message.handle(state, command.body, { actor, nowMs, newId: command.newId });
};

// `name` and `body` belong together by the type of Ask; the table is read by the same name.
const ask: Transition<Ask> = (state, command, nowMs) =>
  askWith(state, ROOM_MESSAGES[command.name] as RoomMessage<RoomCommandName>, command, nowMs);

const TRANSITIONS: { readonly [Kind in RoomCommand['kind']]: Transition<Extract<RoomCommand, { kind: Kind }>> } = {
  ask,
  enter,
  resume,
  lose,
  tick,
  ended,
};

/** The room's state machine: what the room is after `command`, and what is to be done about it. Pure. */
export const apply = (state: RoomState, command: RoomCommand, nowMs: number): Applied =>
  (TRANSITIONS[command.kind] as Transition<RoomCommand>)(state, command, nowMs);
