import { createHash, randomUUID } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { type EventId, type MeetingId, newId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Transaction } from '../platform/database.ts';
import { buildEvent } from '../protocols/icalendar/build-event.ts';
import { editEvent } from '../protocols/icalendar/edit-event.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { StoredEvent } from './event.ts';
import { type EventFacts, eventFacts } from './event-facts.ts';
import { draftOf, type EventPlan } from './event-plan.ts';
import type { EventRecord, EventStore } from './event-store.ts';

/** Stores an organizer's event, and its copies in the calendars of those invited who have accounts. */
export interface EventWriter {
  create(transaction: Transaction, organizer: Account, plan: EventPlan): Promise<EventFacts>;
  /** Changes the raw object where the plan differs; what we do not know of it stays. */
  rewrite(transaction: Transaction, organizer: Account, event: StoredEvent, plan: EventPlan): Promise<EventFacts>;
  /** Removes the event with its copies. */
  remove(transaction: Transaction, event: StoredEvent): Promise<void>;
  /** Puts a copy of the organizer's object into the account's default calendar, or renews the one there. */
  copyTo(transaction: Transaction, account: Account, event: StoredEvent): Promise<void>;
}

/** The first calendar of an account bears this name until its owner changes it. */
const CALENDAR_NAMES: Record<Language, string> = { fr: 'Calendrier', en: 'Calendar' };

const SUMMARY_COLUMN_CHARACTERS = 200;

export const createEventWriter = ({
  events,
  attendees,
  calendars,
  accounts,
  doorOf,
  clock,
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly calendars: CalendarStore;
  readonly accounts: AccountStore;
  /** Where a meeting lives. */
  readonly doorOf: (meetingId: MeetingId) => string;
  readonly clock: Clock;
}): EventWriter => {
  const put = async (
    transaction: Transaction,
    event: Omit<StoredEvent, 'ownerId'>,
    columns: Pick<EventRecord, 'summary' | 'organizerAddress'>,
  ): Promise<void> => {
    const revision = await calendars.noteChange(transaction, event.calendarId, event.uri, 'put');
    await events.put(transaction, { ...event, ...columns, revision, changedMs: clock.nowMs() });
  };

  const removeObject = async (transaction: Transaction, event: StoredEvent): Promise<void> => {
    await calendars.noteChange(transaction, event.calendarId, event.uri, 'delete');
    await events.remove(transaction, event.id);
  };

  const copyTo = async (
    transaction: Transaction,
    account: Account,
    event: StoredEvent,
    columns: Pick<EventRecord, 'summary' | 'organizerAddress'>,
    standing: StoredEvent | undefined,
  ): Promise<void> => {
    const home =
      standing?.calendarId ?? (await calendars.defaultOf(transaction, account.id, CALENDAR_NAMES[account.language]));
    // They may have put the mailed object into this calendar by themselves.
    const there = standing ?? (await events.findInCalendar(home, event.uid, transaction));
    const place = there ?? { id: newId<EventId>(), uri: event.uri, createdMs: clock.nowMs() };
    await put(
      transaction,
      { ...event, calendarId: home, id: place.id, uri: place.uri, createdMs: place.createdMs },
      columns,
    );
  };

  /** Every invited account has the event as it is now, nobody else has it any more. */
  const settleCopies = async (
    transaction: Transaction,
    event: StoredEvent,
    plan: EventPlan,
    organizer: Account,
  ): Promise<void> => {
    const columns = {
      summary: plan.title.slice(0, SUMMARY_COLUMN_CHARACTERS),
      organizerAddress: organizer.email.toLowerCase(),
    };
    const standing = new Map((await events.listCopies(event, transaction)).map((copy) => [copy.ownerId, copy]));
    const addresses = plan.attendees.filter(({ role }) => role !== 'chair').map(({ address }) => address);
    const breathe = createBreather();
    for (const account of await accounts.findByEmails(addresses, transaction)) {
      await copyTo(transaction, account, event, columns, standing.get(account.id));
      standing.delete(account.id);
      await breathe();
    }
    for (const copy of standing.values()) {
      await removeObject(transaction, copy);
      await breathe();
    }
  };

  const store = async (
    transaction: Transaction,
    organizer: Account,
    base: Pick<StoredEvent, 'id' | 'calendarId' | 'uri' | 'uid' | 'raw' | 'sequence' | 'createdMs'>,
    plan: EventPlan,
  ): Promise<EventFacts> => {
    const event: StoredEvent = {
      ...base,
      etag: createHash('sha256').update(base.raw).digest('hex'),
      ownerId: organizer.id,
      organizerId: organizer.id,
      startMs: plan.times.startMs,
      endMs: plan.times.endMs,
      ...(plan.meetingId !== undefined && { meetingId: plan.meetingId }),
    };
    const columns = {
      summary: plan.title.slice(0, SUMMARY_COLUMN_CHARACTERS),
      organizerAddress: organizer.email.toLowerCase(),
    };
    await put(transaction, event, columns);
    await attendees.replace(transaction, event.id, plan.attendees);
    await settleCopies(transaction, event, plan, organizer);
    return eventFacts(event, plan.attendees);
  };

  const doorUrlOf = (plan: EventPlan): string | undefined =>
    plan.meetingId === undefined ? undefined : doorOf(plan.meetingId);

  return {
    async create(transaction, organizer, plan) {
      const uid = randomUUID();
      const nowMs = clock.nowMs();
      const draft = draftOf(plan, { uid, sequence: 0, organizer, nowMs, doorUrl: doorUrlOf(plan) });
      const calendarId = await calendars.defaultOf(transaction, organizer.id, CALENDAR_NAMES[organizer.language]);
      const raw = buildEvent({ ...draft, createdMs: nowMs });
      const base = { id: newId<EventId>(), calendarId, uri: `${uid}.ics`, uid, raw, sequence: 0, createdMs: nowMs };
      return store(transaction, organizer, base, plan);
    },
    async rewrite(transaction, organizer, event, plan) {
      const sequence = event.sequence + 1;
      const draft = draftOf(plan, {
        uid: event.uid,
        sequence,
        organizer,
        nowMs: clock.nowMs(),
        doorUrl: doorUrlOf(plan),
      });
      const { id, calendarId, uri, uid, createdMs } = event;
      const base = { id, calendarId, uri, uid, raw: editEvent(event.raw, draft), sequence, createdMs };
      return store(transaction, organizer, base, plan);
    },
    async remove(transaction, event) {
      const breathe = createBreather();
      for (const copy of await events.listCopies(event, transaction)) {
        await removeObject(transaction, copy);
        await breathe();
      }
      await removeObject(transaction, event);
    },
    async copyTo(transaction, account, event) {
      const organizer = await accounts.findById(event.organizerId, transaction);
      const people = await attendees.listOf([event.id], transaction);
      const { title } = eventFacts(event, people.get(event.id) ?? []);
      const columns = {
        summary: title.slice(0, SUMMARY_COLUMN_CHARACTERS),
        organizerAddress: organizer?.email.toLowerCase() ?? '',
      };
      const standing = (await events.listCopies(event, transaction)).find(({ ownerId }) => ownerId === account.id);
      await copyTo(transaction, account, event, columns, standing);
    },
  };
};
