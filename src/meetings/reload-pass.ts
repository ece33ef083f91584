import type { Clock } from '../base/clock.ts';
import type { MeetingId, ParticipantId, SessionId } from '../base/ids.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { EntryKey } from './room-door.ts';
import { createSealedValue, type SealedValue } from './sealed-value.ts';

/** What the cookie of a meeting holds: who one is in the session that runs. It serves a reload, and ends with the session. */
export interface ReloadPass {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
  readonly participantId: ParticipantId;
  readonly person: string;
  readonly name: string;
  /** What they came in by. */
  readonly key: EntryKey;
  /** The knock that a moderator admitted. */
  readonly knockId?: string;
  /** Of the grant for an invitee, of the meeting for a guest: raising it takes the pass away. */
  readonly generation: number;
  /** When they agreed to being recorded. */
  readonly consentedMs?: number;
}

export type ReloadPasses = SealedValue<ReloadPass>;

export const RELOAD_PASS_LASTS_MS = 12 * 3_600_000;

export const createReloadPasses = ({
  keyring,
  clock,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
}): ReloadPasses => createSealedValue({ keyring, clock, purpose: 'reload-pass/2', lastsMs: RELOAD_PASS_LASTS_MS });
