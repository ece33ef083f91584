import type { Account } from '../accounts/account.ts';
import type { Partstat } from '../contract/http/event.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { AnswerMaster } from './answer-master.ts';
import type { StoredEvent } from './event.ts';
import type { EventChanges } from './event-changes.ts';
import { factsOfObject } from './event-facts.ts';
import type { EventStore } from './event-store.ts';
import { type EventWriter, etagOf } from './event-writer.ts';
import type { DateFacts, MomentFacts, ObjectFacts, ReadObject } from './object-facts.ts';
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
const essenceOf = ({ main, rule, extraDates, organizer }: ObjectFacts): string =>
  JSON.stringify([
    ...[main.title, main.startMs, main.endMs, main.allDay, rule, extraDates],
    organizer?.address.toLowerCase(),
  ]);

const momentOf = ({ title, startMs, endMs, allDay }: MomentFacts): string =>
  JSON.stringify([title, startMs, endMs, allDay]);

/** A date that the copy had not set apart is set apart for an answer: it is when the series says. */
const isOnItsDate = (date: DateFacts, { timeZone }: MomentFacts): boolean =>
  date.timeZone !== timeZone || date.start === date.recurrenceId;

/** Whether it is the event that their copy says, date by date. */
const saysTheSame = (facts: ObjectFacts, standing: ObjectFacts): boolean => {
  const known = new Map(standing.dates.map((date) => [date.recurrenceId, momentOf(date)]));
  return (
    essenceOf(facts) === essenceOf(standing) &&
    facts.dates.every((date) => {
      const moment = known.get(date.recurrenceId);
      return moment === undefined ? isOnItsDate(date, standing.main) : moment === momentOf(date);
    })
  );
};

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

export const createAnswerInvitation =
  ({
    unitOfWork,
    events,
    answerMaster,
    writer,
    changes,
  }: {
    readonly unitOfWork: UnitOfWork;
    readonly events: EventStore;
    readonly answerMaster: AnswerMaster;
    readonly writer: EventWriter;
    readonly changes: EventChanges;
  }): AnswerInvitation =>
  async (asked) => {
    const { request, owner, read, standing, master } = asked;
    if (standing && !saysTheSame(read.facts, factsOfObject(standing))) return { ok: false, code: 'attendee-change' };
    const who = { address: owner.email.toLowerCase(), accountId: owner.id };
    const answers = await answerMaster.workOut(master, who, () =>
      answersIn(read, who.address, standing && factsOfObject(standing)),
    );
    const answered = await unitOfWork(async (transaction) => {
      const current = await events.findById(master.id, transaction);
      const copy = await events.findByUri(request.calendar.id, request.uri, transaction);
      if (current?.etag !== master.etag || copy?.etag !== standing?.etag) return undefined;
      if (answers) await answerMaster.keep(transaction, master, answers);
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
