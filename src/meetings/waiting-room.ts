import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { WaitTickets } from './wait-ticket.ts';

export interface WaitingRoomLimits {
  /** People who wait behind one network address: a whole school may. */
  readonly perNetwork: number;
  readonly inAll: number;
}

const LIMITS: WaitingRoomLimits = { perNetwork: 300, inAll: 10_000 };

export interface Waiter {
  /** It is worth asking at the door again. */
  open(): void;
  /** The server is stopping. */
  close(): void;
}

/** Those who wait for a meeting to open, and are told when it does. */
export interface WaitingRoom {
  /**
   * `waitTicket` is what the door gave. A waiter whose ticket is not good for entry, or was never issued, hears nothing, for
   * ever. Answers the function that ends the waiting; refuses with `too-many-attempts` when too many wait.
   */
  wait(waitTicket: string, network: string, waiter: Waiter): Promise<() => void>;
  /** Tells those who wait for this meeting that something about it has changed. */
  wake(meetingId: MeetingId): void;
  /** Sends everyone away: the server is stopping. */
  close(): void;
}

export const createWaitingRoom = ({
  sessions,
  waitTickets,
  limits = LIMITS,
}: {
  readonly sessions: LiveSessions;
  readonly waitTickets: WaitTickets;
  readonly limits?: WaitingRoomLimits;
}): WaitingRoom => {
  const everyone = new Set<Waiter>();
  const networks = new Map<string, number>();
  const entitled = new Map<MeetingId, Set<Waiter>>();

  const wake = (meetingId: MeetingId): void => {
    for (const waiter of [...(entitled.get(meetingId) ?? [])]) waiter.open();
  };
  sessions.onStarted((session) => wake(session.meetingId));

  const takeSeat = (network: string, waiter: Waiter): void => {
    const fromNetwork = networks.get(network) ?? 0;
    if (everyone.size >= limits.inAll || fromNetwork >= limits.perNetwork) {
      throw new DomainError('too-many-attempts', { retryAfterMs: 60_000 });
    }
    everyone.add(waiter);
    networks.set(network, fromNetwork + 1);
  };
  const leaveSeat = (network: string, waiter: Waiter): void => {
    if (!everyone.delete(waiter)) return;
    const left = (networks.get(network) ?? 1) - 1;
    if (left > 0) networks.set(network, left);
    else networks.delete(network);
  };

  return {
    async wait(waitTicket, network, waiter) {
      takeSeat(network, waiter);
      const ticket = waitTickets.redeem(waitTicket);
      if (!ticket || ticket.matched === 0) return () => leaveSeat(network, waiter);
      const { meetingId } = ticket;
      const waiters = entitled.get(meetingId) ?? new Set();
      entitled.set(meetingId, waiters.add(waiter));
      // After the seat is taken, so that a start between the door's answer and now is not missed.
      const live = await sessions.current(meetingId).catch(() => undefined);
      if (live && waiters.has(waiter)) waiter.open();
      return () => {
        waiters.delete(waiter);
        if (waiters.size === 0 && entitled.get(meetingId) === waiters) entitled.delete(meetingId);
        leaveSeat(network, waiter);
      };
    },
    wake,
    close() {
      for (const waiter of [...everyone]) waiter.close();
    },
  };
};
