import type { Clock } from '../base/clock.ts';
import type { AccountId, MeetingId, ParticipantId, SessionId } from '../base/ids.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { Caller, EntryKey } from './room-door.ts';
import { createSealedValue, type SealedValue } from './sealed-value.ts';

/**
 * Opens the room's socket for one person, within a minute. It names the participant already: used again in that minute (the
 * first connection broke before it was answered) or after a reload of the page, it brings the same person back, not a second one.
 */
export interface EntryTicket {
  readonly sessionId: SessionId;
  readonly meetingId: MeetingId;
  readonly participantId: ParticipantId;
  /** `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`. */
  readonly person: string;
  /** Of an account: as whom the same invitee comes by their link. */
  readonly also?: string;
  /** Of an account: the sign-in that they come by; it has to be there still. */
  readonly signInId?: string;
  readonly name: string;
  readonly role: Role;
  /** What they came with: the room judges it again when they enter. */
  readonly key: EntryKey;
  readonly declined?: true;
  /** The knock that a moderator admitted. */
  readonly knockId?: string;
  /** In the succession to the organizer: 0 the organizer, 1 the chair or deputy, 2 co-organizers, 3 the delegate, 4 invited moderators, 9 everyone else. */
  readonly rank: number;
  /** Has an account with the right to WebMeeting. */
  readonly mayModerate: boolean;
  readonly accountId?: AccountId;
  /** When they agreed to being recorded. */
  readonly consentedMs?: number;
  /** They come by telephone. */
  readonly caller?: Caller;
  readonly expiresMs: number;
}

export type EntryTickets = SealedValue<Omit<EntryTicket, 'expiresMs'>>;

export const ENTRY_TICKET_LASTS_MS = 60_000;

export const createEntryTickets = ({
  keyring,
  clock,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
}): EntryTickets => createSealedValue({ keyring, clock, purpose: 'entry-ticket/2', lastsMs: ENTRY_TICKET_LASTS_MS });
