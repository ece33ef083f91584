import type { ParticipantId } from '../base/ids.ts';
import type { RoomEventBody, RoomEventName } from '../contract/room/room-messages.ts';
import type { ChatMessage } from './chat-message.ts';
import type { Participant } from './participant.ts';

/** Why a session ends, as its participants are told. */
export type EndReason = RoomEventBody<'session.ended'>['reason'];

/** What must be stored before a command counts; all records of a command are one transaction. */
export type RoomRecord =
  | { readonly record: 'participant-entered'; readonly participant: Participant; readonly resumeHash: string }
  /** Back after leaving, or in again by a new ticket: name, role and resume token may be new. */
  | { readonly record: 'participant-returned'; readonly participant: Participant; readonly resumeHash?: string }
  /** `final`: the resume token is of no use any more. */
  | { readonly record: 'participant-left'; readonly id: ParticipantId; readonly atMs: number; readonly final: boolean }
  | { readonly record: 'message'; readonly message: ChatMessage };

/** Everyone in the room is told. */
export type Tell = {
  [Name in RoomEventName]: { readonly effect: 'tell'; readonly event: Name; readonly body: RoomEventBody<Name> };
}[RoomEventName];

/** What the state machine wants done. It does nothing itself. */
export type RoomEffect =
  | { readonly effect: 'store'; readonly record: RoomRecord }
  | Tell
  /** Whether the participant's sound is let through. */
  | { readonly effect: 'voice'; readonly id: ParticipantId; readonly allowed: boolean }
  /** The connection is of no use any more. */
  | { readonly effect: 'close'; readonly connectionId: string }
  /** The session is to end; the command `ended` follows when it has. */
  | { readonly effect: 'end'; readonly reason: EndReason };

export const store = (record: RoomRecord): RoomEffect => ({ effect: 'store', record });

export const tell = <Name extends RoomEventName>(event: Name, body: RoomEventBody<Name>): RoomEffect =>
  // The pair is right by this function's own signature; TypeScript cannot tell a union member from its generic form.
  ({ effect: 'tell', event, body }) as RoomEffect;
