import type { Clock } from '../base/clock.ts';
import type { MeetingId, ParticipantId, SessionId } from '../base/ids.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { Caller, EntryKey } from './room-door.ts';
import { createSealedValue, type SealedValue } from './sealed-value.ts';

/**
 * Who waits at a meeting's door, and for what: the stream of `GET /wait` goes by it, and who is admitted comes in by it. All tickets
 * are of the same length, whoever waits and whether there is such a meeting or not.
 */
export interface WaitTicket {
  readonly meetingId: MeetingId;
  /**
   * `start`: they hold a key, and ask at the door again when a session begins that is not `sessionId`. `lobby`: they hold a key, and wait
   * for a moderator of the session `sessionId`; of another they ask again. `knock`: they have nothing but nine digits, and knock at
   * every session.
   */
  readonly waits: 'start' | 'lobby' | 'knock';
  /** The session in which they asked; empty when none ran. */
  readonly sessionId: SessionId | '';
  /** Names the knock. Shown to moderators. */
  readonly knockId: string;
  /** As whom they come in. */
  readonly participantId: ParticipantId;
  /** `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`. */
  readonly person: string;
  /** Of an account: as whom the same invitee comes by their link. */
  readonly also?: string;
  /** Of an account: the sign-in that they come by. */
  readonly signInId?: string;
  readonly name: string;
  readonly key: EntryKey;
  readonly role: Role;
  /** In the succession, as in the entry ticket. */
  readonly rank: number;
  readonly mayModerate: boolean;
  readonly declined: boolean;
  /** When they agreed to being recorded. */
  readonly consentedMs?: number;
  /** They wait on the telephone. */
  readonly caller?: Caller;
}

export type WaitTickets = SealedValue<WaitTicket>;

/** People come early; a page left open over night asks again. */
const LASTS_MS = 24 * 3_600_000;

/** More than the longest name and a guest's identity take; the longest addresses of invitees take some steps more. */
const FIRST_BYTES = 1_024;
const STEP_BYTES = 512;

interface PaddedTicket extends WaitTicket {
  readonly filling: string;
}

const padded = (ticket: WaitTicket): PaddedTicket => {
  const bytes = Buffer.byteLength(JSON.stringify(ticket));
  const steps = Math.ceil(Math.max(0, bytes - FIRST_BYTES) / STEP_BYTES);
  return { ...ticket, filling: ' '.repeat(FIRST_BYTES + steps * STEP_BYTES - bytes) };
};

export const createWaitTickets = ({
  keyring,
  clock,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
}): WaitTickets => {
  const sealed = createSealedValue<PaddedTicket>({ keyring, clock, purpose: 'wait-ticket/2', lastsMs: LASTS_MS });
  return {
    issue: (ticket) => sealed.issue(padded(ticket)),
    redeem(text) {
      const found = sealed.redeem(text);
      if (!found) return undefined;
      const { filling: _, ...ticket } = found;
      return ticket;
    },
  };
};
