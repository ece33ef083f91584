import type { Clock } from '../base/clock.ts';
import type { MeetingId } from '../base/ids.ts';
import type { InviteeRole } from '../contract/http/event.ts';
import type { Transaction } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { GrantStore, NewGrant } from './grant-store.ts';
import type { MeetingKeys } from './meeting-keys.ts';

interface MeetingInvitee {
  readonly email: string;
  readonly name?: string | undefined;
  readonly role: InviteeRole;
}

/**
 * Gives a personal way in to each of `invitees` and takes it from everyone else. Who is invited again after a removal gets a new
 * link; the one that was taken stays dead.
 */
export type SetInvitees = (
  transaction: Transaction,
  meetingId: MeetingId,
  invitees: readonly MeetingInvitee[],
) => Promise<void>;

export const createSetInvitees =
  ({
    grants,
    keys,
    clock,
  }: {
    readonly grants: GrantStore;
    readonly keys: MeetingKeys;
    readonly clock: Clock;
  }): SetInvitees =>
  async (transaction, meetingId, invitees) => {
    const standing = new Map((await grants.listOf(meetingId, transaction)).map((grant) => [grant.invitee, grant]));
    const invited = new Set<string>();
    const changed: NewGrant[] = [];
    for (const { email, name = '', role } of invitees) {
      const invitee = email.toLowerCase();
      invited.add(invitee);
      const before = standing.get(invitee);
      if (before && !before.revoked && before.name === name && before.role === role) continue;
      const generation = before ? before.generation + (before.revoked ? 1 : 0) : 1;
      const tokenHash = hashToken(keys.join(meetingId, invitee, generation));
      changed.push({ meetingId, invitee, recurrenceId: '', name, role, generation, tokenHash });
    }
    await grants.put(transaction, changed);
    const gone = [...standing.values()].filter((grant) => !grant.revoked && !invited.has(grant.invitee));
    await grants.revoke(
      transaction,
      meetingId,
      gone.map((grant) => grant.invitee),
      clock.nowMs(),
    );
  };
