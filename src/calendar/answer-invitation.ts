import type { Account } from '../accounts/account.ts';
import type { Partstat } from '../contract/http/event.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type Attendee, type EventPeople, peopleOn, type StoredEvent } from './event.ts';
import type { EventChanges } from './event-changes.ts';
import { eventFacts, factsOfObject } from './event-facts.ts';
import type { EventStore } from './event-store.ts';
import { type EventWriter, etagOf } from './event-writer.ts';
import type { ObjectFacts, ReadObject } from './object-facts.ts';
import type { PutAnswer, PutRequest } from './put-request.ts';

/** An invited person's object, as their program put it. */
export interface AnswerRequest {
  readonly request: PutRequest;
  readonly owner: Account;
  readonly read: ReadObject;
  /** The copy that they have. */
  readonly standing: StoredEvent | undefined;
  /** The organizer's object. */
  readonly master: StoredEvent;
}

/**
 * Takes from an invited person's object their answers (RFC 6638 3.2.2), and keeps of it what is theirs. Refuses `attendee-change`
 * when it says that the event is another one. Undefined when something changed meanwhile.
 */
export type AnswerInvitation = (answer: AnswerRequest) => Promise<PutAnswer | undefined>;

/** What only the organizer changes. */
const essenceOf = ({ main, rule, extraDates }: ObjectFacts): string =>
  JSON.stringify([main.title, main.startMs, main.endMs, main.allDay, rule, extraDates]);

const answersIn = (
  { object, facts }: ReadObject,
  address: string,
  before: ObjectFacts | undefined,
): Map<string, Partstat> => {
  const found = new Map<string, Partstat>();
  for (const event of [...(object.main ? [object.main] : []), ...object.overrides]) {
    const own = event.attendees.find((attendee) => attendee.address.toLowerCase() === address);
    if (own) found.set(event.recurrenceId, own.partstat);
  }
  // A date that they took out of their copy is one to which they do not come.
  const known = new Set(before?.excludedDates ?? facts.excludedDates);
  for (const date of facts.excludedDates) if (!known.has(date)) found.set(date, 'DECLINED');
  return found;
};

/** The people of the event with one person's answers; a date gets a list of its own when it differs. */
export const withAnswersOf = (
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

export const createAnswerInvitation = ({
  unitOfWork,
  events,
  attendees,
  writer,
  changes,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly writer: EventWriter;
  readonly changes: EventChanges;
}): AnswerInvitation => {
  const peopleOfMaster = async (transaction: Transaction, master: StoredEvent): Promise<EventPeople> =>
    (await attendees.listOf([master.id], transaction)).get(master.id) ?? new Map();

  /** Writes the answers into the organizer's object, and from there into everyone's copy. */
  const answer = async (transaction: Transaction, { owner, read, standing, master }: AnswerRequest): Promise<void> => {
    const address = owner.email.toLowerCase();
    const before = await peopleOfMaster(transaction, master);
    const answers = answersIn(read, address, standing && factsOfObject(standing));
    const { people, changed } = withAnswersOf(before, address, answers);
    if (changed.size === 0) return;
    const raw = editObject(
      master.raw,
      [...changed].map(([recurrenceId, partstat]) => ({ kind: 'answer', recurrenceId, address, partstat }) as const),
    );
    const listed = await events.listedOf(master.id, transaction);
    const facts = factsAfter(listed.facts, people);
    const after = await writer.store(transaction, {
      ...master,
      raw,
      read: { ...listed, facts, startMs: master.startMs, endMs: master.endMs },
      people,
    });
    await changes.written(transaction, { before: eventFacts(master, before), after, notify: false });
  };

  return async (asked) => {
    const { request, owner, read, standing, master } = asked;
    if (standing && essenceOf(read.facts) !== essenceOf(factsOfObject(standing)))
      return { ok: false, code: 'attendee-change' };
    const answered = await unitOfWork(async (transaction) => {
      const current = await events.findById(master.id, transaction);
      const copy = await events.findByUri(request.calendar.id, request.uri, transaction);
      if (current?.etag !== master.etag || copy?.etag !== standing?.etag) return undefined;
      await answer(transaction, asked);
      return writer.putCopy(transaction, owner, master, {
        calendarId: request.calendar.id,
        uri: request.uri,
        raw: request.raw,
        read,
        essence: standing === undefined ? essenceOf(factsOfObject(master)) === essenceOf(read.facts) : true,
      });
    });
    if (!answered) return undefined;
    changes.committed();
    const etag = etagOf(answered.raw);
    return {
      ok: true,
      created: !standing,
      etag,
      scheduleTag: answered.scheduleTag,
      exact: answered.raw === request.raw,
      id: answered.id,
    };
  };
};

/** Dates that have an answer of their own now differ from the series. */
const factsAfter = (facts: ObjectFacts, people: EventPeople): ObjectFacts => ({
  ...facts,
  dates: facts.dates.map((date) => ({ ...date, ownPeople: people.has(date.recurrenceId) })),
});
