import type { Partstat } from '../contract/http/event.ts';
import { type Attendance, type AttendingDevice, attendanceOf } from './attendance.ts';
import type { PastSession } from './attendance-store.ts';
import type { InvitedPerson } from './invited-people.ts';

/** Somebody who was there. */
export interface Attended extends Attendance {
  /** By which they are known; undefined for guests. Lower case. */
  readonly address: string | undefined;
  readonly invited: boolean;
  /** What they had answered; undefined for who was not invited, and for the organizer. */
  readonly answer: Partstat | undefined;
}

/** All that is known of who was in a session, and who was not. */
export interface AttendanceReport {
  readonly session: PastSession;
  /** By their first coming. */
  readonly people: readonly Attended[];
  /** Who was invited and did not come; who sends somebody else is not missed. */
  readonly absent: readonly InvitedPerson[];
}

const INVITEE = 'invitee:';

/** Addresses of those who came with an account, by `account:ID`; lower case. */
type AccountAddresses = ReadonlyMap<string, string>;

/** Somebody who came by their link and with their account is one person: the address says so. */
const addressOf = ({ person, also }: AttendingDevice, accounts: AccountAddresses): string | undefined => {
  for (const key of [person, also]) {
    const address = key.startsWith(INVITEE) ? key.slice(INVITEE.length).toLowerCase() : accounts.get(key);
    if (address !== undefined) return address;
  }
  return undefined;
};

export const attendanceReport = (
  session: PastSession,
  {
    devices,
    invited,
    accounts,
    nowMs,
  }: {
    readonly devices: readonly AttendingDevice[];
    readonly invited: readonly InvitedPerson[];
    readonly accounts: AccountAddresses;
    readonly nowMs: number;
  },
): AttendanceReport => {
  const known = devices.map((device) => {
    const address = addressOf(device, accounts);
    return address === undefined ? device : { ...device, person: `${INVITEE}${address}` };
  });
  const byAddress = new Map(invited.map((one) => [one.address, one]));
  const people = attendanceOf(known, session.endedMs, nowMs).map((one): Attended => {
    const address = one.person.startsWith(INVITEE) ? one.person.slice(INVITEE.length) : undefined;
    const invitation = address === undefined ? undefined : byAddress.get(address);
    return {
      ...one,
      address,
      invited: one.role === 'organizer' || invitation !== undefined,
      answer: invitation?.answer,
    };
  });
  const came = new Set(people.map(({ address }) => address));
  return {
    session,
    people,
    absent: invited.filter(({ address, answer }) => !came.has(address) && answer !== 'DELEGATED'),
  };
};

/** From the first coming to the last going, at most as long as the session. */
export const lengthMs = ({ session, people }: AttendanceReport, nowMs: number): number => {
  const from = Math.min(...people.flatMap(({ stays }) => stays.map(({ fromMs }) => fromMs)), nowMs);
  const to = Math.max(...people.flatMap(({ stays }) => stays.map(({ toMs }) => toMs ?? nowMs)), 0);
  return people.length === 0 ? 0 : Math.max(0, Math.min(to, session.endedMs ?? to) - from);
};
