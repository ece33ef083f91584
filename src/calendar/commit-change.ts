import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type EventId, type MeetingId, newId } from '../base/ids.ts';
import type { SettingsOfMeetingChange } from '../contract/http/meeting.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { DeletedEventStore } from './deleted-event-store.ts';
import { isCopy, type StoredEvent } from './event.ts';
import { type EventChanges, isNews } from './event-changes.ts';
import type { EventFacts } from './event-facts.ts';
import type { EventMeetings } from './event-meetings.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter, ObjectToStore } from './event-writer.ts';

/** A change that was worked out from what was stored, and is kept only if that is still stored. */
export interface PreparedChange {
  readonly organizer: Account;
  /** What it replaces or removes; absent for a new event. */
  readonly base?: StoredEvent;
  /** What the event said before. */
  readonly before?: EventFacts;
  /** The first one takes the place of `base`; none: it is deleted. With another owner it becomes theirs, with its meeting. */
  readonly stores: readonly ObjectToStore[];
  /** A reserved meeting that begins with this change. */
  readonly opens?: MeetingId;
  readonly settings?: { readonly of: MeetingId; readonly change: SettingsOfMeetingChange };
  readonly notify: boolean;
  /** True: it is a delete, which can be undone for a while. */
  readonly undoable?: boolean;
}

/** Keeps a change with all that follows from it. Undefined when what it was worked out from has changed meanwhile. */
export type CommitChange = (change: PreparedChange) => Promise<readonly EventFacts[] | undefined>;

/** Long enough to see the offer and take it; the mails of a delete wait for it. */
const UNDO_MS = 15_000;

const nothing = (): void => {};

export const createCommitChange = ({
  unitOfWork,
  stores: { events, calendars, deleted },
  writer,
  meetings,
  changes,
  clock,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly stores: {
    readonly events: EventStore;
    readonly calendars: CalendarStore;
    readonly deleted: DeletedEventStore;
  };
  readonly writer: EventWriter;
  readonly meetings: EventMeetings;
  readonly changes: EventChanges;
  readonly clock: Clock;
}): CommitChange => {
  const isCurrent = async (transaction: Transaction, { base, stores }: PreparedChange): Promise<boolean> => {
    if (base !== undefined) return (await events.findById(base.id, transaction))?.etag === base.etag;
    const [wanted] = stores;
    if (wanted === undefined) return true;
    return !(await events.isTaken(wanted.calendarId, wanted, transaction));
  };

  /** Leaves the calendar in which it was, when it goes to another. */
  const leaveCalendar = async (transaction: Transaction, { base, stores: [wanted] }: PreparedChange): Promise<void> => {
    if (base === undefined || wanted === undefined || base.calendarId === wanted.calendarId) return;
    if (await events.isTaken(wanted.calendarId, wanted, transaction)) throw new DomainError('already-exists');
    await calendars.noteChange(transaction, base.calendarId, base.uri, 'delete');
  };

  /** Makes room where the new organizer has a copy, and leaves one behind; the meeting goes along. */
  const passOn = async (transaction: Transaction, base: StoredEvent, wanted: ObjectToStore): Promise<void> => {
    for (const copy of await events.listCopies(base, transaction))
      if (copy.ownerId === wanted.ownerId) await writer.remove(transaction, copy);
    if (await events.isTaken(wanted.calendarId, wanted, transaction)) throw new DomainError('already-exists');
    const { calendarId, organizerId, uri } = wanted;
    const revision = await calendars.noteChange(transaction, calendarId, uri, 'put');
    const copyId = newId<EventId>();
    await events.passOn(transaction, base, { organizerId, calendarId, uri, revision, copyId });
    if (wanted.meetingId !== undefined) await meetings.passOn(transaction, wanted.meetingId, organizerId);
  };

  const place = async (transaction: Transaction, change: PreparedChange): Promise<void> => {
    const { base, stores } = change;
    const [wanted] = stores;
    if (base !== undefined && wanted !== undefined && !isCopy(base) && base.ownerId !== wanted.ownerId)
      await passOn(transaction, base, wanted);
    else await leaveCalendar(transaction, change);
  };

  const tell = async (
    transaction: Transaction,
    { before, stores, notify, undoable }: PreparedChange,
    stored: readonly EventFacts[],
  ): Promise<void> => {
    const nowMs = clock.nowMs();
    const quiet = undoable ? { quietAtLeastMs: UNDO_MS } : {};
    if (stores.length === 0 && before)
      await changes.written(transaction, { before, notify: notify && isNews(nowMs, before), ...quiet });
    for (const [index, after] of stored.entries()) {
      const earlier = index === 0 ? before : undefined;
      await changes.written(transaction, {
        ...(earlier && { before: earlier }),
        after,
        notify: notify && isNews(nowMs, earlier, after),
        ...quiet,
      });
    }
  };

  const meetingsOf = ({ base, stores }: PreparedChange): Set<MeetingId> =>
    new Set([base, ...stores].flatMap((event) => (event?.meetingId === undefined ? [] : [event.meetingId])));

  const keep = async (
    transaction: Transaction,
    change: PreparedChange,
  ): Promise<{ facts: readonly EventFacts[]; announce: () => void } | undefined> => {
    if (!(await isCurrent(transaction, change))) return undefined;
    const { base, opens, organizer, settings, stores } = change;
    if (change.undoable && base) await deleted.keep(transaction, base, stores[0]?.raw, clock.nowMs());
    if (opens !== undefined) await meetings.open(transaction, organizer, opens);
    if (settings !== undefined) await meetings.changeSettings(transaction, settings.of, settings.change);
    await place(transaction, change);
    const facts: EventFacts[] = [];
    for (const wanted of stores) facts.push(await writer.store(transaction, wanted));
    if (stores.length === 0 && base) await writer.remove(transaction, base);
    const standing = new Set(stores.map(({ meetingId }) => meetingId));
    let announce = nothing;
    for (const meetingId of meetingsOf(change)) {
      if (standing.has(meetingId)) await meetings.settleInvitees(transaction, meetingId);
      else announce = await meetings.leave(transaction, meetingId);
    }
    await tell(transaction, change, facts);
    return { facts, announce };
  };

  return async (change) => {
    const kept = await unitOfWork((transaction) => keep(transaction, change));
    if (kept === undefined) return undefined;
    kept.announce();
    changes.committed();
    return kept.facts;
  };
};

/** How often a change is worked out anew when others write the same event in the same moment. */
const TRIES = 5;

/** Works a change out from what is stored until nobody else changed it meanwhile. */
export const retryChange = async <Outcome>(attempt: () => Promise<Outcome | undefined>): Promise<Outcome> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = await attempt();
    if (outcome !== undefined) return outcome;
  }
  throw new DomainError('conflict');
};
