import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import type { CalendarId } from '../base/ids.ts';
import type { CalendarChange } from '../contract/http/calendar.ts';
import { LIMITS } from '../contract/limits.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { AccessibleCalendar } from './calendar.ts';
import { nextColor } from './calendar-colors.ts';
import type { CalendarStore, Share } from './calendar-store.ts';
import { isCopy, isForeign } from './event.ts';
import { type EventChanges, isNews } from './event-changes.ts';
import { eventFacts } from './event-facts.ts';
import type { EventMeetings } from './event-meetings.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter } from './event-writer.ts';

export interface ManageCalendars {
  /** Makes the default calendar when the account has none yet. */
  settle(account: Account): Promise<void>;
  create(
    account: Account,
    wanted: { readonly name: string; readonly color?: string; readonly uri?: string },
  ): Promise<CalendarId>;
  change(account: Account, id: CalendarId, change: CalendarChange): Promise<void>;
  /** With all that is in it: events of others are declined in silence, own ones are cancelled. Refuses `conflict` for the default one. */
  remove(account: Account, id: CalendarId): Promise<void>;
  share(
    account: Account,
    id: CalendarId,
    shares: ReadonlyArray<{ readonly email: string; readonly access: 'read' | 'write' }>,
  ): Promise<void>;
}

/** Some milliseconds each. */
const REMOVED_AT_ONCE = 200;

export const createManageCalendars = ({
  unitOfWork,
  stores: { calendars, accounts, events, attendees },
  writer,
  meetings,
  changes,
  clock,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly stores: {
    readonly calendars: CalendarStore;
    readonly accounts: AccountStore;
    readonly events: EventStore;
    readonly attendees: AttendeeStore;
  };
  readonly writer: EventWriter;
  readonly meetings: EventMeetings;
  readonly changes: EventChanges;
  readonly clock: Clock;
}): ManageCalendars => {
  const find = async (account: Account, id: CalendarId, connection?: Transaction): Promise<AccessibleCalendar> => {
    const calendar = await calendars.findFor(account.id, id, connection);
    if (!calendar) throw new DomainError('not-found');
    return calendar;
  };
  const findOwn = async (account: Account, id: CalendarId, connection?: Transaction): Promise<AccessibleCalendar> => {
    const calendar = await find(account, id, connection);
    if (calendar.access !== 'owner') throw new DomainError('not-allowed');
    return calendar;
  };

  const OWNERS_ALONE = ['name', 'everyEventMeets', 'default'] as const;

  /** Events that others have to hear of, or that hold a meeting; one after the other, so that nobody else waits for all of them. */
  const cancelEvents = async (id: CalendarId): Promise<void> => {
    for (const { id: eventId } of await events.listCancellable(id)) {
      const announce = await unitOfWork(async (transaction) => {
        const event = await events.findById(eventId, transaction);
        if (!event || isCopy(event) || isForeign(event)) return undefined;
        const people = (await attendees.listOf([event.id], transaction)).get(event.id) ?? new Map();
        const before = eventFacts(event, people);
        await writer.remove(transaction, event);
        const ended = event.meetingId === undefined ? undefined : await meetings.leave(transaction, event.meetingId);
        await changes.written(transaction, { before, notify: isNews(clock.nowMs(), before) });
        return ended;
      });
      announce?.();
    }
  };

  /** Nobody has to hear of what is left. */
  const removeRest = async (id: CalendarId): Promise<void> => {
    const breathe = createBreather();
    while ((await unitOfWork((transaction) => events.removeSome(transaction, id, REMOVED_AT_ONCE))) > 0)
      await breathe();
    await unitOfWork((transaction) => calendars.remove(transaction, id));
  };

  return {
    async settle(account) {
      await unitOfWork((transaction) => writer.homeOf(transaction, account));
    },
    create: (account, wanted) =>
      unitOfWork(async (transaction) => {
        await writer.homeOf(transaction, account);
        const standing = await calendars.listFor(account.id, transaction);
        const own = standing.filter(({ access }) => access === 'owner');
        if (own.length >= LIMITS.calendars) throw new DomainError('too-large');
        if (wanted.uri !== undefined && own.some(({ uri }) => uri === wanted.uri))
          throw new DomainError('already-exists');
        return calendars.insert(transaction, {
          ownerId: account.id,
          name: wanted.name,
          color: wanted.color ?? nextColor(standing.map(({ color }) => color)),
          ...(wanted.uri !== undefined && { uri: wanted.uri }),
          createdMs: clock.nowMs(),
        });
      }),
    change: (account, id, { default: isDefault, ...edit }) =>
      unitOfWork(async (transaction) => {
        const calendar = await find(account, id, transaction);
        if (calendar.access === 'owner') {
          const { name, color, position, shown, everyEventMeets } = edit;
          await calendars.update(transaction, id, {
            ...(name !== undefined && { name }),
            ...(color !== undefined && { color }),
            ...(position !== undefined && { position }),
            ...(shown !== undefined && { shown }),
            ...(everyEventMeets !== undefined && { everyEventMeets }),
          });
          if (isDefault && calendar.kind !== 'own') throw new DomainError('not-allowed');
          if (isDefault) await calendars.setDefault(transaction, account.id, id);
          return;
        }
        if (isDefault || OWNERS_ALONE.some((name) => name !== 'default' && edit[name] !== undefined))
          throw new DomainError('not-allowed');
        const { color, position, shown } = edit;
        await calendars.updateShare(transaction, id, account.id, {
          ...(color !== undefined && { color }),
          ...(position !== undefined && { position }),
          ...(shown !== undefined && { shown }),
        });
      }),
    async remove(account, id) {
      const calendar = await find(account, id);
      if (calendar.access !== 'owner') {
        // Who sees somebody else's calendar stops seeing it.
        await unitOfWork((transaction) => calendars.removeShare(transaction, id, account.id));
        return;
      }
      if (calendar.isDefault) throw new DomainError('conflict');
      await cancelEvents(id);
      await removeRest(id);
      changes.committed();
    },
    share: (account, id, wanted) =>
      unitOfWork(async (transaction) => {
        await findOwn(account, id, transaction);
        const emails = wanted.map(({ email }) => email);
        const known = await accounts.findByEmails(emails, transaction);
        const byEmail = new Map(known.map((one) => [one.email.toLowerCase(), one]));
        const shares = wanted.map(({ email, access }, index): Share => {
          const other = byEmail.get(email.toLowerCase());
          if (!other)
            throw invalidField(`shares.${index}.email`, 'no-account', 'Nobody with this address has an account here.');
          if (other.id === account.id)
            throw invalidField(`shares.${index}.email`, 'owner', 'This calendar is yours already.');
          return { accountId: other.id, access };
        });
        await calendars.setShares(transaction, id, shares);
      }),
  };
};
