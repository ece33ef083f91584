import type { AccountId } from '../base/ids.ts';
import type { Partstat } from '../contract/http/event.ts';
import type { Transaction } from '../platform/database.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type Attendee, type EventPeople, peopleOn, type StoredEvent } from './event.ts';
import type { AnswerDetails, EventChanges } from './event-changes.ts';
import { eventFacts } from './event-facts.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter, ObjectToStore } from './event-writer.ts';
import type { ReadWritten } from './read-written.ts';

/** An organizer's object with somebody's answers; not stored yet. */
export interface AnsweredMaster {
  readonly before: EventPeople;
  readonly store: ObjectToStore;
  readonly address: string;
  /** What is another answer than before, by date. */
  readonly changed: ReadonlyMap<string, Partstat>;
}

/** Who answers. */
export interface Answerer {
  /** Lower case. */
  readonly address: string;
  /** On whose account the object is read again. */
  readonly accountId: AccountId;
}

/** Writes an invited person's answers into the organizer's object, and from there into everyone's copy. */
export interface AnswerMaster {
  /** `answersTo` gives the answers by date. Undefined when they change nothing. */
  workOut(
    master: StoredEvent,
    who: Answerer,
    answersTo: (people: EventPeople) => ReadonlyMap<string, Partstat>,
  ): Promise<AnsweredMaster | undefined>;
  /** Of a `master` that is still as it was when the answers were worked out. */
  keep(transaction: Transaction, master: StoredEvent, answered: AnsweredMaster, details?: AnswerDetails): Promise<void>;
}

/** The people of the event with one person's answers; a date gets a list of its own when it differs. */
const withAnswersOf = (
  people: EventPeople,
  address: string,
  answers: ReadonlyMap<string, Partstat>,
): { readonly people: EventPeople; readonly changed: ReadonlyMap<string, Partstat> } => {
  const next = new Map(people);
  const changed = new Map<string, Partstat>();
  for (const [recurrenceId, answer] of answers) {
    const list = peopleOn(next, recurrenceId);
    const one = list.find((attendee) => attendee.address === address && attendee.role !== 'chair');
    if (!one || one.answer === answer) continue;
    changed.set(recurrenceId, answer);
    next.set(
      recurrenceId,
      list.map((attendee): Attendee => (attendee === one ? { ...one, answer } : attendee)),
    );
  }
  return { people: next, changed };
};

export const createAnswerMaster = ({
  events,
  attendees,
  writer,
  changes,
  readWritten,
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly writer: EventWriter;
  readonly changes: EventChanges;
  readonly readWritten: ReadWritten;
}): AnswerMaster => ({
  async workOut(master, { address, accountId }, answersTo) {
    const before: EventPeople = (await attendees.listOf([master.id])).get(master.id) ?? new Map();
    const { people, changed } = withAnswersOf(before, address, answersTo(before));
    if (changed.size === 0) return undefined;
    const raw = editObject(
      master.raw,
      [...changed].map(([recurrenceId, partstat]) => ({ kind: 'answer', recurrenceId, address, partstat }) as const),
    );
    const listed = await events.listedOf(master.id);
    const known = new Set(['', ...listed.facts.dates.map(({ recurrenceId }) => recurrenceId)]);
    // A date that has an answer of its own for the first time differs from its series from now on.
    const isKnown = [...changed.keys()].every((recurrenceId) => known.has(recurrenceId));
    const chair = peopleOn(before, '').find(({ role }) => role === 'chair');
    const read = isKnown
      ? { ...listed, startMs: master.startMs, endMs: master.endMs }
      : await readWritten(raw, chair?.timeZone ?? 'UTC', accountId);
    return { before, store: { ...master, raw, read, people }, address, changed };
  },
  async keep(transaction, master, { before, store, address, changed }, details) {
    const after = await writer.store(transaction, store);
    await changes.written(transaction, { before: eventFacts(master, before), after, notify: false });
    await changes.answered?.(transaction, { event: master, address, answers: changed, ...(details && { details }) });
  },
});
