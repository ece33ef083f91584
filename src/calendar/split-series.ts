import { randomUUID } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import { type EventId, newId } from '../base/ids.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import type { EventPeople, StoredEvent } from './event.ts';
import { eventFacts } from './event-facts.ts';
import type { EventState } from './event-state.ts';
import { etagOf, type ObjectToStore } from './event-writer.ts';
import type { ReadObject } from './object-facts.ts';
import type { ReadWritten } from './read-written.ts';
import type { SeriesDates } from './series-dates.ts';

/** A series cut in two before one of its dates; neither half is stored yet. */
export interface SplitSeriesHalves {
  /** What goes on under the old name, ended. */
  readonly first: ObjectToStore;
  /** The rest, as an event of its own that shares the meeting. */
  readonly second: EventState;
}

export type SplitSeries = (account: Account, state: EventState, recurrenceId: string) => Promise<SplitSeriesHalves>;

const peopleIn = (people: EventPeople, takes: (recurrenceId: string) => boolean): EventPeople =>
  new Map([...people].filter(([recurrenceId]) => recurrenceId === '' || takes(recurrenceId)));

export const createSplitSeries =
  ({
    dates,
    readWritten,
    clock,
  }: {
    readonly dates: SeriesDates;
    readonly readWritten: ReadWritten;
    readonly clock: Clock;
  }): SplitSeries =>
  async (account, state, recurrenceId) => {
    const { event, people, facts, homeZone } = state;
    const nowMs = clock.nowMs();
    const uid = randomUUID();
    const sequence = event.sequence + 1;
    const counts = /(?:^|;)COUNT=/i.test(facts.recurrence?.rule ?? '');
    const countBefore = counts ? await dates.countBefore(account, state, recurrenceId) : undefined;
    const endedRaw = editObject(event.raw, [
      { kind: 'end-before', recurrenceId },
      { kind: 'set', recurrenceId: '', changes: { sequence, dtstampMs: nowMs } },
    ]);
    const restRaw = editObject(event.raw, [
      { kind: 'begin-at', recurrenceId, uid, ...(countBefore !== undefined && { countBefore }) },
      { kind: 'set', recurrenceId: '', changes: { dtstampMs: nowMs } },
    ]);
    const place = {
      calendarId: event.calendarId,
      ownerId: event.ownerId,
      organizerId: event.organizerId,
      ...(event.meetingId !== undefined && { meetingId: event.meetingId }),
    };
    const ended = await readWritten(endedRaw, homeZone, account.id);
    const rest = await readWritten(restRaw, homeZone, account.id);
    const id = newId<EventId>();
    const restPeople = peopleIn(people, (date) => date >= recurrenceId);
    const standing = { ...place, id, uid, uri: `${uid}.ics`, raw: restRaw, sequence: 0, createdMs: nowMs };
    const second = asStored(standing, rest);
    return {
      first: {
        ...place,
        id: event.id,
        uid: event.uid,
        uri: event.uri,
        raw: endedRaw,
        sequence,
        createdMs: event.createdMs,
        read: ended,
        people: peopleIn(people, (date) => date < recurrenceId),
      },
      second: { ...state, event: second, people: restPeople, facts: eventFacts(second, restPeople) },
    };
  };

const asStored = (
  event: Omit<StoredEvent, 'etag' | 'scheduleTag' | 'startMs' | 'endMs' | 'facts'>,
  { facts, startMs, endMs }: ReadObject,
): StoredEvent => ({ ...event, etag: etagOf(event.raw), scheduleTag: etagOf(event.raw), startMs, endMs, facts });
