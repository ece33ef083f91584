import type { Clock } from '../base/clock.ts';
import type { MeetingId } from '../base/ids.ts';
import type { Keyring } from '../platform/keyring.ts';
import { createSealedValue, type SealedValue } from './sealed-value.ts';

/** Given for the right PIN: downloads the meeting's calendar file. */
interface CalendarTicket {
  readonly meetingId: MeetingId;
}

export type CalendarTickets = SealedValue<CalendarTicket>;

/** Long enough to read the page and to click. */
const LASTS_MS = 30 * 60_000;

export const createCalendarTickets = ({
  keyring,
  clock,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
}): CalendarTickets => createSealedValue({ keyring, clock, purpose: 'calendar-ticket/1', lastsMs: LASTS_MS });
