import { DomainError } from '../../base/errors.ts';
import type { AccountId } from '../../base/ids.ts';
import type { PhoneSettings } from '../../contract/http/phone.ts';
import type { Participant } from '../../room/participant.ts';
import { can } from '../../room/rights.ts';
import type { RoomState } from '../../room/room-state.ts';
import { GUEST_CALLS, HOUR_MS, LINES_TAKEN_MS } from './limits.ts';

export type CallsOutSettings = PhoneSettings['callsOut'];

/** Whom somebody in a room may have called. */
export interface CallRights {
  readonly others: boolean;
  /** Themselves: *call me*. */
  readonly self: boolean;
}

const ACCOUNT = 'account:';

/** The account of a `person`; undefined of guests. */
export const accountOf = (person: string): AccountId | undefined =>
  person.startsWith(ACCOUNT) ? (person.slice(ACCOUNT.length) as AccountId) : undefined;

/** Whose accounts may dial out: the asker's pays for calls to others, the organizer's for those that people ask for themselves. */
export interface Payers {
  readonly asker: boolean;
  readonly organizer: boolean;
}

/** Other people are called by hosts with an account alone: a host's key can be passed on, and calls cost money. */
export const callRights = (
  asker: Participant,
  room: RoomState,
  settings: PhoneSettings,
  payers: Payers,
): CallRights => {
  const { enabled, callsOut } = settings;
  const isOn = enabled && callsOut.enabled && callsOut.countries.length > 0;
  return {
    others: isOn && payers.asker && accountOf(asker.person) !== undefined && can(asker, 'people.call', room),
    // Who is on the telephone needs no second one.
    self: isOn && payers.organizer && asker.via === 'web' && can(asker, 'audio.send', room),
  };
};

/** Calls of the last hour, and when the first of them was. */
export interface HourOfCalls {
  readonly count: number;
  readonly firstMs: number;
}

/** What was called already. */
export interface UsedCalls {
  readonly inAll: HourOfCalls;
  /** Of each account that pays for the call. */
  readonly ofAccounts: readonly HourOfCalls[];
  /** By the same person in the same session. */
  readonly ofPerson: number;
  /** Under way now. */
  readonly atOnce: number;
}

/** Why a further call is one too many; undefined when it is not. */
export const tooManyCalls = (
  used: UsedCalls,
  asker: Pick<Participant, 'person'>,
  callsOut: CallsOutSettings,
  nowMs: number,
): DomainError | undefined => {
  const full = (hour: HourOfCalls, most: number): boolean => hour.count >= most;
  const wait = ({ firstMs }: HourOfCalls): DomainError =>
    new DomainError('too-many-attempts', { retryAfterMs: Math.max(0, firstMs + HOUR_MS - nowMs) });
  const account = used.ofAccounts.find((hour) => full(hour, callsOut.perHour));
  if (account !== undefined) return wait(account);
  if (accountOf(asker.person) === undefined && used.ofPerson >= GUEST_CALLS)
    return new DomainError('too-many-attempts');
  if (full(used.inAll, callsOut.perHourInAll)) return wait(used.inAll);
  if (used.atOnce >= callsOut.atOnce) return new DomainError('unavailable', { retryAfterMs: LINES_TAKEN_MS });
  return undefined;
};
