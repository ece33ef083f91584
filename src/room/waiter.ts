import type { ParticipantId } from '../base/ids.ts';
import type { LobbyMessageBody, Role, WaiterBody, WaitReason } from '../contract/room/room-state.ts';
import type { Caller, EntryKey } from '../meetings/room-door.ts';

export interface LobbyMessage {
  readonly id: string;
  readonly clientId: string;
  /** The moderator who wrote; undefined: the one who waits. */
  readonly by: string | undefined;
  readonly text: string;
  readonly sentMs: number;
}

/** Somebody who waits for a moderator. */
export interface Waiter {
  /** Of the knock. */
  readonly id: string;
  /** As whom they come in. */
  readonly participantId: ParticipantId;
  readonly name: string;
  readonly person: string;
  /** Of an account: as whom the same invitee comes by their link. */
  readonly also: string | undefined;
  readonly key: EntryKey;
  readonly declined: boolean;
  readonly role: Role;
  readonly rank: number;
  readonly mayModerate: boolean;
  readonly via: 'web' | 'phone';
  readonly caller?: Caller | undefined;
  readonly reason: WaitReason;
  readonly sinceMs: number;
  readonly seen: boolean;
  readonly messages: readonly LobbyMessage[];
  /** Since when their connection is lost. */
  readonly lostMs: number | undefined;
}

export const lobbyMessageBody = (message: LobbyMessage): LobbyMessageBody => ({
  id: message.id,
  ...(message.by !== undefined && { by: message.by }),
  text: message.text,
  sentAt: new Date(message.sentMs).toISOString(),
});

/** What those who admit are told of somebody who waits. */
export const waiterBody = (waiter: Waiter): WaiterBody => ({
  id: waiter.id,
  name: waiter.name,
  via: waiter.via,
  ...(waiter.caller !== undefined && waiter.caller.number !== '' && { caller: waiter.caller.number }),
  reason: waiter.reason,
  since: new Date(waiter.sinceMs).toISOString(),
  seen: waiter.seen,
  messages: waiter.messages.map(lobbyMessageBody),
});
