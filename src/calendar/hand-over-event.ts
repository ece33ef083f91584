import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import type { CalendarId, EventId } from '../base/ids.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { editObject, type ObjectEdit } from '../protocols/icalendar/edit-object.ts';
import { projectCopy } from '../protocols/icalendar/project-copy.ts';
import { type CommitChange, retryChange } from './commit-change.ts';
import { type Attendee, type EventPeople, peopleOn, type StoredEvent } from './event.ts';
import type { EventFacts } from './event-facts.ts';
import { chairOf, draftAttendee } from './event-plan.ts';
import type { EventState, ReadEventState } from './event-state.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter } from './event-writer.ts';
import type { ReadWritten } from './read-written.ts';

/** A colleague becomes the organizer of an event: of a series as a whole. */
export interface HandedOver {
  readonly facts: EventFacts;
  /** What the account that handed it over has of it now. */
  readonly copyId: EventId;
}

/**
 * Makes a colleague the organizer of one's own event, and oneself somebody who is invited, may start it, and comes. UID, meeting,
 * links and PIN stay. Refuses with `not-allowed` what is not one's own, and with the field `email` a colleague who cannot have it.
 */
export type HandOverEvent = (
  account: Account,
  id: EventId,
  to: { readonly email: string; readonly notify?: boolean | undefined },
) => Promise<HandedOver>;

/** The people of one date, or of the series, with the two in each other's place. */
const peopleAfter = (list: readonly Attendee[], from: Account, to: Account, homeZone: string): Attendee[] => {
  const moved = new Set([from.email.toLowerCase(), to.email.toLowerCase()]);
  const { name, language, timeZone } = from;
  return [
    chairOf(to, list.find(({ role }) => role === 'chair')?.timeZone ?? homeZone),
    { address: from.email.toLowerCase(), name, role: 'moderator', answer: 'ACCEPTED', language, timeZone },
    ...list.filter(({ address, role }) => role !== 'chair' && !moved.has(address)),
  ];
};

/** Each VEVENT of an object names its organizer and its people. */
const editsFor = ({ event, facts }: EventState, people: EventPeople, to: Account, nowMs: number): ObjectEdit[] =>
  ['', ...facts.changedDates.map(({ recurrenceId }) => recurrenceId)].flatMap((recurrenceId): ObjectEdit[] => [
    // What the old line says beside the name (SENT-BY, DIR) is not true of somebody else.
    { kind: 'set', recurrenceId, changes: { organizer: { name: '', address: '' } } },
    {
      kind: 'set',
      recurrenceId,
      changes: {
        organizer: { name: to.name, address: to.email },
        attendees: peopleOn(people, recurrenceId).map(draftAttendee),
        sequence: event.sequence + 1,
        dtstampMs: nowMs,
      },
    },
  ]);

export const createHandOverEvent = ({
  unitOfWork,
  stores: { accounts, events },
  readState,
  writer,
  work: { readWritten, commit, clock },
}: {
  readonly unitOfWork: UnitOfWork;
  readonly stores: { readonly accounts: AccountStore; readonly events: EventStore };
  readonly readState: ReadEventState;
  readonly writer: EventWriter;
  readonly work: { readonly readWritten: ReadWritten; readonly commit: CommitChange; readonly clock: Clock };
}): HandOverEvent => {
  const colleagueFor = async ({ event, organizer }: EventState, email: string): Promise<Account> => {
    const colleague = await accounts.findByEmail(email);
    if (!colleague) throw invalidField('email', 'no-account', 'Nobody with this address has an account here.');
    if (colleague.id === organizer.id)
      throw invalidField('email', 'organizer', 'You are the organizer of this event already.');
    if (colleague.suspended) throw invalidField('email', 'suspended', 'The account of this person is suspended.');
    if (event.meetingId !== undefined && !colleague.webMeeting)
      throw invalidField('email', 'no-webmeeting-right', 'The account of this person may not open meetings.');
    return colleague;
  };

  /** Where the object goes: by the name that the colleague's program knows, or by its own. */
  const uriIn = async (home: CalendarId, event: StoredEvent, copy: StoredEvent | undefined): Promise<string> => {
    if (copy?.calendarId === home) return copy.uri;
    return (await events.findByUri(home, event.uri)) === undefined ? event.uri : `${event.id}.ics`;
  };

  const attempt: (...asked: Parameters<HandOverEvent>) => Promise<HandedOver | undefined> = async (
    account,
    id,
    { email, notify = true },
  ) => {
    const state = await readState(account, id);
    const { event, facts, organizer, homeZone } = state;
    // Who may write in somebody's calendar does not give away what is theirs.
    if (organizer.id !== account.id) throw new DomainError('not-allowed');
    const colleague = await colleagueFor(state, email);
    const home = await unitOfWork((transaction) => writer.homeOf(transaction, colleague));
    const copy = (await events.listCopies(event)).find(({ ownerId }) => ownerId === colleague.id);
    const lists: EventPeople = state.people.size === 0 ? new Map([['', []]]) : state.people;
    const people: EventPeople = new Map(
      [...lists].map(([date, list]) => [date, peopleAfter(list, organizer, colleague, homeZone)]),
    );
    const edited = editObject(event.raw, editsFor(state, people, colleague, clock.nowMs()));
    // Alarms are each person's own: the colleague's stay, ours stay with our copy.
    const raw = projectCopy(edited, copy ? { standing: copy.raw } : {});
    const kept = await commit({
      organizer: colleague,
      base: event,
      before: facts,
      stores: [
        {
          id: event.id,
          calendarId: home,
          ownerId: colleague.id,
          organizerId: colleague.id,
          uri: await uriIn(home, event, copy),
          uid: event.uid,
          raw,
          sequence: event.sequence + 1,
          createdMs: event.createdMs,
          ...(event.meetingId !== undefined && { meetingId: event.meetingId }),
          read: await readWritten(raw, homeZone, account.id),
          people,
        },
      ],
      notify,
    });
    const [after] = kept ?? [];
    if (!after) return undefined;
    const left = (await events.listCopies({ uid: event.uid, organizerId: colleague.id })).find(
      ({ ownerId }) => ownerId === account.id,
    );
    return { facts: after, copyId: left?.id ?? id };
  };

  return (account, id, to) => retryChange(() => attempt(account, id, to));
};
