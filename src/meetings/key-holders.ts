import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { Role } from '../contract/room/room-state.ts';
import { hashToken } from '../platform/keyring.ts';
import { mayModerate } from './entry-rank.ts';
import type { GrantStore } from './grant-store.ts';
import type { LiveSessions } from './live-sessions.ts';
import { type Grant, type Meeting, roleIn, type Session } from './meeting.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { ReloadPass } from './reload-pass.ts';
import type { EntryKey } from './room-door.ts';
import { roleByRank, type SuccessionRank, type SuccessionRanks } from './succession-rank.ts';

/** Somebody who may enter a meeting, and as whom. */
export interface KeyHolder {
  readonly meeting: Meeting;
  readonly role: Role;
  /** `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`. */
  readonly person: string;
  /** Of an account: `invitee:ADDRESS`, as which the same invitee comes by their link without signing in. */
  readonly also?: string;
  /** The name known so far; may be empty. */
  readonly name: string;
  /** What they come with, for the running session to judge. */
  readonly key: EntryKey;
  /** Whose key it is, when it is an account's. */
  readonly account?: Account;
  /** Has an account with the right to WebMeeting, by whatever key they come. */
  readonly mayModerate: boolean;
  /** Said that they would not come to the date that runs. */
  readonly declined?: true;
  /** The knock that a moderator admitted. */
  readonly knockId?: string;
  /** What revokes their key: of the grant, or of the meeting. */
  readonly generation: number;
  /** True while a session runs on a date that they are not invited to. */
  readonly notToday?: true;
  /** The only date that they are invited to. */
  readonly recurrenceId?: string;
  /** True: the key alone makes them the organizer, and they may start the meeting with it. */
  readonly host?: true;
}

/** `former`: its holder was removed, and invited again by another link. */
interface FoundLink {
  readonly grant: Grant;
  readonly meeting: Meeting;
  readonly former?: true;
}

/** Tells who holds a key: a personal link, an account that belongs to the meeting, or the cookie of somebody who is in already. */
export interface KeyHolders {
  /** What a link was given for, whether it still opens anything or not. */
  findLink(token: string): Promise<FoundLink | undefined>;
  /** Refuses with `unknown-link`, `link-revoked` or `meeting-cancelled`. */
  byLink(token: string, viewer: Account | undefined): Promise<KeyHolder>;
  /**
   * Undefined for an account that has nothing to do with the meeting, or when there is none: the same look-up is done for an ID
   * that does not exist, so that the time it takes tells nothing.
   */
  byAccount(meetingId: MeetingId, meeting: Meeting | undefined, viewer: Account): Promise<KeyHolder | undefined>;
  /** For somebody whose account, if there is one, has nothing to do with the meeting; in the session that the pass was given for. */
  byPass(
    meeting: Meeting,
    session: Session | undefined,
    pass: ReloadPass,
    viewer?: Account,
  ): Promise<KeyHolder | undefined>;
}

const INVITEE = 'invitee:';
const GUEST = 'guest:';

const accountHolder = (meeting: Meeting, role: Role, account: Account, grant: Grant | undefined): KeyHolder => ({
  meeting,
  role,
  person: `account:${account.id}`,
  also: `${INVITEE}${account.email.toLowerCase()}`,
  name: account.name,
  key: 'account',
  account,
  mayModerate: mayModerate(account),
  generation: grant?.generation ?? meeting.generation,
});

export const createKeyHolders = ({
  meetings,
  grants,
  sessions,
  schedule,
  ranks,
}: {
  readonly meetings: MeetingStore;
  readonly grants: GrantStore;
  readonly sessions: LiveSessions;
  readonly schedule: MeetingSchedule;
  readonly ranks: SuccessionRanks;
}): KeyHolders => {
  const declinedOn = async (
    { id }: Meeting,
    { recurrenceId }: Session,
    address: string,
  ): Promise<Pick<KeyHolder, 'declined'>> =>
    (await schedule.answerOn(id, recurrenceId, address)) === 'DECLINED' ? { declined: true } : {};

  /** The grant as it counts on the date of the session that runs, if one does. */
  const onToday = async (
    meeting: Meeting,
    grant: Grant | undefined,
  ): Promise<{
    readonly grant: Grant | undefined;
    readonly date: Pick<KeyHolder, 'notToday' | 'recurrenceId' | 'declined'>;
  }> => {
    if (!grant || grant.revoked || grant.role === 'host') return { grant, date: {} };
    const own = grant.recurrenceId === '' ? {} : { recurrenceId: grant.recurrenceId };
    const session = await sessions.current(meeting.id);
    if (!session) return { grant, date: own };
    const role = await schedule.roleOn(meeting.id, session.recurrenceId, grant.invitee);
    const isOther = own.recurrenceId !== undefined && own.recurrenceId !== session.recurrenceId;
    if (role === 'not-invited' || isOther) return { grant, date: { ...own, notToday: true } };
    const date = { ...own, ...(await declinedOn(meeting, session, grant.invitee)) };
    return { grant: role === undefined ? grant : { ...grant, role }, date };
  };

  /** Of the only dates that somebody is invited to, the one that they can come to next. */
  const nextOf = async (meeting: Meeting, dates: readonly Grant[]): Promise<Grant | undefined> => {
    if (dates.length <= 1) return dates[0];
    const nearest = (await schedule.describe(meeting.id))?.recurrenceId ?? '';
    return dates.find(({ recurrenceId }) => recurrenceId >= nearest) ?? dates.at(-1);
  };

  /** Of the date that runs, else of the next. */
  const rankOf = async (meeting: Meeting, viewer: Account, role: Role | undefined): Promise<SuccessionRank> => {
    if (viewer.id === meeting.organizerId) return 0;
    const session = await sessions.current(meeting.id);
    const recurrenceId = session?.recurrenceId ?? (await schedule.describe(meeting.id))?.recurrenceId ?? '';
    return ranks.rankOf(meeting, recurrenceId, viewer, role);
  };

  /** Who succeeds the organizer needs no invitation to the date. */
  const asSuccessor = (holder: KeyHolder, rank: SuccessionRank): KeyHolder => {
    if (rank > 3) return holder;
    const { notToday: _, recurrenceId: __, ...always } = holder;
    return always;
  };

  const findLink: KeyHolders['findLink'] = async (token) => {
    const hash = hashToken(token);
    const standing = await grants.findByTokenHash(hash);
    const grant = standing ?? (await grants.findByFormerHash(hash));
    const meeting = grant && (await meetings.findById(grant.meetingId));
    return meeting && { grant, meeting, ...(standing === undefined && { former: true as const }) };
  };

  return {
    findLink,
    async byLink(token, viewer) {
      const found = await findLink(token);
      if (!found) throw new DomainError('unknown-link');
      const { grant: standing, meeting } = found;
      // Whose meeting it has become since needs no invitation.
      const isDead = standing.revoked || found.former === true;
      if (isDead && viewer?.id !== meeting.organizerId) throw new DomainError('link-revoked');
      if (meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
      const { grant = standing, date } = await onToday(meeting, standing);
      const role = roleIn(meeting, viewer, grant) ?? 'attendee';
      const isOwner = viewer?.id === meeting.organizerId || viewer?.email.toLowerCase() === grant.invitee;
      if (viewer && isOwner) {
        const rank = await rankOf(meeting, viewer, role);
        const holder = accountHolder(meeting, roleByRank(role, rank) ?? role, viewer, grant);
        return viewer.id === meeting.organizerId ? holder : asSuccessor({ ...holder, ...date }, rank);
      }
      const person = `${INVITEE}${grant.invitee}`;
      const host = grant.role === 'host' ? { host: true as const } : {};
      const { name, generation } = grant;
      const may = mayModerate(viewer);
      return { meeting, role, person, name, generation, key: 'link', mayModerate: may, ...date, ...host };
    },

    async byAccount(meetingId, meeting, viewer) {
      const found = await grants.find(meetingId, viewer.email, (await sessions.current(meetingId))?.recurrenceId);
      const dates = await grants.listDates(meetingId, viewer.email);
      const mayEdit = await ranks.mayEdit(meetingId, viewer.id);
      if (!meeting) return undefined;
      const standing = found && !found.revoked ? found : ((await nextOf(meeting, dates)) ?? found);
      const { grant, date } = await onToday(meeting, standing);
      const invited = roleIn(meeting, viewer, grant);
      // Of accounts that have nothing to do with the meeting nothing more is looked up.
      const rank = invited === undefined && !mayEdit ? 9 : await rankOf(meeting, viewer, invited);
      const role = roleByRank(invited, rank);
      const holder = role && accountHolder(meeting, role, viewer, grant);
      return holder && (role === 'organizer' ? holder : asSuccessor({ ...holder, ...date }, rank));
    },

    async byPass(meeting, session, pass, viewer) {
      if (!session || pass.sessionId !== session.id || pass.meetingId !== meeting.id) return undefined;
      const { person, name, generation, key, knockId } = pass;
      const holder: KeyHolder = {
        meeting,
        role: 'attendee',
        person,
        name,
        generation,
        key,
        mayModerate: mayModerate(viewer),
        ...(knockId !== undefined && { knockId }),
      };
      if (person.startsWith(GUEST)) return generation === meeting.generation ? holder : undefined;
      if (!person.startsWith(INVITEE)) return undefined;
      const grant = await grants.find(meeting.id, person.slice(INVITEE.length), session.recurrenceId);
      if (!grant || grant.revoked || grant.generation !== generation) return undefined;
      // The pass was given for the key of a host, and for nothing less.
      if (grant.role === 'host') return { ...holder, role: 'organizer' };
      return { ...holder, ...(await declinedOn(meeting, session, grant.invitee)) };
    },
  };
};
