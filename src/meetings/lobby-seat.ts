import type { Log } from '../base/log.ts';
import type { WaitReason } from '../contract/room/room-state.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Session } from './meeting.ts';
import type { LobbyNews, LobbyPlace, RoomDoor } from './room-door.ts';
import type { WaitTicket } from './wait-ticket.ts';

/** `open`: it is worth asking at the door again. */
export type WaitNews = { readonly kind: 'open' } | LobbyNews;

export interface LobbyWords {
  readonly text: string;
  readonly clientId: string;
}

/** One who waits, with the connection on which they hear. */
export interface LobbySeat {
  /** Looks whether a session runs, and knocks at it or says that the door is open. */
  look(): void;
  /** Something about the meeting has changed that its door tells key holders. */
  wake(): void;
  /** The session at which they knocked is over. */
  sessionEnded(session: Pick<Session, 'id'>): void;
  write(words: LobbyWords): void;
  /** The connection is gone. Resolves when the place in the lobby is given up. */
  leave(): Promise<void>;
}

/** What somebody wrote before anybody was there to read it: handed over with the knock. */
const KEPT_WORDS = 5;

/** When a lobby that could not take somebody is asked again. */
const KNOCK_AGAIN_MS = 10_000;

/** Their own words come back from a room and from nowhere else: heard, they would tell which nine digits are a running meeting. */
const isEcho = (news: LobbyNews): boolean => news.kind === 'message' && news.message.by === undefined;

export const createLobbySeat = ({
  ticket,
  hear,
  after,
  sessions,
  roomDoor,
  log,
  knockAgainMs = KNOCK_AGAIN_MS,
}: {
  readonly ticket: WaitTicket;
  readonly hear: (news: WaitNews) => void;
  /** An earlier connection of the same person gives its place up first. */
  readonly after: Promise<void>;
  readonly sessions: Pick<LiveSessions, 'current'>;
  readonly roomDoor: RoomDoor;
  readonly log: Log;
  readonly knockAgainMs?: number;
}): LobbySeat => {
  let place: LobbyPlace | undefined;
  /** The session of which they were told, or at which they knocked. */
  let at: Session['id'] | undefined;
  let left = false;
  let kept: LobbyWords[] = [];
  let turn = after;
  let again: NodeJS.Timeout | undefined;
  /** One thing after the other: a session may end while they knock at it. */
  const then = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work).catch((error: unknown) => log.error({ err: error }, 'Waiting at a door failed'));
    return turn;
  };
  const sayOpen = (): void => {
    if (!left) hear({ kind: 'open' });
  };

  /** Why they wait for a moderator; undefined when the door would tell them something else now. */
  const reasonIn = async (session: Session): Promise<WaitReason | undefined> => {
    if (ticket.waits === 'knock') return 'no-key';
    const { person, also, key, role, participantId, declined } = ticket;
    const verdict = await roomDoor.judge(session.id, { person, also, key, role, participantId, declined });
    return verdict.kind === 'wait' ? verdict.reason : undefined;
  };

  /** The lobby is crowded, or the session has just ended: there may be room later. */
  const againLater = (): void => {
    at = undefined;
    clearTimeout(again);
    again = setTimeout(look, knockAgainMs).unref();
  };

  const knock = async (session: Session, reason: WaitReason): Promise<void> => {
    const { knockId: id, participantId, person, also, name, key, role, rank, mayModerate, declined, caller } = ticket;
    const via = caller === undefined ? 'web' : 'phone';
    const taken = await roomDoor.knock(
      session.id,
      { id, participantId, person, also, name, key, role, rank, mayModerate, declined, reason, via, caller },
      (news) => {
        if (!left && at === session.id && !isEcho(news)) hear(news);
      },
    );
    if (left) return taken?.leave();
    if (taken === undefined) return againLater();
    place = taken;
    const words = kept;
    kept = [];
    for (const one of words) await taken.write(one);
  };

  const look = (): void =>
    void then(async () => {
      if (left) return;
      const session = await sessions.current(ticket.meetingId);
      if (session === undefined || at === session.id) return;
      at = session.id;
      if (ticket.waits !== 'knock' && ticket.sessionId !== session.id) return sayOpen();
      if (ticket.waits === 'start') return;
      const reason = await reasonIn(session);
      if (left) return;
      if (reason === undefined) sayOpen();
      else await knock(session, reason);
    });

  return {
    look,
    wake() {
      if (ticket.waits !== 'knock') sayOpen();
    },
    sessionEnded: ({ id }) =>
      void then(async () => {
        if (at !== id) return;
        place?.leave();
        place = undefined;
        at = undefined;
      }),
    write: (words) =>
      void then(async () => {
        if (left) return;
        if (place !== undefined) await place.write(words);
        else if (kept.length < KEPT_WORDS) kept.push(words);
      }),
    leave() {
      left = true;
      clearTimeout(again);
      return then(async () => {
        place?.leave();
        place = undefined;
      });
    },
  };
};
