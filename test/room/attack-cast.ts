import { type MeetingId, newId, type ParticipantId, type SessionId } from '../../src/base/ids.ts';
import type { Role } from '../../src/contract/room/room-state.ts';
import type { EntryTicket } from '../../src/meetings/entry-ticket.ts';
import type { Knock, LobbyNews } from '../../src/meetings/room-door.ts';
import { enterRoom, type HeadlessClient, type HeadlessOptions } from '../kit/headless-client.ts';
import type { RoomGround } from './room-ground.ts';

export interface CastSession {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
}

type Who = Partial<Omit<EntryTicket, 'expiresMs' | 'sessionId' | 'meetingId'>>;

const RANKS: Readonly<Record<Role, number>> = { organizer: 0, moderator: 4, attendee: 9 };

/** Somebody in the lobby. */
export interface CastWaiter {
  readonly id: string;
  readonly said: readonly LobbyNews[];
}

/** The people of one session, on real sockets, and how more of them come. */
export interface Cast {
  readonly session: CastSession;
  /** Everyone who came in by `join`, those who have left too. */
  readonly clients: readonly HeadlessClient[];
  /** A ticket as the door gives it out. */
  ticket(name: string, role?: Role, more?: Who): string;
  join(name: string, role?: Role, more?: Who & { readonly options?: HeadlessOptions }): Promise<HeadlessClient>;
  /** Another connection of somebody by their account, as `join` made it. */
  wait(name: string, more?: Partial<Knock>): Promise<CastWaiter>;
  close(): void;
}

export const castOf = async (ground: RoomGround): Promise<Cast> => {
  const session = await ground.openSession();
  const clients: HeadlessClient[] = [];
  const ticket: Cast['ticket'] = (name, role = 'attendee', more = {}) => {
    const isHost = role !== 'attendee';
    return ground.rooms.tickets.issue({
      ...session,
      participantId: newId<ParticipantId>(),
      person: `account:${name}`,
      name,
      role,
      key: isHost ? 'account' : 'link',
      rank: RANKS[role],
      mayModerate: isHost,
      ...more,
    });
  };
  return {
    clients,
    session,
    ticket,
    async join(name, role, { options, ...more } = {}) {
      const client = await enterRoom(ground.rooms.url, { ticket: ticket(name, role, more) }, options);
      clients.push(client);
      return client;
    },
    async wait(name, more = {}) {
      const said: LobbyNews[] = [];
      const id = newId();
      const visitor: Knock = {
        id,
        participantId: newId<ParticipantId>(),
        name,
        via: 'web',
        reason: 'no-key',
        key: 'none',
        person: `guest:${id}`,
        role: 'attendee',
        rank: 9,
        mayModerate: false,
        ...more,
      };
      await ground.rooms.door.knock(session.sessionId, visitor, (news) => said.push(news));
      return { id, said };
    },
    close() {
      for (const client of clients) client.close();
    },
  };
};
