import { timingSafeEqual } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { AccountId, MeetingId } from '../base/ids.ts';
import type { GrantStore } from './grant-store.ts';
import type { Grant, Meeting } from './meeting.ts';
import type { MeetingKeys } from './meeting-keys.ts';

/** Whose PIN it is: that of the meeting anybody's, a personal one an invitee's or the organizer's. */
export type PinOwner =
  | { readonly kind: 'guest' }
  | { readonly kind: 'organizer'; readonly account: Account }
  | { readonly kind: 'invitee'; readonly grant: Grant };

export interface PhonePins {
  /** Undefined when it opens nothing. The work is the same for an ID that does not exist. */
  ownerOf(meetingId: MeetingId, meeting: Meeting | undefined, pin: string): Promise<PinOwner | undefined>;
}

const NO_PIN = '------';
const NO_ACCOUNT = '' as AccountId;
/** So many personal PINs are worked out for every ID, more only where more are invited. */
const LEAST_PINS = 200;

const isSame = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

export const createPhonePins = ({
  grants,
  accounts,
  keys,
}: {
  readonly grants: Pick<GrantStore, 'listOf'>;
  readonly accounts: Pick<AccountStore, 'findById'>;
  readonly keys: Pick<MeetingKeys, 'phonePin'>;
}): PhonePins => {
  /** Of all that stand, though the first is found early: the time must not tell who it is, nor how many there are. */
  const invitedBy = (meetingId: MeetingId, list: readonly Grant[], pin: string): Grant | undefined => {
    let found: Grant | undefined;
    for (let at = 0; at < Math.max(LEAST_PINS, list.length); at += 1) {
      const grant = list[at];
      const { invitee, generation, recurrenceId } = grant ?? { invitee: '', generation: at, recurrenceId: '' };
      const same = isSame(keys.phonePin(meetingId, invitee, generation, recurrenceId), pin);
      if (same && grant !== undefined && !grant.revoked) found ??= grant;
    }
    return found;
  };

  return {
    async ownerOf(meetingId, meeting, pin) {
      const list = await grants.listOf(meetingId);
      const organizer = await accounts.findById(meeting?.organizerId ?? NO_ACCOUNT);
      const isGuests = isSame(meeting?.pin ?? NO_PIN, pin);
      const isOrganizers = isSame(keys.phonePin(meetingId, organizer?.email ?? '', meeting?.generation ?? 0), pin);
      const grant = invitedBy(meetingId, list, pin);
      if (meeting === undefined) return undefined;
      if (isGuests) return { kind: 'guest' };
      if (isOrganizers && organizer !== undefined && !organizer.suspended)
        return { kind: 'organizer', account: organizer };
      return grant && { kind: 'invitee', grant };
    },
  };
};
