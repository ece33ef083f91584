import type { Clock } from '../base/clock.ts';
import type { MeetingId } from '../base/ids.ts';
import type { Keyring } from '../platform/keyring.ts';
import { createSealedValue, type SealedValue } from './sealed-value.ts';

/** For the stream that says when it is worth asking at the door again. */
interface WaitTicket {
  readonly meetingId: MeetingId;
  /** 1 for those who may enter. A digit, not a word: tickets of both kinds have the same length. */
  readonly matched: 0 | 1;
}

export type WaitTickets = SealedValue<WaitTicket>;

/** People come early; a page left open over night asks again. */
const LASTS_MS = 24 * 3_600_000;

export const createWaitTickets = ({
  keyring,
  clock,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
}): WaitTickets => createSealedValue({ keyring, clock, purpose: 'wait-ticket/1', lastsMs: LASTS_MS });
