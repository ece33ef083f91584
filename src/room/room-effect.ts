import type { ParticipantId } from '../base/ids.ts';
import type { RoomEventBody, RoomEventName } from '../contract/room/room-messages.ts';
import type { RecordingEnd } from '../contract/room/room-state.ts';
import type { LobbyNews } from '../meetings/room-door.ts';
import type { ChatMessage } from './chat-message.ts';
import type { Participant } from './participant.ts';
import type { Decision, EndReason, Recording, RoomState, Standing } from './room-state.ts';

/** A place in a recording to come back to. */
export interface Marker {
  readonly id: string;
  readonly recordingId: string;
  readonly label: string;
  readonly byName: string;
  readonly atMs: number;
}

/** What must be stored before a command counts; all records of a command are one transaction. */
export type RoomRecord =
  | { readonly record: 'participant-entered'; readonly participant: Participant; readonly resumeHash: string }
  /** Back after leaving, or in again by a new ticket: name, role and resume token may be new. */
  | { readonly record: 'participant-returned'; readonly participant: Participant; readonly resumeHash?: string }
  /** Name, role, rank or hand is another. */
  | { readonly record: 'participant-changed'; readonly participant: Participant }
  /** `final`: the resume token is of no use any more. */
  | { readonly record: 'participant-left'; readonly id: ParticipantId; readonly atMs: number; readonly final: boolean }
  /** Connected without a break from here on. */
  | { readonly record: 'stay-began'; readonly id: ParticipantId; readonly fromMs: number }
  | { readonly record: 'stay-ended'; readonly id: ParticipantId; readonly fromMs: number; readonly toMs: number }
  | { readonly record: 'message'; readonly message: ChatMessage }
  | { readonly record: 'private-message'; readonly message: ChatMessage }
  | {
      readonly record: 'message-deleted';
      readonly id: string;
      readonly isPrivate: boolean;
      readonly by: 'author' | 'moderator';
    }
  /** The door of the session: locked, everyone waits, the PIN waits. */
  | { readonly record: 'door'; readonly locked: boolean; readonly everyoneWaits: boolean; readonly pinWaits: boolean }
  /** Begun, paused or resumed. */
  | { readonly record: 'recording'; readonly recording: Recording }
  | {
      readonly record: 'recording-ended';
      readonly id: string;
      readonly recordedMs: number;
      readonly why: RecordingEnd;
      readonly atMs: number;
    }
  | { readonly record: 'recording-marked'; readonly marker: Marker }
  | { readonly record: 'standing'; readonly person: string; readonly standing: Standing }
  | { readonly record: 'decision'; readonly knockId: string; readonly decision: Decision; readonly atMs: number };

/** Everyone in the room is told. */
export type Tell = {
  [Name in RoomEventName]: {
    readonly effect: 'tell';
    readonly event: Name;
    readonly body: RoomEventBody<Name>;
    /** Only these; absent: everyone. */
    readonly to?: readonly ParticipantId[];
  };
}[RoomEventName];

/** What the state machine wants done. It does nothing itself. */
export type RoomEffect =
  | { readonly effect: 'store'; readonly record: RoomRecord }
  | Tell
  /** Whether the participant's sound is let through, to all and to one alone. */
  | { readonly effect: 'voice'; readonly id: ParticipantId; readonly allowed: boolean; readonly direct: boolean }
  /** The participant gets all that they may know, anew: their rights have changed. */
  | { readonly effect: 'welcome'; readonly id: ParticipantId }
  /** The participant is given a ticket for the lobby. */
  | { readonly effect: 'send-to-lobby'; readonly participant: Participant }
  /** Somebody who waits is told. */
  | { readonly effect: 'tell-waiter'; readonly knockId: string; readonly news: LobbyNews }
  /** Who presents, or how, is another. */
  | { readonly effect: 'screen'; readonly screen: RoomState['screen'] }
  /** The recorder does this from now on; undefined: nothing, and `why`. */
  | { readonly effect: 'recording'; readonly recording: Recording | undefined; readonly why?: RecordingEnd }
  /** The connection is of no use any more. */
  | { readonly effect: 'close'; readonly connectionId: string }
  /** The session is to end; the command `ended` follows when it has. */
  | { readonly effect: 'end'; readonly reason: EndReason };

export const store = (record: RoomRecord): RoomEffect => ({ effect: 'store', record });

export const tell = <Name extends RoomEventName>(event: Name, body: RoomEventBody<Name>): RoomEffect =>
  // The pair is right by this function's own signature; TypeScript cannot tell a union member from its generic form.
  ({ effect: 'tell', event, body }) as RoomEffect;

/** Tells some participants alone. */
export const tellOnly = <Name extends RoomEventName>(
  to: ReadonlyArray<{ readonly id: ParticipantId }>,
  event: Name,
  body: RoomEventBody<Name>,
): RoomEffect => ({ effect: 'tell', event, body, to: to.map(({ id }) => id) }) as RoomEffect;
