import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import { createOccupancy } from '../platform/occupancy.ts';
import type { LiveSessions } from './live-sessions.ts';
import { createLobbySeat, type LobbySeat, type LobbyWords, type WaitNews } from './lobby-seat.ts';
import type { RoomDoor } from './room-door.ts';
import type { WaitTickets } from './wait-ticket.ts';

export interface WaitingRoomLimits {
  /** People who wait behind one network address: a whole school may. */
  readonly perNetwork: number;
  readonly inAll: number;
}

const LIMITS: WaitingRoomLimits = { perNetwork: 300, inAll: 10_000 };

export interface Waiter {
  hear(news: WaitNews): void;
  /** The server is stopping. */
  close(): void;
}

/** Those who wait at doors: for a meeting to open, or for a moderator to let them in. */
export interface WaitingRoom {
  /**
   * `waitTicket` is what the door gave. Nothing is heard before this has answered, and nothing ever by a ticket that was never issued.
   * Answers the function that ends the waiting; refuses with `too-many-attempts` when too many wait.
   */
  wait(waitTicket: string, network: string, waiter: Waiter): () => void;
  /** Hands words over to the moderators, if there are any and they wait with this ticket now; tells nothing of it. */
  write(waitTicket: string, words: LobbyWords): void;
  /** Tells those who hold a key of this meeting that something about it has changed. */
  wake(meetingId: MeetingId): void;
  /** Sends everyone away: the server is stopping. */
  close(): void;
}

export const createWaitingRoom = ({
  sessions,
  waitTickets,
  roomDoor,
  log,
  limits = LIMITS,
}: {
  readonly sessions: LiveSessions;
  readonly waitTickets: WaitTickets;
  readonly roomDoor: RoomDoor;
  readonly log: Log;
  readonly limits?: WaitingRoomLimits;
}): WaitingRoom => {
  const everyone = new Set<Waiter>();
  const chairs = createOccupancy(limits);
  const byMeeting = new Map<MeetingId, Set<LobbySeat>>();
  const byKnock = new Map<string, LobbySeat>();
  const seatsOf = (meetingId: MeetingId): LobbySeat[] => [...(byMeeting.get(meetingId) ?? [])];

  sessions.onStarted(({ meetingId }) => {
    for (const seat of seatsOf(meetingId)) seat.look();
  });
  sessions.onEnded((session) => {
    for (const seat of seatsOf(session.meetingId)) seat.sessionEnded(session);
  });

  const takeChair = (network: string, waiter: Waiter): void => {
    if (!chairs.take(network)) throw new DomainError('too-many-attempts', { retryAfterMs: 60_000 });
    everyone.add(waiter);
  };
  const leaveChair = (network: string, waiter: Waiter): void => {
    if (everyone.delete(waiter)) chairs.free(network);
  };

  const takeSeat = (waitTicket: string, waiter: Waiter): (() => void) => {
    const ticket = waitTickets.redeem(waitTicket);
    if (!ticket) return () => {};
    const { meetingId, knockId } = ticket;
    // Who comes with the same ticket again has lost the connection before; two never knock as one.
    const after = byKnock.get(knockId)?.leave() ?? Promise.resolve();
    const hear = (news: WaitNews): void => waiter.hear(news);
    const seat = createLobbySeat({ ticket, hear, after, sessions, roomDoor, log });
    const seats = byMeeting.get(meetingId) ?? new Set();
    byMeeting.set(meetingId, seats.add(seat));
    byKnock.set(knockId, seat);
    // After the seat is taken, so that a start between the door's answer and now is not missed.
    seat.look();
    return () => {
      seats.delete(seat);
      if (seats.size === 0 && byMeeting.get(meetingId) === seats) byMeeting.delete(meetingId);
      if (byKnock.get(knockId) === seat) byKnock.delete(knockId);
      void seat.leave();
    };
  };

  return {
    wait(waitTicket, network, waiter) {
      takeChair(network, waiter);
      const leaveSeat = takeSeat(waitTicket, waiter);
      return () => {
        leaveSeat();
        leaveChair(network, waiter);
      };
    },
    write(waitTicket, words) {
      const ticket = waitTickets.redeem(waitTicket);
      if (ticket) byKnock.get(ticket.knockId)?.write(words);
    },
    wake(meetingId) {
      for (const seat of seatsOf(meetingId)) seat.wake();
    },
    close() {
      for (const waiter of [...everyone]) waiter.close();
    },
  };
};
