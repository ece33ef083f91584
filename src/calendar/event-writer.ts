import { createHash } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { type CalendarId, type EventId, type MeetingId, newId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Transaction } from '../platform/database.ts';
import { projectCopy } from '../protocols/icalendar/project-copy.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { CalendarStore } from './calendar-store.ts';
import {
  hasDeclined,
  isSameEvent,
  isToldElsewhere,
  peopleSeen,
  projectRead,
  searchOf,
  searchSeen,
  shareOf,
} from './copy-share.ts';
import { type EventPeople, everyone, isCopy, type StoredEvent } from './event.ts';
import { type EventFacts, eventFacts } from './event-facts.ts';
import type { EventRecord, EventStore } from './event-store.ts';
import type { ReadObject } from './object-facts.ts';

/** An object that is to be stored: where, what, and whose. */
export interface ObjectToStore
  extends Pick<
    StoredEvent,
    'id' | 'calendarId' | 'ownerId' | 'organizerId' | 'uri' | 'uid' | 'raw' | 'sequence' | 'createdMs'
  > {
  readonly meetingId?: MeetingId;
  /** What `raw` says. */
  readonly read: Pick<ReadObject, 'facts' | 'instances' | 'startMs' | 'endMs' | 'window'>;
  readonly people: EventPeople;
  /** RFC 6638 3.2.10: the tag to keep when nothing but answers changed. */
  readonly scheduleTag?: string;
  /** No object with this ID is stored. */
  readonly isNew?: true;
}

/** Stores an organizer's event, and its copies in the calendars of those invited who have accounts. */
export interface EventWriter {
  /** Inserts or replaces the object, and settles the copies of those invited when it is the organizer's own. */
  store(transaction: Transaction, wanted: ObjectToStore): Promise<EventFacts>;
  /** Removes the object; the organizer's own with its copies. */
  remove(transaction: Transaction, event: StoredEvent): Promise<void>;
  /** Puts a copy of the organizer's object into the account's default calendar, or renews the one there. */
  copyTo(transaction: Transaction, account: Account, event: StoredEvent): Promise<void>;
  /** Puts the copy as its owner's program wrote it, if it says the same event; else as the organizer has it. */
  putCopy(
    transaction: Transaction,
    owner: Account,
    master: StoredEvent,
    copy: Pick<StoredEvent, 'calendarId' | 'uri' | 'raw'> & {
      readonly read: ObjectToStore['read'];
      /** Whether it says the same event. */
      readonly essence: boolean;
    },
  ): Promise<Pick<StoredEvent, 'id' | 'raw' | 'scheduleTag'>>;
  /** The account's default calendar, made when it is first needed. */
  homeOf(transaction: Transaction, account: Pick<Account, 'id' | 'language'>): Promise<CalendarId>;
}

/** The first calendar of an account bears this name until its owner changes it. */
const CALENDAR_NAMES: Record<Language, string> = { fr: 'Calendrier', en: 'Calendar' };

const SUMMARY_COLUMN_CHARACTERS = 200;

export const etagOf = (raw: string): string => createHash('sha256').update(raw).digest('hex');

export const createEventWriter = ({
  events,
  attendees,
  calendars,
  accounts,
  clock,
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly calendars: CalendarStore;
  readonly accounts: AccountStore;
  readonly clock: Clock;
}): EventWriter => {
  const put = async (
    transaction: Transaction,
    event: Omit<StoredEvent, 'ownerId' | 'etag' | 'scheduleTag' | 'startMs' | 'endMs' | 'facts'> & {
      readonly isNew?: true;
    },
    { facts, instances, startMs, endMs, window }: ObjectToStore['read'],
    columns: Pick<EventRecord, 'search' | 'scheduleTag'>,
  ): Promise<void> => {
    const revision = await calendars.noteChange(transaction, event.calendarId, event.uri, 'put');
    await events.put(transaction, {
      ...event,
      etag: etagOf(event.raw),
      facts,
      instances,
      startMs,
      endMs,
      ...(window && { window }),
      summary: facts.main.title.slice(0, SUMMARY_COLUMN_CHARACTERS),
      organizerAddress: facts.organizer?.address.toLowerCase() ?? '',
      ...columns,
      revision,
      changedMs: clock.nowMs(),
    });
  };

  const removeObject = async (transaction: Transaction, event: StoredEvent): Promise<void> => {
    await calendars.noteChange(transaction, event.calendarId, event.uri, 'delete');
    await events.remove(transaction, event.id);
  };

  const homeOf: EventWriter['homeOf'] = (transaction, account) =>
    calendars.defaultOf(transaction, account.id, CALENDAR_NAMES[account.language]);

  type Original = Pick<
    ObjectToStore,
    'uri' | 'uid' | 'raw' | 'sequence' | 'meetingId' | 'organizerId' | 'read' | 'people'
  > & {
    readonly scheduleTag: string;
  };

  /** The name of the organizer's object, unless something else in the calendar is called so. */
  const newPlace = async (
    transaction: Transaction,
    home: CalendarId,
    wanted: string,
  ): Promise<Pick<StoredEvent, 'id' | 'uri' | 'createdMs'>> => {
    const id = newId<EventId>();
    const isTaken = (await events.findByUri(home, wanted, transaction)) !== undefined;
    return { id, uri: isTaken ? `${id}.ics` : wanted, createdMs: clock.nowMs() };
  };

  const copyTo = async (
    transaction: Transaction,
    account: Account,
    original: Original,
    standing: StoredEvent | undefined,
    search: string,
  ): Promise<void> => {
    const home = standing?.calendarId ?? (await homeOf(transaction, account));
    // They may have put the mailed object into this calendar by themselves.
    const there = standing ?? (await events.findInCalendar(home, original.uid, transaction));
    if (there && !isSameEvent(there, original)) return;
    const place = there ?? (await newPlace(transaction, home, original.uri));
    const share = shareOf(original.people, account.email.toLowerCase());
    const raw = projectCopy(original.raw, {
      ...share,
      ...peopleSeen(original, account),
      ...(there && { standing: there.raw }),
    });
    if (there?.raw === raw && there.organizerId === original.organizerId) return;
    const { uid, sequence, meetingId, organizerId } = original;
    await put(
      transaction,
      {
        id: place.id,
        calendarId: home,
        organizerId,
        uri: place.uri,
        uid,
        raw,
        sequence,
        ...(meetingId !== undefined && { meetingId }),
        createdMs: place.createdMs,
      },
      projectRead(original.read, share),
      { search: searchSeen(original, account, search), scheduleTag: original.scheduleTag },
    );
  };

  /** Every invited account has the event as it is now, nobody else has it any more. */
  const settleCopies = async (transaction: Transaction, original: Original, search: string): Promise<void> => {
    const copies = await events.listCopies(original, transaction);
    const addresses = everyone(original.people)
      .filter(({ role }) => role !== 'chair')
      .map(({ address }) => address);
    const breathe = createBreather();
    const invited = addresses.length === 0 ? [] : await accounts.findByEmails(addresses, transaction);
    for (const account of invited) {
      if (account.id === original.organizerId) continue;
      const own = copies.filter(({ ownerId }) => ownerId === account.id);
      const isWanted = !hasDeclined(original.people, account) && !isToldElsewhere(original.people, account);
      if (own.length === 0 && !isWanted) continue;
      // Programs that move a copy to another calendar have two of it for a moment.
      for (const standing of own.length === 0 ? [undefined] : own)
        await copyTo(transaction, account, original, standing, search);
      await breathe();
    }
    const kept = new Set(invited.map(({ id }) => id));
    for (const copy of copies.filter(({ ownerId }) => !kept.has(ownerId))) {
      await removeObject(transaction, copy);
      await breathe();
    }
  };

  const readOf = async (
    transaction: Transaction,
    event: StoredEvent,
  ): Promise<Pick<ReadObject, 'facts' | 'instances' | 'startMs' | 'endMs' | 'window'>> => {
    const { facts, instances, window } = await events.listedOf(event.id, transaction);
    return { facts, instances, startMs: event.startMs, endMs: event.endMs, ...(window && { window }) };
  };

  return {
    async store(transaction, wanted) {
      const { people, scheduleTag, read, ownerId, ...event } = wanted;
      const dates = read.facts.dates.map((date) => ({ ...date, ownPeople: people.has(date.recurrenceId) }));
      const facts = { ...read.facts, dates };
      const known = { ...read, facts };
      const search = searchOf(facts, people);
      const etag = etagOf(event.raw);
      await put(transaction, event, known, { search, scheduleTag: scheduleTag ?? etag });
      await (wanted.isNew ? attendees.insert : attendees.replace)(transaction, event.id, people);
      if (!isCopy({ ownerId, organizerId: event.organizerId }))
        await settleCopies(transaction, { ...event, scheduleTag: scheduleTag ?? etag, read: known, people }, search);
      const { startMs, endMs } = read;
      return eventFacts({ ...event, ownerId, etag, scheduleTag: scheduleTag ?? etag, startMs, endMs, facts }, people);
    },
    async remove(transaction, event) {
      const breathe = createBreather();
      if (!isCopy(event)) {
        for (const copy of await events.listCopies(event, transaction)) {
          await removeObject(transaction, copy);
          await breathe();
        }
      }
      await removeObject(transaction, event);
    },
    async copyTo(transaction, account, event) {
      const people = (await attendees.listOf([event.id], transaction)).get(event.id) ?? new Map();
      const read = await readOf(transaction, event);
      const standing = (await events.listCopies(event, transaction)).find(({ ownerId }) => ownerId === account.id);
      await copyTo(transaction, account, { ...event, read, people }, standing, searchOf(read.facts, people));
    },
    async putCopy(transaction, owner, master, { calendarId, uri, raw, read, essence }) {
      const people = (await attendees.listOf([master.id], transaction)).get(master.id) ?? new Map();
      const standing = await events.findByUri(calendarId, uri, transaction);
      const id = standing?.id ?? newId<EventId>();
      const share = shareOf(people, owner.email.toLowerCase());
      const listed = await readOf(transaction, master);
      const original = { read: listed, people };
      const text = essence ? raw : projectCopy(master.raw, { ...share, ...peopleSeen(original, owner), standing: raw });
      const { uid, sequence, meetingId, organizerId, scheduleTag } = master;
      await put(
        transaction,
        {
          id,
          calendarId,
          organizerId,
          uri,
          uid,
          raw: text,
          sequence,
          ...(meetingId !== undefined && { meetingId }),
          createdMs: standing?.createdMs ?? clock.nowMs(),
        },
        essence ? read : projectRead(listed, share),
        { search: searchSeen(original, owner, searchOf(listed.facts, people)), scheduleTag },
      );
      return { id, raw: text, scheduleTag };
    },
    homeOf,
  };
};
