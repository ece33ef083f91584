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

/** Which meetings are running. Listeners hear of a start or an end after it is stored, once. */
export interface LiveSessions {
  /** The live session of the meeting, begun now if there is none. Refuses with `not-found` or `meeting-cancelled`. */
  start(meetingId: MeetingId, recurrenceId?: string): Promise<Session>;
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
}

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

  const store = (transaction: Transaction, wanted: Session): Promise<Session | undefined> =>
    sessions.insertUnlessLive(transaction, wanted).then(() => sessions.findLive(wanted.meetingId, transaction));

  return {
    async start(meetingId, recurrenceId = '') {
      const wanted: Session = { id: newId<SessionId>(), meetingId, recurrenceId, startedMs: clock.nowMs() };
      const session = await unitOfWork(async (transaction) => {
        const meeting = await meetings.findById(meetingId, transaction);
        if (!meeting) throw new DomainError('not-found');
        if (meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
        return store(transaction, wanted);
      });
      if (!session) throw new Error('A session that was just stored is not there.');
      if (session.id === wanted.id) {
        log.info({ meetingId, sessionId: session.id }, 'Session started');
        tell(started, session);
      }
      return session;
    },
    async end(sessionId, reason) {
      const session = await sessions.end(sessionId, reason, clock.nowMs());
      if (!session) return;
      log.info({ meetingId: session.meetingId, sessionId, reason }, 'Session ended');
      tell(ended, session, reason);
    },
    async endWithin(transaction, meetingId, reason) {
      const live = await sessions.findLive(meetingId, transaction);
      const session = live && (await sessions.end(live.id, reason, clock.nowMs(), transaction));
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
  };
};
