import type { MeetingId } from '../base/ids.ts';
import type { Transaction } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { GrantStore } from './grant-store.ts';
import type { Grant } from './meeting.ts';
import type { MeetingKeys } from './meeting-keys.ts';
import type { MeetingLinks } from './meeting-links.ts';

/**
 * The keys of organizers who have no account here: whoever holds one is the organizer of that meeting and may start it. Nobody gets
 * one by being invited.
 */
export interface HostKeys {
  /** The key stays the same for as long as the meeting is theirs. */
  give(transaction: Transaction, meetingId: MeetingId, host: { address: string; name: string }): Promise<void>;
  /** The link that holds it; undefined for whom none was given. In mails to the host alone. */
  linkOf(meetingId: MeetingId, address: string): Promise<string | undefined>;
  /** What they type on the telephone; likewise. */
  phonePinOf(meetingId: MeetingId, address: string): Promise<string | undefined>;
}

export const createHostKeys = ({
  grants,
  keys,
  links,
}: {
  readonly grants: GrantStore;
  readonly keys: MeetingKeys;
  readonly links: MeetingLinks;
}): HostKeys => {
  const hostGrant = async (meetingId: MeetingId, address: string): Promise<Grant | undefined> => {
    const grant = await grants.find(meetingId, address);
    return !grant || grant.revoked || grant.role !== 'host' ? undefined : grant;
  };
  return {
    async give(transaction, meetingId, { address, name }) {
      const invitee = address.toLowerCase();
      const standing = await grants.find(meetingId, invitee, '', transaction);
      const generation = (standing?.generation ?? 1) + (standing?.revoked ? 1 : 0);
      const tokenHash = hashToken(keys.join(meetingId, invitee, generation));
      await grants.put(transaction, [
        { meetingId, invitee, recurrenceId: '', name, role: 'host', generation, tokenHash },
      ]);
    },
    async linkOf(meetingId, address) {
      const grant = await hostGrant(meetingId, address);
      return grant && links.join(meetingId, grant.invitee, grant.generation);
    },
    async phonePinOf(meetingId, address) {
      const grant = await hostGrant(meetingId, address);
      return grant && keys.phonePin(meetingId, grant.invitee, grant.generation);
    },
  };
};
