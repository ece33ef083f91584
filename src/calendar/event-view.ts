import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { invalidField } from '../base/errors.ts';
import type { AccountId, EventId, MeetingId } from '../base/ids.ts';
import type { EventBody } from '../contract/http/event.ts';
import type { MeetingBody } from '../contract/http/meeting.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import type { MeetingView } from '../meetings/meeting-view.ts';
import { createBreather } from '../platform/breathe.ts';
import { dayStartUtcMs, nextDay } from '../protocols/icalendar/zoned-time.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { isCopy, type StoredEvent } from './event.ts';
import { type EventFacts, eventFacts } from './event-facts.ts';
import type { EventStore } from './event-store.ts';
import type { ReadObjectCached } from './object-cache.ts';
import { findOwn } from './own-event.ts';

/** Events as the screens show them, each to the account that looks. */
export interface EventView {
  /** Refuses with `not-found`. */
  one(account: Account, id: EventId): Promise<EventBody>;
  /** Those that touch the days `from` to `to`, both included, in the account's time zone. */
  between(account: Account, from: string, to: string): Promise<EventBody[]>;
  /** The coming and running events to which others invited the account. */
  invitations(account: Account): Promise<EventBody[]>;
}

/** Events of a long list that are looked up together: few enough for other work to have its turn in between. */
const PORTION = 10;
const LONGEST_RANGE_MS = 3_660 * 24 * 3_600_000;
/** How long after its planned end a meeting that still runs is shown. */
const OVERTIME_MS = 24 * 3_600_000;

/** What the account is to the event; its copy exists because its address is on the list. */
const myRoleIn = (account: Account, facts: EventFacts): EventBody['myRole'] => {
  if (facts.organizerId === account.id) return 'organizer';
  const mine = facts.invitees.find(({ address }) => address === account.email.toLowerCase());
  return mine?.role === 'moderator' ? 'moderator' : 'attendee';
};

const iso = (ms: number): string => new Date(ms).toISOString();

const eventBody = (
  event: StoredEvent,
  facts: EventFacts,
  account: Account,
  organizer: Account | undefined,
  meeting: MeetingBody | undefined,
): EventBody => ({
  id: event.id,
  uid: facts.uid,
  calendarId: event.calendarId,
  title: facts.title,
  start: facts.start,
  end: facts.end,
  timeZone: facts.timeZone,
  allDay: facts.allDay,
  startsAt: iso(facts.startMs),
  endsAt: iso(facts.endMs),
  location: facts.location,
  description: facts.description,
  organizer: { name: organizer?.name ?? '', email: organizer?.email ?? '' },
  myRole: myRoleIn(account, facts),
  invitees: facts.invitees.map(({ address, name, role, answer, language, timeZone }) => ({
    email: address,
    name,
    role,
    answer,
    language: language ?? organizer?.language ?? account.language,
    ...(timeZone !== undefined && { timeZone }),
  })),
  webMeeting: facts.meetingId !== undefined,
  ...(meeting && { meeting }),
});

export const createEventView = ({
  events,
  attendees,
  accounts,
  meetings,
  meetingView,
  readObject,
  clock,
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly accounts: AccountStore;
  readonly meetings: MeetingStore;
  readonly meetingView: MeetingView;
  readonly readObject: ReadObjectCached;
  readonly clock: Clock;
}): EventView => {
  const key = ({ uid, organizerId }: Pick<StoredEvent, 'uid' | 'organizerId'>): string => `${organizerId} ${uid}`;

  /** The people of each event, by `key`: they are kept once, beside the organizer's own object. */
  const factsOf = async (list: readonly StoredEvent[]): Promise<Map<StoredEvent, EventFacts>> => {
    const masters = await events.findMasters(list.filter(isCopy));
    const masterIds = new Map(
      [...masters, ...list.filter((event) => !isCopy(event))].map((event) => [key(event), event.id]),
    );
    const people = await attendees.listOf([...masterIds.values()]);
    const facts = new Map<StoredEvent, EventFacts>();
    const breathe = createBreather();
    for (const event of list) {
      const masterId = masterIds.get(key(event));
      facts.set(event, eventFacts(event, (masterId && people.get(masterId)) ?? [], readObject(event)));
      await breathe();
    }
    return facts;
  };

  const organizersOf = async (list: readonly StoredEvent[]): Promise<Map<AccountId, Account>> => {
    const found = new Map<AccountId, Account>();
    for (const organizerId of new Set(list.map((event) => event.organizerId))) {
      const organizer = await accounts.findById(organizerId);
      if (organizer) found.set(organizerId, organizer);
    }
    return found;
  };

  const meetingsOf = async (account: Account, list: Iterable<EventFacts>): Promise<Map<MeetingId, MeetingBody>> => {
    const roles = new Map<MeetingId, EventBody['myRole']>();
    for (const facts of list) if (facts.meetingId !== undefined) roles.set(facts.meetingId, myRoleIn(account, facts));
    const found = await meetings.findByIds([...roles.keys()]);
    const shown = [...found.values()].map((meeting) => ({ meeting, role: roles.get(meeting.id) ?? 'attendee' }));
    const bodies = await meetingView.many(shown);
    return new Map(
      bodies.flatMap((body, index) => {
        const entry = shown[index];
        return entry ? [[entry.meeting.id, body] as const] : [];
      }),
    );
  };

  const showPortion = async (account: Account, list: readonly StoredEvent[]): Promise<EventBody[]> => {
    const facts = await factsOf(list);
    const organizers = await organizersOf(list);
    const bodies = await meetingsOf(account, facts.values());
    return [...facts].map(([event, its]) => {
      const meeting = its.meetingId === undefined ? undefined : bodies.get(its.meetingId);
      return eventBody(event, its, account, organizers.get(event.organizerId), meeting);
    });
  };

  const show = async (account: Account, list: readonly StoredEvent[]): Promise<EventBody[]> => {
    const shown: EventBody[] = [];
    const breathe = createBreather();
    for (let start = 0; start < list.length; start += PORTION) {
      shown.push(...(await showPortion(account, list.slice(start, start + PORTION))));
      await breathe();
    }
    return shown;
  };

  const dayStart = (path: string, date: string, timeZone: string): number => {
    const moment = dayStartUtcMs(date, timeZone);
    if (!moment.ok) throw invalidField(path, moment.code, 'This date does not exist.');
    return moment.value;
  };

  return {
    async one(account, id) {
      const [body] = await show(account, [await findOwn(events, account, id)]);
      if (!body) throw new Error('An event that was found was not shown.');
      return body;
    },
    async between(account, from, to) {
      if (to < from) throw invalidField('to', 'before-from', 'The last day must not be before the first.');
      const fromMs = dayStart('from', from, account.timeZone);
      const toMs = dayStart('to', nextDay(to), account.timeZone);
      if (toMs - fromMs > LONGEST_RANGE_MS) throw invalidField('to', 'range-too-long', 'At most ten years at once.');
      return show(account, await events.listInRange(account.id, fromMs, toMs));
    },
    async invitations(account) {
      const nowMs = clock.nowMs();
      const list = await show(account, await events.listInvitations(account.id, nowMs - OVERTIME_MS));
      return list.filter((event) => Date.parse(event.endsAt) > nowMs || event.meeting?.live);
    },
  };
};
