import { timingSafeEqual } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import { type MeetingId, randomToken } from '../base/ids.ts';
import type { Admission, Admitted } from './admission.ts';
import type { GuessLimits } from './guess-limits.ts';
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
  /** The cookie of a meeting, as the browser sent it. */
  cookieOf(meetingId: MeetingId): string | undefined;
  /** Where they come from, for limits. */
  readonly network: string;
}

export interface JoinMeeting {
  byLink(token: string, name: string | undefined, caller: Caller): Promise<Admitted>;
  /**
   * By the ID. Those who hold a key are let in or told when it begins. Without one, the right PIN of a running meeting enters, and
   * hears how it stands with any other; everything else (an unknown ID, a wrong PIN, none) is answered alike, after the same work.
   * Refuses with `too-many-attempts`.
   */
  byId(
    meetingId: MeetingId,
    request: { readonly name: string; readonly pin?: string | undefined },
    caller: Caller,
  ): Promise<Admitted>;
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
  waitTickets,
  reloadPasses,
  news,
}: {
  readonly meetings: MeetingStore;
  readonly sessions: LiveSessions;
  readonly keyHolders: KeyHolders;
  readonly admission: Admission;
  readonly guessLimits: GuessLimits;
  readonly waitTickets: WaitTickets;
  readonly reloadPasses: ReloadPasses;
  readonly news: MeetingNews;
}): JoinMeeting => {
  const passOf = (caller: Caller, meetingId: MeetingId): ReloadPass | undefined => {
    const cookie = caller.cookieOf(meetingId);
    return cookie === undefined ? undefined : reloadPasses.redeem(cookie);
  };

  const guest = (meeting: Meeting, name: string): KeyHolder => ({
    meeting,
    role: 'attendee',
    person: `guest:${randomToken()}`,
    name,
    generation: meeting.generation,
  });

  const byPin = async (
    meetingId: MeetingId,
    meeting: Meeting | undefined,
    live: boolean,
    request: { readonly name: string; readonly pin?: string | undefined },
    network: string,
  ): Promise<Admitted> => {
    const giveBack = await guessLimits.attempt(network, meetingId);
    const matched = samePin(request.pin ?? NO_PIN, meeting?.pin ?? '000000') && meeting !== undefined;
    if (matched) await giveBack();
    if (matched && live) return admission.admit(guest(meeting, request.name), undefined, undefined);
    const waitTicket = waitTickets.issue({ meetingId, matched: matched ? 1 : 0 });
    if (!matched) return { answer: { waiting: true, startsAt: null, waitTicket } };
    const told = await news.byPin(meeting);
    const startsAt = told.state === 'open' && told.startsAt !== undefined ? told.startsAt : null;
    return { answer: { waiting: true, startsAt, waitTicket, news: told } };
  };

  return {
    async byLink(token, name, caller) {
      const holder = await keyHolders.byLink(token, caller.viewer);
      return admission.admit(holder, name, passOf(caller, holder.meeting.id));
    },
    async byId(meetingId, request, caller) {
      const meeting = await meetings.findById(meetingId);
      const live = await sessions.current(meetingId);
      const pass = passOf(caller, meetingId);
      const byAccount = caller.viewer && (await keyHolders.byAccount(meetingId, meeting, caller.viewer));
      const holder = byAccount ?? (meeting && pass && (await keyHolders.byPass(meeting, live, pass)));
      if (!holder) return byPin(meetingId, meeting, live !== undefined, request, caller.network);
      if (holder.meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
      return admission.admit(holder, request.name, pass);
    },
  };
};
