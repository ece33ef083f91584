import { timingSafeEqual } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import { type MeetingId, newId, type ParticipantId, randomToken } from '../base/ids.ts';
import type { Admission, Wish } from './admission.ts';
import { mayModerate } from './entry-rank.ts';
import type { GuessLimits } from './guess-limits.ts';
import type { Admitted } from './issue-entry.ts';
import type { KeyHolder, KeyHolders } from './key-holders.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingNews } from './meeting-news.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { ReloadPass, ReloadPasses } from './reload-pass.ts';
import type { WaitTickets } from './wait-ticket.ts';

/** Who stands at the door. */
export interface Caller {
  readonly viewer: Account | undefined;
  /** Of the viewer. */
  readonly signInId?: string | undefined;
  /** The cookie of a meeting, as the browser sent it. */
  cookieOf(meetingId: MeetingId): string | undefined;
  /** Where they come from, for limits. */
  readonly network: string;
}

export interface JoinMeeting {
  byLink(token: string, wish: Wish, caller: Caller): Promise<Admitted>;
  /**
   * By the ID. Those who hold a key are let in or told when it begins. Without one, the right PIN of a running meeting enters, and
   * hears how it stands with any other; everything else (an unknown ID, a wrong PIN, none) is a knock, and answered alike, after the
   * same work. Refuses with `too-many-attempts`.
   */
  byId(meetingId: MeetingId, request: JoinById, caller: Caller): Promise<Admitted>;
}

interface JoinById extends Wish {
  readonly name: string;
  readonly pin?: string | undefined;
}

const NO_PIN = '------';

const samePin = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

export const createJoinMeeting = ({
  meetings,
  sessions,
  keyHolders,
  admission,
  guessLimits,
  knockLimits,
  waitTickets,
  reloadPasses,
  news,
  pinRequired = () => false,
}: {
  readonly meetings: MeetingStore;
  readonly sessions: LiveSessions;
  readonly keyHolders: KeyHolders;
  readonly admission: Admission;
  readonly guessLimits: GuessLimits;
  /** For those who come without any PIN. */
  readonly knockLimits: GuessLimits;
  readonly waitTickets: WaitTickets;
  readonly reloadPasses: ReloadPasses;
  readonly news: MeetingNews;
  /** Whether nobody knocks by the digits alone. */
  readonly pinRequired?: () => boolean;
}): JoinMeeting => {
  const passOf = (caller: Caller, meetingId: MeetingId): ReloadPass | undefined => {
    const cookie = caller.cookieOf(meetingId);
    return cookie === undefined ? undefined : reloadPasses.redeem(cookie);
  };

  /** Nobody yet: each time that somebody comes without a key they are somebody else. */
  const stranger = ({ name, consentedMs }: JoinById, viewer: Account | undefined) => ({
    role: 'attendee' as const,
    person: `guest:${randomToken()}`,
    name,
    mayModerate: mayModerate(viewer),
    ...(consentedMs !== undefined && { consentedMs }),
  });

  const knock = (meetingId: MeetingId, who: ReturnType<typeof stranger>): string =>
    waitTickets.issue({
      ...who,
      meetingId,
      waits: 'knock',
      sessionId: '',
      knockId: randomToken(),
      participantId: newId<ParticipantId>(),
      key: 'none',
      rank: 9,
      declined: false,
    });

  const byPin = async (
    meetingId: MeetingId,
    meeting: Meeting | undefined,
    live: boolean,
    request: JoinById,
    { network, viewer }: Caller,
  ): Promise<Admitted> => {
    // To everybody without a key, and of every ID alike.
    if (request.pin === undefined && pinRequired())
      throw invalidField('pin', 'required', 'Type the PIN of the meeting. It is in the invitation.');
    const limits = request.pin === undefined ? knockLimits : guessLimits;
    const who = stranger(request, viewer);
    // Before it is known whether it serves: the work is the same for all.
    const waitTicket = knock(meetingId, who);
    const isRight = (): boolean => samePin(request.pin ?? NO_PIN, meeting?.pin ?? '000000') && meeting !== undefined;
    const matched = await limits.attempt(network, meetingId, isRight);
    if (!matched || meeting === undefined) return { answer: { waiting: true, startsAt: null, waitTicket } };
    const guest: KeyHolder = { ...who, meeting, key: 'pin', generation: meeting.generation };
    const admitted = await admission.admit(guest, { consentedMs: request.consentedMs }, undefined);
    if (live || 'ticket' in admitted.answer) return admitted;
    const told = await news.byPin(meeting);
    const startsAt = told.state === 'open' && told.startsAt !== undefined ? told.startsAt : null;
    return { answer: { ...admitted.answer, startsAt, news: told } };
  };

  /** Whoever was put out may knock with the PIN, like anybody who knows it. */
  const isPutOut = (error: unknown): boolean => error instanceof DomainError && error.code === 'removed-from-meeting';

  return {
    async byLink(token, wish, caller) {
      const holder = await keyHolders.byLink(token, caller.viewer);
      const { signInId } = caller;
      return admission.admit(holder, { ...wish, signInId }, passOf(caller, holder.meeting.id));
    },
    async byId(meetingId, request, caller) {
      const { viewer, signInId } = caller;
      const meeting = await meetings.findById(meetingId);
      const live = await sessions.current(meetingId);
      const pass = passOf(caller, meetingId);
      const byAccount = viewer && (await keyHolders.byAccount(meetingId, meeting, viewer));
      const holder = byAccount ?? (meeting && pass && (await keyHolders.byPass(meeting, live, pass, viewer)));
      const withPin = (): Promise<Admitted> => byPin(meetingId, meeting, live !== undefined, request, caller);
      if (!holder) return withPin();
      if (holder.meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
      try {
        return await admission.admit(holder, { ...request, signInId }, pass);
      } catch (error) {
        if (request.pin !== undefined && isPutOut(error)) return withPin();
        throw error;
      }
    },
  };
};
