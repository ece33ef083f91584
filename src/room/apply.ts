import type { ParticipantId } from '../base/ids.ts';
import type { RoomCommandBody, RoomCommandName } from '../contract/room/room-messages.ts';
import type { ChatFileBody } from '../contract/room/room-state.ts';
import { type Applied, inTurn, refuse, unchanged } from './applied.ts';
import { type Bar, bar } from './bar.ts';
import { type Enter, enter, type Resume, resume } from './entering.ts';
import {
  isLobbyDue,
  type KnockCommand,
  knock,
  type LoseWaiter,
  loseWaiter,
  settleLinks,
  tickLobby,
  type WaiterWrites,
  waiterWrites,
} from './lobby.ts';
import { type ChangeRules, changeRules } from './meeting-rules.ts';
import { ROOM_MESSAGES } from './messages/message-table.ts';
import type { RoomMessage } from './messages/room-message.ts';
import {
  type Ended,
  ended,
  type GoAway,
  goAway,
  isPresenceDue,
  type Lose,
  lose,
  type Tick,
  tickPresence,
} from './presence.ts';
import {
  isRecordingDue,
  type StopRecording,
  stopRecording,
  tickRecording,
  type WarnOfDisk,
  warnOfDisk,
} from './recording.ts';
import { can } from './rights.ts';
import type { RoomState } from './room-state.ts';
import { isSuccessionDue, settleOrganizer } from './succession.ts';

/** A participant's message, already checked against its schema: from a browser or a telephone alike. */
export type Ask = {
  [Name in RoomCommandName]: {
    readonly kind: 'ask';
    readonly actorId: ParticipantId;
    readonly name: Name;
    readonly body: RoomCommandBody<Name>;
    /** A free identifier for what the message makes. */
    readonly newId: string;
    /** The files that the body names, as the edge has found them. */
    readonly files?: readonly ChatFileBody[];
  };
}[RoomCommandName];

export type RoomCommand =
  | Ask
  | Enter
  | Resume
  | Lose
  | GoAway
  | Tick
  | Ended
  | Bar
  | KnockCommand
  | LoseWaiter
  | WaiterWrites
  | ChangeRules
  | StopRecording
  | WarnOfDisk;

type Transition<Command extends RoomCommand> = (state: RoomState, command: Command, nowMs: number) => Applied;

const askWith = <Name extends RoomCommandName>(
  state: RoomState,
  message: RoomMessage<Name>,
  command: Pick<Ask, 'actorId' | 'newId' | 'files'> & { readonly body: RoomCommandBody<Name> },
  nowMs: number,
): Applied => {
  if (state.ended !== undefined) return refuse(state, 'meeting-not-open');
  const actor = state.participants.get(command.actorId);
  if (actor === undefined || !can(actor, message.allow, state)) return refuse(state, 'not-allowed');
  return message.handle(state, command.body, { actor, nowMs, newId: command.newId, files: command.files ?? [] });
};

// `name` and `body` belong together by the type of Ask; the table is read by the same name.
const ask: Transition<Ask> = (state, command, nowMs) =>
  askWith(state, ROOM_MESSAGES[command.name] as RoomMessage<RoomCommandName>, command, nowMs);

/** Whether a tick would change anything. */
export const isDue = (state: RoomState, nowMs: number): boolean =>
  state.ended === undefined &&
  (isPresenceDue(state, nowMs) ||
    isLobbyDue(state, nowMs) ||
    isSuccessionDue(state, nowMs) ||
    isRecordingDue(state, nowMs));

const tick: Transition<Tick> = (state, _command, nowMs) =>
  state.ended === undefined
    ? inTurn(
        state,
        (now) => tickPresence(now, nowMs),
        (now) => tickLobby(now, nowMs),
        (now) => tickRecording(now, nowMs),
      )
    : unchanged(state);

const TRANSITIONS: { readonly [Kind in RoomCommand['kind']]: Transition<Extract<RoomCommand, { kind: Kind }>> } = {
  ask,
  enter,
  resume,
  lose,
  'go-away': goAway,
  tick,
  ended,
  bar,
  knock,
  'lose-waiter': loseWaiter,
  'waiter-writes': waiterWrites,
  rules: changeRules,
  'stop-recording': stopRecording,
  'warn-of-disk': warnOfDisk,
};

/** The room's state machine: what the room is after `command`, and what is to be done about it. Pure. */
export const apply = (state: RoomState, command: RoomCommand, nowMs: number): Applied =>
  settleOrganizer(
    settleLinks((TRANSITIONS[command.kind] as Transition<RoomCommand>)(state, command, nowMs), nowMs),
    nowMs,
  );
