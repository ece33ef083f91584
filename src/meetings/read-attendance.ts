import { emailKey } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { AccountId, SessionId } from '../base/ids.ts';
import type { AttendingDevice } from './attendance.ts';
import { type AttendanceReport, attendanceReport } from './attendance-report.ts';
import type { AttendanceStore, PastSession } from './attendance-store.ts';
import type { ListInvited } from './invited-people.ts';

/** Who was in these sessions, in the same order. */
export type ReadAttendance = (sessions: readonly PastSession[]) => Promise<AttendanceReport[]>;

const ACCOUNT = 'account:';

export const createReadAttendance = ({
  store,
  accounts,
  listInvited,
  clock,
}: {
  readonly store: Pick<AttendanceStore, 'devicesOf'>;
  readonly accounts: Pick<AccountStore, 'findById'>;
  readonly listInvited: ListInvited;
  readonly clock: Clock;
}): ReadAttendance => {
  const addressesOf = async (devices: readonly AttendingDevice[]): Promise<Map<string, string>> => {
    const keys = devices.flatMap(({ person, also }) => [person, also]).filter((key) => key.startsWith(ACCOUNT));
    const addresses = new Map<string, string>();
    for (const key of new Set(keys)) {
      const account = await accounts.findById(key.slice(ACCOUNT.length) as AccountId);
      if (account !== undefined) addresses.set(key, emailKey(account.email));
    }
    return addresses;
  };
  return async (sessions) => {
    const all: Map<SessionId, AttendingDevice[]> = await store.devicesOf(sessions.map(({ id }) => id));
    const addresses = await addressesOf([...all.values()].flat());
    const reports: AttendanceReport[] = [];
    for (const session of sessions)
      reports.push(
        attendanceReport(session, {
          devices: all.get(session.id) ?? [],
          invited: await listInvited(session.meetingId, session.recurrenceId),
          accounts: addresses,
          nowMs: clock.nowMs(),
        }),
      );
    return reports;
  };
};
