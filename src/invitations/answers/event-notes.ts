import type { Clock } from '../../base/clock.ts';
import { randomToken } from '../../base/ids.ts';
import type { AccountSignals } from '../../platform/account-signals.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import { digestDueMs } from '../jobs/digest-due.ts';
import { type EventNote, isToDecide, type NewNote } from './event-note.ts';
import type { EventNoteStore } from './event-note-store.ts';

/** Tells the organizer of something: on the screen at once, by mail with what else there is. */
export interface EventNotes {
  /** False when it was noted before. `startMs`: of the date that it is about, if that is known. */
  add(transaction: Transaction, note: NewNote, startMs: number | undefined): Promise<boolean>;
  /** The same in a transaction of its own. */
  addNote(note: NewNote, startMs?: number): Promise<boolean>;
}

export const createEventNotes = ({
  store,
  signals,
  unitOfWork,
  clock,
  wake,
}: {
  readonly store: EventNoteStore;
  readonly signals: AccountSignals;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** Tells the job that mails them that there may be work. */
  readonly wake: () => void;
}): EventNotes => {
  const add: EventNotes['add'] = async (transaction, { source, ...note }, startMs) => {
    const nowMs = clock.nowMs();
    const kept: EventNote = {
      ...note,
      id: randomToken(),
      state: isToDecide(note.kind) ? 'open' : '',
      atMs: nowMs,
    };
    const isNew = await store.insert(transaction, kept, {
      ...(source !== undefined && { source }),
      digestDueMs: digestDueMs(note.kind, nowMs, startMs),
    });
    if (!isNew) return false;
    if (isToDecide(note.kind)) await store.closeOlder(transaction, kept);
    signals.tellAfter(transaction, note.organizerId, note.eventId);
    void transaction.executionPromise.then(wake, () => {});
    return true;
  };
  return {
    add,
    addNote: (note, startMs) => unitOfWork((transaction) => add(transaction, note, startMs)),
  };
};
