import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import type { EventId } from '../base/ids.ts';
import type { Scope } from '../contract/http/event.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import type { ObjectEdit } from '../protocols/icalendar/event-edit.ts';
import { mayWrite } from './calendar.ts';
import { type CommitChange, type PreparedChange, retryChange } from './commit-change.ts';
import { isCopy } from './event.ts';
import type { AccessibleEvent, EventAccess } from './event-access.ts';
import { type EventState, isSeries, type ReadEventState } from './event-state.ts';
import { isEmpty } from './object-facts.ts';
import type { ReadWritten } from './read-written.ts';
import type { RemoveObject } from './remove-object.ts';
import type { SeriesDates } from './series-dates.ts';

export interface EventDeletion {
  readonly notify: boolean;
  readonly recurrenceId?: string | undefined;
  readonly scope?: Scope | undefined;
}

/**
 * Deletes an event, one date of it, or one and all that follow. With the last date its copies and its meeting go. An event of
 * somebody else is taken out of the calendar.
 */
export type DeleteEvent = (account: Account, id: EventId, deletion: EventDeletion) => Promise<void>;

export const createDeleteEvent = ({
  access,
  removeObject,
  readState,
  dates,
  readWritten,
  commit,
  clock,
}: {
  readonly access: EventAccess;
  readonly removeObject: RemoveObject;
  readonly readState: ReadEventState;
  readonly dates: SeriesDates;
  readonly readWritten: ReadWritten;
  readonly commit: CommitChange;
  readonly clock: Clock;
}): DeleteEvent => {
  const whole = ({ event, facts, organizer }: EventState, notify: boolean): PreparedChange => ({
    organizer,
    base: event,
    before: facts,
    stores: [],
    notify,
    undoable: true,
  });

  const some = async (
    account: Account,
    state: EventState,
    edit: ObjectEdit,
    keeps: (recurrenceId: string) => boolean,
    notify: boolean,
  ): Promise<PreparedChange> => {
    const { facts, organizer, people, homeZone } = state;
    // A tag of its own: a program that has not seen this must not take it back unaware.
    const { scheduleTag: _, ...event } = state.event;
    const sequence = event.sequence + 1;
    const touch: ObjectEdit = { kind: 'set', recurrenceId: '', changes: { sequence, dtstampMs: clock.nowMs() } };
    const raw = editObject(event.raw, [edit, touch]);
    const read = await readWritten(raw, homeZone, account.id);
    if (isEmpty(read)) return whole(state, notify);
    const left = new Map([...people].filter(([recurrenceId]) => recurrenceId === '' || keeps(recurrenceId)));
    return {
      organizer,
      base: state.event,
      before: facts,
      stores: [{ ...event, raw, sequence, read, people: left }],
      notify,
      undoable: true,
    };
  };

  const prepare = async (
    account: Account,
    id: EventId,
    { recurrenceId, scope, notify }: EventDeletion,
  ): Promise<PreparedChange> => {
    const state = await readState(account, id);
    const date = recurrenceId === undefined ? undefined : await dates.find(account, state, recurrenceId);
    const wanted = scope ?? (date === undefined ? 'all' : 'this');
    if (wanted !== 'all' && date === undefined && isSeries(state.facts))
      throw invalidField('recurrenceId', 'required', 'Say which date of the series is meant.');
    if (wanted === 'all' || date === undefined) return whole(state, notify);
    if (wanted === 'this')
      return some(account, state, { kind: 'exclude', recurrenceId: date }, (one) => one !== date, notify);
    if (dates.isFirst(state, date)) return whole(state, notify);
    return some(account, state, { kind: 'end-before', recurrenceId: date }, (one) => one < date, notify);
  };

  /** Somebody else's event goes from this calendar alone, whole; who was invited by it says no by that. */
  const removeOthers = async (account: Account, { event, calendar }: AccessibleEvent, scope: Scope): Promise<void> => {
    if (scope !== 'all') throw new DomainError('not-allowed');
    const { uri } = event;
    const removed = await removeObject({ account, calendar, uri, condition: () => true, reply: true });
    if (!removed.ok) throw new DomainError(removed.code === 'not-found' ? 'not-found' : 'not-allowed');
  };

  return async (account, id, deletion) => {
    const found = await access.toRead(account, id);
    if (isCopy(found.event) && mayWrite(found.calendar))
      return removeOthers(account, found, deletion.scope ?? (deletion.recurrenceId === undefined ? 'all' : 'this'));
    await retryChange(async () => commit(await prepare(account, id, deletion)));
  };
};
