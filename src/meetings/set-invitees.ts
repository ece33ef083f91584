import type { Clock } from '../base/clock.ts';
import type { MeetingId } from '../base/ids.ts';
import type { InviteeRole } from '../contract/http/event.ts';
import type { Transaction } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { GrantStore, NewGrant } from './grant-store.ts';
import type { MeetingKeys } from './meeting-keys.ts';

export interface MeetingInvitee {
  readonly email: string;
  readonly name?: string | undefined;
  readonly role: InviteeRole;
  /** The one date that they are invited to; absent: all dates. */
  readonly recurrenceId?: string | undefined;
}

/**
 * Gives a personal way in to each of `invitees` and takes it from everyone else. Who is invited again after a removal gets a new
 * link; the one that was taken stays dead. The link of one date goes on for who is invited to all of them later. The key of a host
 * is no invitation and stays as it is.
 */
export type SetInvitees = (
  transaction: Transaction,
  meetingId: MeetingId,
  invitees: readonly MeetingInvitee[],
) => Promise<void>;

const keyOf = (invitee: string, recurrenceId: string): string => `${recurrenceId} ${invitee}`;

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
    const standing = new Map(
      (await grants.listOf(meetingId, transaction)).map((grant) => [keyOf(grant.invitee, grant.recurrenceId), grant]),
    );
    const isHost = (key: string): boolean => standing.get(key)?.role === 'host';
    const invited = new Set<string>();
    const changed: NewGrant[] = [];
    for (const { email, name = '', role, recurrenceId = '' } of invitees) {
      const invitee = email.toLowerCase();
      invited.add(keyOf(invitee, recurrenceId));
      if (isHost(keyOf(invitee, recurrenceId))) continue;
      const before = standing.get(keyOf(invitee, recurrenceId));
      if (before && !before.revoked && before.name === name && before.role === role) continue;
      const generation = before ? before.generation + (before.revoked ? 1 : 0) : 1;
      const tokenHash = hashToken(keys.join(meetingId, invitee, generation, recurrenceId));
      changed.push({ meetingId, invitee, recurrenceId, name, role, generation, tokenHash });
    }
    await grants.put(transaction, changed);
    const gone = [...standing.values()].filter(
      ({ revoked, role, invitee, recurrenceId }) =>
        !revoked && role !== 'host' && !invited.has(keyOf(invitee, recurrenceId)) && !invited.has(keyOf(invitee, '')),
    );
    await grants.revoke(transaction, meetingId, gone, clock.nowMs());
  };
