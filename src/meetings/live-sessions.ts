import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type MeetingId, newId, type SessionId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Connection, Transaction, UnitOfWork } from '../platform/database.ts';
import type { Session, SessionEndReason } from './meeting.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { SessionStore } from './session-store.ts';

type SessionStartedListener = (session: Session) => void;
type SessionEndedListener = (session: Session, reason: SessionEndReason) => void;

/** Whose account begins a session. */
export type SessionStarter = Pick<Account, 'id' | 'email'>;

/** Hears of a start or an end in the transaction that stores it: what it writes is kept with it, or not at all. */
export interface SessionWitness {
  /** `by`: whose account began it, where it was one. */
  started(transaction: Transaction, session: Session, by?: SessionStarter): Promise<void>;
  ended(transaction: Transaction, session: Session, reason: SessionEndReason): Promise<void>;
}

/** Which meetings are running. Listeners hear of a start or an end after it is stored, once. */
export interface LiveSessions {
  /** The live session of the meeting, begun now if there is none. Refuses with `not-found` or `meeting-cancelled`. */
  start(meetingId: MeetingId, recurrenceId?: string, by?: SessionStarter): Promise<Session>;
  /** From now on no session begins: `start` refuses with `unavailable`, those that run go on. The server is about to stop. */
  refuseStarts(): void;
  end(sessionId: SessionId, reason: SessionEndReason): Promise<void>;
  /** Ends the meeting's session as part of a unit of work; call what it answers after the commit. */
  endWithin(transaction: Transaction, meetingId: MeetingId, reason: SessionEndReason): Promise<() => void>;
  current(meetingId: MeetingId, connection?: Connection): Promise<Session | undefined>;
  /** All that run, after a restart too. */
  all(): Promise<Session[]>;
  liveAmong(meetingIds: readonly MeetingId[]): Promise<Set<MeetingId>>;
  /** Answers the function that takes the listener away again. */
  onStarted(listener: SessionStartedListener): () => void;
  onEnded(listener: SessionEndedListener): () => void;
  /** From now on. */
  witnessedBy(witness: SessionWitness): void;
}

/** A restart takes less. */
export const RESTART_RETRY_MS = 30_000;

export const createLiveSessions = ({
  meetings,
  sessions,
  unitOfWork,
  clock,
  log,
}: {
  readonly meetings: MeetingStore;
  readonly sessions: SessionStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}): LiveSessions => {
  const started = new Set<SessionStartedListener>();
  const ended = new Set<SessionEndedListener>();
  const witnesses = new Set<SessionWitness>();
  let refusing = false;

  // One listener's bug must not keep the others from hearing.
  const tell = <Arguments extends readonly unknown[]>(
    listeners: ReadonlySet<(...values: Arguments) => void>,
    ...values: Arguments
  ): void => {
    for (const listener of [...listeners]) {
      try {
        listener(...values);
      } catch (error) {
        log.error({ err: error }, 'A listener to meeting sessions failed');
      }
    }
  };

  const store = async (
    transaction: Transaction,
    wanted: Session,
    by: SessionStarter | undefined,
  ): Promise<Session | undefined> => {
    await sessions.insertUnlessLive(transaction, wanted);
    const live = await sessions.findLive(wanted.meetingId, transaction);
    if (live?.id === wanted.id) for (const witness of witnesses) await witness.started(transaction, live, by);
    return live;
  };

  const storeEnd = async (
    transaction: Transaction,
    id: SessionId,
    reason: SessionEndReason,
  ): Promise<Session | undefined> => {
    const session = await sessions.end(id, reason, clock.nowMs(), transaction);
    if (session) for (const witness of witnesses) await witness.ended(transaction, session, reason);
    return session;
  };

  return {
    async start(meetingId, recurrenceId = '', by) {
      const wanted: Session = { id: newId<SessionId>(), meetingId, recurrenceId, startedMs: clock.nowMs() };
      const session = await unitOfWork(async (transaction) => {
        const meeting = await meetings.findById(meetingId, transaction);
        if (!meeting) throw new DomainError('not-found');
        if (meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
        if (refusing && (await sessions.findLive(meetingId, transaction)) === undefined)
          throw new DomainError('unavailable', { retryAfterMs: RESTART_RETRY_MS });
        return store(transaction, wanted, by);
      });
      if (!session) throw new Error('A session that was just stored is not there.');
      if (session.id === wanted.id) {
        log.info({ meetingId, sessionId: session.id }, 'Session started');
        tell(started, session);
      }
      return session;
    },
    refuseStarts() {
      refusing = true;
    },
    async end(sessionId, reason) {
      const session = await unitOfWork((transaction) => storeEnd(transaction, sessionId, reason));
      if (!session) return;
      log.info({ meetingId: session.meetingId, sessionId, reason }, 'Session ended');
      tell(ended, session, reason);
    },
    async endWithin(transaction, meetingId, reason) {
      const live = await sessions.findLive(meetingId, transaction);
      const session = live && (await storeEnd(transaction, live.id, reason));
      return () => {
        if (session) tell(ended, session, reason);
      };
    },
    current: (meetingId, connection) => sessions.findLive(meetingId, connection),
    all: () => sessions.listLive(),
    liveAmong: (meetingIds) => sessions.liveAmong(meetingIds),
    onStarted(listener) {
      started.add(listener);
      return () => started.delete(listener);
    },
    onEnded(listener) {
      ended.add(listener);
      return () => ended.delete(listener);
    },
    witnessedBy(witness) {
      witnesses.add(witness);
    },
  };
};
