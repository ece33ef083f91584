import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { invalidField } from '../base/errors.ts';
import type { AccountId, EventId, MeetingId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { EventBody } from '../contract/http/event.ts';
import type { MeetingBody } from '../contract/http/meeting.ts';
import type { DeputyStore } from '../meetings/deputy-store.ts';
import type { MeetingSettings } from '../meetings/meeting-settings.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import type { MeetingView } from '../meetings/meeting-view.ts';
import { createBreather } from '../platform/breathe.ts';
import { dayStartUtcMs, nextDay } from '../protocols/icalendar/zoned-time.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type AccessibleCalendar, mayWrite } from './calendar.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { DatesBetween } from './dates-between.ts';
import { type EventPeople, isCopy, isForeign, NOBODY_HERE, peopleOn, type StoredEvent } from './event.ts';
import { type EventAccess, isHiddenFrom, mayChange } from './event-access.ts';
import { type EventFacts, eventFacts, factsOfObject, type OccasionFacts } from './event-facts.ts';
import { unknownDate } from './event-state.ts';
import type { EventStore, ListedDate } from './event-store.ts';
import { occasionOn } from './occasion-on.ts';
import { ANY_DATE, runsMeeting } from './runs-meeting.ts';
import { searchWords } from './search-text.ts';

/** Events as the screens show them, each to the account that looks. */
export interface EventView {
  /** The event itself, or one date of a series. Refuses with `not-found`. */
  one(account: Account, id: EventId, recurrenceId?: string): Promise<EventBody>;
  /** The dates that touch the days `from` to `to`, both included, in the account's time zone. */
  between(account: Account, from: string, to: string): Promise<EventBody[]>;
  /** The coming and running events to which others invited the account: of a series its next date. */
  invitations(account: Account): Promise<EventBody[]>;
  /** Dates of events in which every word is found: the coming ones first, by time, then the past, backwards. */
  search(account: Account, text: string, limit: number): Promise<EventBody[]>;
}

/** Events of a long list that are looked up together: few enough for other work to have its turn in between. */
const PORTION = 10;
const LONGEST_RANGE_MS = 3_660 * 24 * 3_600_000;
/** How long after its planned end a meeting that still runs is shown. */
const OVERTIME_MS = 24 * 3_600_000;

/** Titles that are not for everyone who sees the calendar. */
const HIDDEN_TITLES: Record<Language, string> = { fr: 'Occupé', en: 'Busy' };

/** What the account is to the event by its invitation; its copy exists because its address is on the list. */
const invitedAs = (account: Account, facts: EventFacts, occasion: OccasionFacts): EventBody['myRole'] => {
  if (facts.organizerId === account.id) return 'organizer';
  const mine = occasion.invitees.find(({ address }) => address === account.email.toLowerCase());
  return mine?.role === 'moderator' ? 'moderator' : 'attendee';
};

/** Whoever runs a meeting in its organizer's place may do what a moderator may. */
const myRoleIn = ({ account, facts, runs }: Sight, occasion: OccasionFacts, recurrenceId: string) => {
  const role = invitedAs(account, facts, occasion);
  return role === 'attendee' && runs(recurrenceId) ? 'moderator' : role;
};

/** PIN and start link are for who runs this date, or all of them. */
const meetingFor = (sight: Sight, meeting: MeetingBody, role: EventBody['myRole']): MeetingBody => {
  if (role !== 'attendee' || invitedAs(sight.account, sight.facts, sight.facts) !== 'attendee') return meeting;
  const { pin: _, startUrl: __, ...bare } = meeting;
  return bare;
};

const iso = (ms: number): string => new Date(ms).toISOString();

interface HeldMeeting {
  readonly body: MeetingBody;
  readonly settings: MeetingSettings;
}

/** Where and as whom an account sees an event. */
interface Sight {
  readonly account: Account;
  readonly event: StoredEvent;
  readonly calendar: AccessibleCalendar;
  readonly facts: EventFacts;
  readonly organizer: { readonly name: string; readonly email: string; readonly language?: Language };
  /** Whether the account runs the meeting on a date in the organizer's place: as chair, co-organizer or deputy. */
  readonly runs: (recurrenceId: string) => boolean;
}

const withoutDetails = (account: Account, occasion: OccasionFacts): OccasionFacts => ({
  ...occasion,
  title: HIDDEN_TITLES[account.language],
  location: '',
  description: '',
  invitees: [],
});

/** Where those invited do not see each other, each sees themself. */
const seenBy = ({ event, account, facts }: Sight, { invitees }: OccasionFacts): OccasionFacts['invitees'] =>
  facts.hideInvitees && isCopy(event) && !isForeign(event)
    ? invitees.filter(({ address }) => address === account.email.toLowerCase())
    : invitees;

const eventBody = (sight: Sight, recurrenceId: string, held: HeldMeeting | undefined): EventBody => {
  const { account, event, calendar, facts, organizer } = sight;
  const mayEdit = mayChange(account, { event, calendar });
  const hidden = isHiddenFrom(account, event);
  const found = occasionOn(facts, recurrenceId);
  const occasion = hidden ? withoutDetails(account, found) : found;
  const repeats = facts.recurrence;
  const isDate = recurrenceId !== '';
  const myRole = myRoleIn(sight, occasion, recurrenceId);
  const shownOrganizer = hidden ? { name: '', email: '' } : { name: organizer.name, email: organizer.email };
  return {
    id: event.id,
    uid: facts.uid,
    calendarId: event.calendarId,
    title: occasion.title,
    start: occasion.start,
    end: occasion.end,
    timeZone: occasion.timeZone,
    allDay: occasion.allDay,
    startsAt: iso(occasion.startMs),
    endsAt: iso(occasion.endMs),
    location: occasion.location,
    description: occasion.description,
    organizer: shownOrganizer,
    myRole,
    mayAnswer: isCopy(event) && !isForeign(event) && event.ownerId === account.id,
    hideInvitees: facts.hideInvitees === true,
    invitees: seenBy(sight, occasion).map(({ address, name, role, answer, language, timeZone }) => ({
      email: address,
      name,
      role,
      answer,
      language: language ?? organizer.language ?? account.language,
      ...(timeZone !== undefined && { timeZone }),
    })),
    webMeeting: facts.meetingId !== undefined,
    ...(held && !hidden && { meeting: meetingFor(sight, held.body, myRole) }),
    ...(held && mayEdit && { meetingSettings: held.settings }),
    mayEdit,
    mayDelete: mayWrite(calendar) && !hidden,
    status: occasion.status,
    transparent: facts.transparent,
    recurring: repeats !== undefined || isDate,
    ...(isDate && { recurrenceId }),
    changed: isDate && facts.changedDates.some((date) => date.recurrenceId === recurrenceId),
    recurrence: repeats?.rule ?? '',
    extraDates: [...(repeats?.extraDates ?? [])],
    excludedDates: [...(repeats?.excludedDates ?? [])],
    seriesStart: facts.start,
    seriesEnd: facts.end,
    seriesEndsAt: facts.lastEndMs === null ? null : iso(facts.lastEndMs),
  };
};

export const createEventView = ({
  events,
  attendees,
  calendars,
  accounts,
  access,
  deputies,
  meetings: { meetings, meetingView },
  work: { datesBetween, clock },
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly calendars: CalendarStore;
  readonly accounts: AccountStore;
  readonly access: EventAccess;
  readonly deputies: Pick<DeputyStore, 'listOf'>;
  readonly meetings: { readonly meetings: MeetingStore; readonly meetingView: MeetingView };
  readonly work: { readonly datesBetween: DatesBetween; readonly clock: Clock };
}): EventView => {
  const key = ({ uid, organizerId }: Pick<StoredEvent, 'uid' | 'organizerId'>): string => `${organizerId} ${uid}`;

  /** The people of each event, by `key`: they are kept once, beside the organizer's own object. */
  const factsOf = async (list: readonly StoredEvent[]): Promise<Map<StoredEvent, EventFacts>> => {
    const copies = list.filter((event) => isCopy(event) && !isForeign(event));
    const masters = await events.findMasters(copies);
    const own = list.filter((event) => !isCopy(event) || isForeign(event));
    const masterIds = new Map([...masters, ...own].map((event) => [key(event), event.id]));
    const people = await attendees.listOf([...masterIds.values()]);
    const facts = new Map<StoredEvent, EventFacts>();
    const breathe = createBreather();
    for (const event of list) {
      const masterId = masterIds.get(key(event));
      const its: EventPeople = (masterId && people.get(masterId)) ?? new Map();
      facts.set(event, eventFacts(event, ownPeople(event, its)));
      await breathe();
    }
    return facts;
  };

  /** Who comes to single dates alone has a copy of those, and no series whose people could be shown. */
  const ownPeople = (event: StoredEvent, people: EventPeople): EventPeople => {
    const { datesOnly, dates } = factsOfObject(event);
    const [first] = dates;
    return datesOnly && first ? new Map([...people, ['', peopleOn(people, first.recurrenceId)]]) : people;
  };

  const organizersOf = async (list: readonly StoredEvent[]): Promise<Map<AccountId, Account>> => {
    const found = new Map<AccountId, Account>();
    for (const organizerId of new Set(list.map((event) => event.organizerId))) {
      const organizer = organizerId === NOBODY_HERE ? undefined : await accounts.findById(organizerId);
      if (organizer) found.set(organizerId, organizer);
    }
    return found;
  };

  const meetingsOf = async (sights: readonly Sight[]): Promise<Map<MeetingId, HeldMeeting>> => {
    const roles = new Map<MeetingId, EventBody['myRole']>();
    for (const { account, facts, runs } of sights) {
      const { meetingId } = facts;
      if (meetingId === undefined) continue;
      const role = invitedAs(account, facts, facts);
      const runsAny = role === 'attendee' && runs(ANY_DATE);
      if (!roles.has(meetingId) || role !== 'attendee' || runsAny) roles.set(meetingId, runsAny ? 'moderator' : role);
    }
    const found = await meetings.findByIds([...roles.keys()]);
    const shown = [...found.values()].map((meeting) => ({ meeting, role: roles.get(meeting.id) ?? 'attendee' }));
    const bodies = await meetingView.many(shown);
    return new Map(
      bodies.flatMap((body, index) => {
        const entry = shown[index];
        return entry ? [[entry.meeting.id, { body, settings: entry.meeting.settings }] as const] : [];
      }),
    );
  };

  const organizerOf = (event: StoredEvent, known: ReadonlyMap<AccountId, Account>): Sight['organizer'] => {
    const account = known.get(event.organizerId);
    if (account) return account;
    const written = factsOfObject(event).organizer;
    return { name: written?.name ?? '', email: written?.address ?? '' };
  };

  type Wanted = Pick<ListedDate, 'event' | 'recurrenceId'>;

  const showPortion = async (
    account: Account,
    list: readonly Wanted[],
    seen: ReadonlyMap<string, AccessibleCalendar>,
  ): Promise<EventBody[]> => {
    const distinct = [...new Set(list.map(({ event }) => event))];
    const facts = await factsOf(distinct);
    const organizers = await organizersOf(distinct);
    const named = await deputies.listOf(distinct.flatMap(({ meetingId }) => meetingId ?? []));
    const sights = new Map<StoredEvent, Sight>();
    for (const [event, its] of facts) {
      const calendar = seen.get(event.calendarId);
      const organizer = organizerOf(event, organizers);
      if (calendar)
        sights.set(event, {
          ...{ account, event, calendar, facts: its, organizer },
          runs: runsMeeting({ account, event, calendar, facts: its, organizer: organizer.email }, named),
        });
    }
    const bodies = await meetingsOf([...sights.values()]);
    return list.flatMap(({ event, recurrenceId }) => {
      const sight = sights.get(event);
      if (!sight) return [];
      const meeting = sight.facts.meetingId === undefined ? undefined : bodies.get(sight.facts.meetingId);
      return [eventBody(sight, recurrenceId, meeting)];
    });
  };

  const show = async (
    account: Account,
    list: readonly Wanted[],
    seen: readonly AccessibleCalendar[],
  ): Promise<EventBody[]> => {
    const byId = new Map(seen.map((calendar) => [calendar.id as string, calendar]));
    const shown: EventBody[] = [];
    const breathe = createBreather();
    for (const portion of portions(list)) {
      shown.push(...(await showPortion(account, portion, byId)));
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
    async one(account, id, recurrenceId = '') {
      const { event, calendar } = await access.toRead(account, id);
      const name = recurrenceId.length === 16 ? `${recurrenceId}:00` : recurrenceId;
      const facts = factsOfObject(event);
      const isDate = name !== '' && (facts.rule !== '' || facts.extraDates.length > 0 || facts.datesOnly);
      if (name !== '' && !isDate && name !== facts.main.start) throw unknownDate();
      if (isDate && !(await datesBetween.has(account, event, name))) throw unknownDate();
      const [body] = await show(account, [{ event, recurrenceId: isDate ? name : '' }], [calendar]);
      if (!body) throw new Error('An event that was found was not shown.');
      return body;
    },
    async between(account, from, to) {
      if (to < from) throw invalidField('to', 'before-from', 'The last day must not be before the first.');
      const fromMs = dayStart('from', from, account.timeZone);
      const toMs = dayStart('to', nextDay(to), account.timeZone);
      if (toMs - fromMs > LONGEST_RANGE_MS) throw invalidField('to', 'range-too-long', 'At most ten years at once.');
      const seen = await calendars.listFor(account.id);
      return show(account, await datesBetween.list(account, seen, fromMs, toMs), seen);
    },
    async invitations(account) {
      const nowMs = clock.nowMs();
      const seen = await calendars.listFor(account.id);
      const copies = await events.listInvitations(account.id, nowMs - OVERTIME_MS);
      const next = await events.nextDates(
        copies.map(({ id }) => id),
        nowMs - OVERTIME_MS,
      );
      const wanted = copies.flatMap((event) =>
        (next.get(event.id) ?? []).map((recurrenceId) => ({ event, recurrenceId })),
      );
      const list = await show(account, wanted, seen);
      const current = list.filter((event) => Date.parse(event.endsAt) > nowMs || event.meeting?.live);
      return firstOfEach(current.toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1)));
    },
    async search(account, text, limit) {
      const words = searchWords(text);
      if (words.length === 0) return [];
      const seen = await calendars.listFor(account.id);
      const calendarIds = seen.map(({ id }) => id);
      const found = await events.search({ calendarIds, words, nowMs: clock.nowMs(), limit });
      return show(
        account,
        found.filter(({ event }) => !isHiddenFrom(account, event)),
        seen,
      );
    },
  };
};

/** Lists of some events each, with all the dates of an event in one. */
const portions = <Item extends { readonly event: StoredEvent }>(list: readonly Item[]): Item[][] => {
  const found: Item[][] = [];
  let current: Item[] = [];
  let known = new Set<StoredEvent>();
  for (const item of list) {
    if (known.size >= PORTION && !known.has(item.event)) {
      found.push(current);
      current = [];
      known = new Set();
    }
    known.add(item.event);
    current.push(item);
  }
  return current.length > 0 ? [...found, current] : found;
};

const firstOfEach = (list: readonly EventBody[]): EventBody[] => {
  const known = new Set<string>();
  return list.filter(({ id }) => {
    const isFirst = !known.has(id);
    known.add(id);
    return isFirst;
  });
};
