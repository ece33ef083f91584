import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { type MeetingId, randomToken } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { KeyHolder, KeyHolders } from './key-holders.ts';
import { type Grant, type Meeting, mayStart } from './meeting.ts';
import type { MeetingKeys } from './meeting-keys.ts';
import type { PinOwner } from './phone-pins.ts';
import type { StartMeeting } from './start-meeting.ts';

/** Who comes in by a PIN. */
export interface PhoneComer {
  readonly holder: KeyHolder;
  /** Theirs, as far as it is known. */
  readonly language: Language | undefined;
  /** Opens the meeting, for those who may; it refuses with a DomainError those who may not after all. */
  readonly start?: () => Promise<unknown>;
}

/** Tells as whom somebody comes by a PIN: those with an account have its rights, as if they had signed in. */
export interface PhoneComers {
  /** `name`: of a guest. Undefined for whom the meeting has no place any more; refuses with `link-revoked`. */
  comerOf(meeting: Meeting, owner: PinOwner, name: string): Promise<PhoneComer | undefined>;
}

/** In which language an invitee is written to. Answered by the calendar, which meetings do not know. */
export type LanguageOfInvitee = (meetingId: MeetingId, address: string) => Promise<Language | undefined>;

export const createPhoneComers = ({
  accounts,
  keys,
  keyHolders,
  startMeeting,
  languageOf,
}: {
  readonly accounts: Pick<AccountStore, 'findByEmail'>;
  readonly keys: Pick<MeetingKeys, 'join'>;
  readonly keyHolders: Pick<KeyHolders, 'byAccount' | 'byLink'>;
  readonly startMeeting: Pick<StartMeeting, 'byId' | 'byHostLink'>;
  readonly languageOf: LanguageOfInvitee;
}): PhoneComers => {
  const guest = (meeting: Meeting, name: string): PhoneComer => ({
    holder: {
      meeting,
      role: 'attendee',
      person: `guest:${randomToken()}`,
      name,
      key: 'pin',
      mayModerate: false,
      generation: meeting.generation,
    },
    language: undefined,
  });

  const withAccount = async (meeting: Meeting, account: Account): Promise<PhoneComer | undefined> => {
    const holder = await keyHolders.byAccount(meeting.id, meeting, account);
    return (
      holder && {
        holder,
        language: account.language,
        ...(mayStart(holder.role) && { start: () => startMeeting.byId(account, meeting.id) }),
      }
    );
  };

  /** By their account, if there is one of that address; else as by their link. */
  const invitee = async (
    meeting: Meeting,
    { invitee: address, generation, recurrenceId }: Grant,
  ): Promise<PhoneComer> => {
    const account = await accounts.findByEmail(address);
    const known = account && !account.suspended ? await withAccount(meeting, account) : undefined;
    if (known !== undefined) return known;
    const token = keys.join(meeting.id, address, generation, recurrenceId);
    const holder = await keyHolders.byLink(token, undefined);
    return {
      holder,
      language: await languageOf(meeting.id, address),
      ...(holder.host && { start: () => startMeeting.byHostLink(token) }),
    };
  };

  return {
    async comerOf(meeting, owner, name) {
      if (owner.kind === 'organizer') return withAccount(meeting, owner.account);
      return owner.kind === 'guest' ? guest(meeting, name) : invitee(meeting, owner.grant);
    },
  };
};
