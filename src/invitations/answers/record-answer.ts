import { isDeepStrictEqual } from 'node:util';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { EventId } from '../../base/ids.ts';
import type { AnswerMaster } from '../../calendar/answer-master.ts';
import type { AttendeeStore } from '../../calendar/attendee-store.ts';
import { retryChange } from '../../calendar/commit-change.ts';
import type { DatesBetween } from '../../calendar/dates-between.ts';
import { type EventPeople, isCopy, type StoredEvent } from '../../calendar/event.ts';
import type { AnswerDetails, AnswerListener, EventChanges } from '../../calendar/event-changes.ts';
import { eventFacts } from '../../calendar/event-facts.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { Needs } from '../../contract/http/answer.ts';
import type { Partstat } from '../../contract/http/event.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import type { AnswerStore, StoredAnswer } from './answer-store.ts';
import type { EventNotes } from './event-notes.ts';
import { datesAnswered, invitedTo, stateOfDates } from './invited-dates.ts';
import { startOf } from './note-answers.ts';

/** A time that somebody would rather meet at. */
export interface ProposedTime {
  readonly startMs: number;
  readonly endMs: number;
  readonly timeZone: string;
  readonly allDay: boolean;
  /** For all of a series: the date of it that would be then; absent: its first one. */
  readonly date?: string;
}

/** What somebody says who is invited. */
export interface AnswerGiven {
  /** The organizer's event. */
  readonly eventId: EventId;
  /** Whose answer it is; that it is theirs has been made sure of. */
  readonly address: string;
  /** `''`: the single event, or all of the series. */
  readonly recurrenceId: string;
  readonly answer: Partstat;
  /** Absent: what they said before with the same answer. */
  readonly comment?: string;
  readonly needs?: Needs;
  /** Lower-case address of who comes instead, who is invited already; then `answer` is DELEGATED. */
  readonly delegate?: string;
  readonly proposal?: ProposedTime;
  readonly via: AnswerDetails['via'];
  /** SEQUENCE and DTSTAMP of a mailed answer. */
  readonly sequence?: number;
  readonly stampMs?: number;
  /** What it was made of: the same proposal is noted once. */
  readonly source?: string;
}

export type AnswerOutcome =
  | 'recorded'
  | 'unchanged'
  /** A newer answer is known, or it answers to a time that holds no more. */
  | 'outdated'
  | 'not-invited'
  | 'cancelled'
  | 'over'
  | 'unknown-date';

/** Puts somebody's answer into the organizer's event and from there into everyone's copy; nobody is invited again. */
export type RecordAnswer = (given: AnswerGiven) => Promise<AnswerOutcome>;

/** SEQUENCE of the version that gave a date its present time, as this person was told; 0 when that is not known. */
export type SequenceOfTime = (uid: string, address: string, recurrenceId: string) => Promise<number>;

export interface RecordAnswerParts {
  readonly unitOfWork: UnitOfWork;
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly accounts: AccountStore;
  readonly answerMaster: AnswerMaster;
  readonly datesBetween: DatesBetween;
  readonly changes: EventChanges;
  readonly answers: AnswerStore;
  readonly noteAnswers: AnswerListener;
  readonly notes: EventNotes;
  readonly sequenceOfTime: SequenceOfTime;
  readonly clock: Clock;
}

export const createRecordAnswer = ({
  unitOfWork,
  events,
  attendees,
  accounts,
  answerMaster,
  datesBetween,
  changes,
  answers,
  noteAnswers,
  notes,
  sequenceOfTime,
  clock,
}: RecordAnswerParts): RecordAnswer => {
  const isOutdated = async (given: AnswerGiven, master: StoredEvent, last: StoredAnswer | undefined) => {
    const { sequence, stampMs, address, recurrenceId } = given;
    if (sequence !== undefined && sequence < (await sequenceOfTime(master.uid, address, recurrenceId))) return true;
    // RFC 5546 2.1.5: by SEQUENCE, then by DTSTAMP; but of two mails that told the same time, either may be answered last. Some
    // programs write no DTSTAMP: their answer is the newest. Answers from our pages were to no mail in particular.
    if (last === undefined || stampMs === undefined) return false;
    const isToLater = last.via === 'mail' && sequence !== undefined && sequence > last.sequence;
    return !isToLater && stampMs < last.stampMs;
  };

  const propose = async (
    transaction: Transaction,
    given: AnswerGiven,
    master: StoredEvent,
    name: string,
    startMs: number | undefined,
  ): Promise<boolean> => {
    const { proposal, source, address, recurrenceId, comment = '', answer } = given;
    if (proposal === undefined) return false;
    return notes.add(
      transaction,
      {
        eventId: master.id,
        uid: master.uid,
        organizerId: master.organizerId,
        ...{ recurrenceId, kind: 'proposal', address, name },
        body: { text: comment, answer, ...proposal },
        ...(source !== undefined && { source }),
      },
      startMs,
    );
  };

  const attempt = async (asked: AnswerGiven): Promise<AnswerOutcome | undefined> => {
    const { address, needs, delegate = '', via } = asked;
    const master = await events.findById(asked.eventId);
    if (!master || isCopy(master)) return 'cancelled';
    const people: EventPeople = (await attendees.listOf([master.id])).get(master.id) ?? new Map();
    const facts = eventFacts(master, people);
    if (occasionOn(facts, asked.recurrenceId).status === 'CANCELLED') return 'cancelled';
    const organizer = await accounts.findById(master.organizerId);
    if (!organizer) return 'cancelled';
    const isSeries = facts.recurrence !== undefined && asked.recurrenceId === '';
    for (const date of [asked.recurrenceId, isSeries ? asked.proposal?.date : undefined])
      if (date && !(await datesBetween.has(organizer, master, date))) return 'unknown-date';
    const dates = datesAnswered(people, address, asked.recurrenceId);
    // Who is invited to single dates alone answers those.
    const [recurrenceId] = dates.includes(asked.recurrenceId) ? [asked.recurrenceId] : dates;
    const invited = recurrenceId === undefined ? undefined : invitedTo(people, recurrenceId, address);
    if (recurrenceId === undefined || invited === undefined) return 'not-invited';
    const given: AnswerGiven = { ...asked, recurrenceId };
    const state = stateOfDates(facts, dates, clock.nowMs());
    if (state !== 'open') return state;
    const standing = (await answers.listOf(master.id)).filter((one) => one.address === address);
    const last = standing.find((one) => one.recurrenceId === recurrenceId);
    if (await isOutdated(given, master, last)) return 'outdated';

    const comment = given.comment ?? (last?.answer === given.answer ? last.comment : '');
    const details: AnswerDetails = {
      ...{ comment, delegate, via },
      needs: needs ?? last?.needs ?? {},
      ...(given.sequence !== undefined && { sequence: given.sequence }),
      ...(given.stampMs !== undefined && { stampMs: given.stampMs }),
    };
    const wanted = new Map(dates.map((date) => [date, given.answer] as const));
    const worked = await answerMaster.workOut(master, { address, accountId: organizer.id }, () => wanted);
    const saysMore =
      last === undefined ||
      last.comment !== comment ||
      last.delegate !== delegate ||
      !isDeepStrictEqual(last.needs, details.needs);
    const outcome = await unitOfWork(async (transaction): Promise<AnswerOutcome | undefined> => {
      if ((await events.findById(master.id, transaction))?.etag !== master.etag) return undefined;
      if (worked) await answerMaster.keep(transaction, master, worked, details);
      // The same yes with other words beside it.
      else if (saysMore) await noteAnswers(transaction, { event: master, address, answers: wanted, details });
      const startMs = startOf(facts, recurrenceId);
      const proposed = await propose(transaction, given, master, invited.name, startMs);
      return worked || saysMore || proposed ? 'recorded' : 'unchanged';
    });
    if (outcome === 'recorded') changes.committed();
    return outcome;
  };

  return (given) => retryChange(() => attempt({ ...given, address: given.address.toLowerCase() }));
};
