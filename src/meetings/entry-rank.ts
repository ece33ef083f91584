import type { Account } from '../accounts/account.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { Meeting } from './meeting.ts';

/** Somebody's place in the succession to the organizer of a meeting on one date, by whatever key they come. */
export type EntryRank = (
  who: { readonly meeting: Meeting; readonly role: Role; readonly account?: Account | undefined },
  recurrenceId: string,
) => Promise<number>;

/** By what they come as alone. */
export const rankByRole: EntryRank = async ({ role }) => (role === 'organizer' ? 0 : role === 'moderator' ? 4 : 9);

/** Only an account with the right to hold meetings may be made a moderator. */
export const mayModerate = (account: Pick<Account, 'webMeeting' | 'suspended'> | undefined): boolean =>
  account?.webMeeting === true && !account.suspended;
