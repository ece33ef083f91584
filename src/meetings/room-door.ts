import type { ParticipantId, SessionId } from '../base/ids.ts';
import type { LobbyMessageBody, Role, WaitReason } from '../contract/room/room-state.ts';

/**
 * What somebody comes with: an account that belongs to the meeting, a personal link, the meeting's PIN, a moderator's word, or
 * nothing but the meeting's ID.
 */
export type EntryKey = 'account' | 'link' | 'pin' | 'admitted' | 'none';

/** Somebody at the door of a running session. */
export interface Visitor {
  /** `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`. */
  readonly person: string;
  /** Of an account: `invitee:ADDRESS`, as which the same invitee comes by their link without signing in. */
  readonly also?: string | undefined;
  readonly key: EntryKey;
  readonly role: Role;
  /** As whom this browser was in the session, or was admitted. */
  readonly participantId?: ParticipantId | undefined;
  /** Said that they would not come. */
  readonly declined?: boolean | undefined;
}

/** How the running session meets a visitor. */
export type DoorVerdict =
  /**
   * `inside`: the person is in already. `away`: that connection is lost, and they go on as the same participant; else they are
   * asked whether to move here or to have both.
   */
  | { readonly kind: 'enter'; readonly inside?: { readonly id: ParticipantId; readonly away: boolean } }
  | { readonly kind: 'wait'; readonly reason: WaitReason }
  | { readonly kind: 'removed' }
  | { readonly kind: 'full' }
  | { readonly kind: 'not-open' };

/** Where a telephone calls from, as its network says: nothing of it is proved. */
export interface Caller {
  /** As it is shown to those who moderate; empty when it is withheld. */
  readonly number: string;
  /** As everyone else sees it: some digits are left out. */
  readonly masked: string;
}

/** Somebody who waits at the door for a moderator. */
export interface Knock extends Visitor {
  /** Names the knock; the same after a lost connection. Shown to moderators, so no key. */
  readonly id: string;
  /** As whom they come in. */
  readonly participantId: ParticipantId;
  readonly name: string;
  readonly via: 'web' | 'phone';
  readonly caller?: Caller | undefined;
  readonly reason: WaitReason;
  /** Has an account with the right to WebMeeting. */
  readonly mayModerate: boolean;
  /** In the succession; 0 is the organizer. */
  readonly rank: number;
}

/** What somebody who waits is told. */
export type LobbyNews =
  | { readonly kind: 'seen' }
  | { readonly kind: 'message'; readonly message: LobbyMessageBody }
  | { readonly kind: 'admitted' }
  | { readonly kind: 'declined'; readonly word: string };

/** A place in the lobby. */
export interface LobbyPlace {
  /** Writes to the moderators; the same `clientId` is the same message. False when it was refused. */
  write(message: { readonly text: string; readonly clientId: string }): Promise<boolean>;
  /** The connection of whoever waits is gone. */
  leave(): void;
}

/** The door of running sessions: what the rooms say to those who come. Implemented by the rooms. */
export interface RoomDoor {
  judge(session: SessionId, visitor: Visitor): Promise<DoorVerdict>;
  /** Takes a place in the lobby; `hear` may be called at once. Undefined when the session has ended. */
  knock(session: SessionId, knock: Knock, hear: (news: LobbyNews) => void): Promise<LobbyPlace | undefined>;
  /** What was decided about a knock. */
  decided(session: SessionId, knockId: string): Promise<'admitted' | 'declined' | undefined>;
}
