import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type EventId, type MeetingId, newId } from '../base/ids.ts';
import type { CalendarObject, ObjectEvent } from '../protocols/icalendar/calendar-object.ts';
import type { AnswerInvitation } from './answer-invitation.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type AccessibleCalendar, mayWrite } from './calendar.ts';
import { type CommitChange, retryChange } from './commit-change.ts';
import { type EventPeople, everyone, isCopy, isForeign, NOBODY_HERE, peopleOn, type StoredEvent } from './event.ts';
import { isHiddenFrom } from './event-access.ts';
import { type EventFacts, eventFacts } from './event-facts.ts';
import type { EventMeetings } from './event-meetings.ts';
import { askAgain } from './event-plan.ts';
import type { EventStore } from './event-store.ts';
import { etagOf, type ObjectToStore } from './event-writer.ts';
import type { ObjectRefusal, ReadObject } from './object-facts.ts';
import type { ObjectReader } from './object-reader.ts';
import { occasionOn } from './occasion-on.ts';
import { inviteesIn, peopleOfObject } from './people-of-object.ts';
import type { PutAnswer, PutRefusal, PutRequest } from './put-request.ts';
import { settleObject } from './settle-object.ts';
import { asksForMeeting, keepsMeeting } from './wants-meeting.ts';

/**
 * Stores an object as a program wrote it. An organizer's event gets its meeting, its invitations and its copies; a copy gives an
 * answer and keeps what is its owner's; an event from elsewhere is kept as it is.
 */
export type PutObject = (request: PutRequest) => Promise<PutAnswer>;

const refusalOf = ({ code, line }: ObjectRefusal): PutRefusal => {
  const where = line === undefined ? {} : { line };
  if (code === 'unsupported-component' || code === 'too-large') return { ok: false, code, problem: code, ...where };
  return { ok: false, code: 'invalid', problem: code, ...where };
};

interface Standing {
  readonly event: StoredEvent | undefined;
  readonly people: EventPeople;
  readonly facts: EventFacts | undefined;
}

/** An object keeps its ID; one that has none yet is new. */
const idOf = ({ event }: Standing): Pick<ObjectToStore, 'id' | 'isNew'> =>
  event ? { id: event.id } : { id: newId<EventId>(), isNew: true };

const eventsOf = ({ main, overrides }: CalendarObject): ObjectEvent[] => [...(main ? [main] : []), ...overrides];

/** What stands under the name that is written. */
const standsHere = ({ calendar }: PutRequest, event: StoredEvent | undefined): StoredEvent | undefined =>
  event?.calendarId === calendar.id ? event : undefined;

const concernsOthers = ({ meetingId }: StoredEvent, people: EventPeople): boolean =>
  meetingId !== undefined || everyone(people).some(({ role }) => role !== 'chair');

/** What decides whether people have to be asked again: when it is, date by date. */
const timeOf = (facts: EventFacts, recurrenceId: string): string => {
  const occasion = occasionOn(facts, recurrenceId);
  return JSON.stringify([
    occasion.startMs,
    occasion.endMs,
    occasion.allDay,
    recurrenceId === '' ? [facts.recurrence?.rule ?? '', facts.recurrence?.extraDates ?? []] : [],
  ]);
};

export const createPutObject = ({
  stores: { events, attendees, accounts },
  reader,
  meetings,
  answerInvitation,
  commit,
  meetingAddress,
  clock,
}: {
  readonly stores: { readonly events: EventStore; readonly attendees: AttendeeStore; readonly accounts: AccountStore };
  readonly reader: ObjectReader;
  readonly meetings: EventMeetings;
  readonly answerInvitation: AnswerInvitation;
  readonly commit: CommitChange;
  /** The server's own: who invites it asks for a meeting. */
  readonly meetingAddress: string;
  readonly clock: Clock;
}): PutObject => {
  const peopleOf = async (event: StoredEvent | undefined): Promise<EventPeople> =>
    (event && (await attendees.listOf([event.id])).get(event.id)) ?? new Map();

  /**
   * The same event in another calendar of the account: programs move it by putting it where it goes before they delete it where it
   * was. RFC 6638 3.2.4.1 allows one scheduled object with a UID.
   */
  const findElsewhere = async ({ account, calendar }: PutRequest, owner: Account, own: readonly StoredEvent[]) => {
    if (account.id !== owner.id) return undefined;
    const event = own.find(({ ownerId, calendarId }) => ownerId === owner.id && calendarId !== calendar.id);
    return event && concernsOthers(event, await peopleOf(event)) ? event : undefined;
  };

  const readStanding = async (
    request: PutRequest,
    owner: Account,
    there: StoredEvent | undefined,
    own: readonly StoredEvent[],
  ): Promise<Standing> => {
    const event = there ?? (await findElsewhere(request, owner, own));
    const people = await peopleOf(event);
    return { event, people, facts: event && eventFacts(event, people) };
  };

  const ownerOf = async ({ account, calendar }: PutRequest): Promise<Account> => {
    const owner = calendar.ownerId === account.id ? account : await accounts.findById(calendar.ownerId);
    if (!owner) throw new DomainError('not-found');
    return owner;
  };

  /** The organizer's object that this one is a copy of, when the owner of the calendar is invited to it. */
  const masterFor = async (
    owner: Account,
    own: readonly StoredEvent[],
    copy: StoredEvent | undefined,
  ): Promise<StoredEvent | undefined> => {
    for (const master of own) {
      if (master.ownerId === owner.id || (copy && !isForeign(copy) && copy.organizerId !== master.ownerId)) continue;
      const people = (await attendees.listOf([master.id])).get(master.id) ?? new Map();
      const isInvited = [...people.values()].some((list) =>
        list.some(({ address }: { address: string }) => address === owner.email.toLowerCase()),
      );
      if (isInvited) return master;
    }
    return undefined;
  };

  /**
   * Programs of those with whom the calendar is shared name their own account, for they know of no other. An event that is in their
   * own calendar as well is theirs.
   */
  const isOwn = async ({ account }: PutRequest, owner: Account, object: CalendarObject): Promise<boolean> => {
    const isTheirs =
      account.id !== owner.id && (await events.listOwnByUid(object.uid)).some(({ ownerId }) => ownerId === account.id);
    const ours = new Set([owner, ...(isTheirs ? [] : [account])].map(({ email }) => email.toLowerCase()));
    return eventsOf(object).every(({ organizer }) => !organizer || ours.has(organizer.address.toLowerCase()));
  };

  const namesOrganizer = (owner: Account, object: CalendarObject): boolean =>
    eventsOf(object).some(({ organizer }) => organizer?.address.toLowerCase() === owner.email.toLowerCase());

  const homeZoneOf = (owner: Account, calendar: AccessibleCalendar, people: EventPeople): string =>
    peopleOn(people, '').find(({ role }) => role === 'chair')?.timeZone ?? calendar.timeZone ?? owner.timeZone;

  /** Answers are kept here: a program that has not seen the newest one does not take it back. Another time asks anew. */
  const withAnswers = (wanted: EventPeople, standing: Standing, facts: EventFacts): EventPeople => {
    const { facts: before, people } = standing;
    if (before === undefined) return wanted;
    return new Map(
      [...wanted].map(([recurrenceId, list]) => {
        const known = new Map(peopleOn(people, recurrenceId).map(({ address, answer }) => [address, answer]));
        const kept = list.map((one) => ({ ...one, answer: known.get(one.address) ?? one.answer }));
        const isSame = timeOf(before, recurrenceId) === timeOf(facts, recurrenceId);
        return [recurrenceId, isSame ? kept : askAgain(kept)] as const;
      }),
    );
  };

  const meetingFor = async (
    request: PutRequest,
    owner: Account,
    object: CalendarObject,
    standing: StoredEvent | undefined,
  ): Promise<{ readonly meetingId?: MeetingId; readonly opens?: MeetingId }> => {
    const had = standing?.meetingId;
    if (had !== undefined) {
      const stays = request.calendar.everyEventMeets || keepsMeeting(object, had, meetingAddress);
      return stays ? { meetingId: had } : {};
    }
    const isAsked =
      asksForMeeting(object, meetingAddress) || (!standsHere(request, standing) && request.calendar.everyEventMeets);
    if (!isAsked || request.quiet || !owner.webMeeting) return {};
    const meetingId = await meetings.reserve(owner);
    return { meetingId, opens: meetingId };
  };

  const putOwn = async (
    request: PutRequest,
    owner: Account,
    read: ReadObject,
    standing: Standing,
  ): Promise<PutAnswer | undefined> => {
    const { calendar, uri, raw, account } = request;
    const { object } = read;
    const homeZone = homeZoneOf(owner, calendar, standing.people);
    const context = { organizer: owner, meetingAddress };
    const addresses = new Set(eventsOf(object).flatMap((event) => [...inviteesIn(event, context).keys()]));
    const wanted = peopleOfObject(object, {
      ...context,
      homeZone,
      accounts: addresses.size === 0 ? [] : await accounts.findByEmails([...addresses]),
      known: standing.people,
    });
    const { meetingId, opens } = await meetingFor(request, owner, object, standing.event);
    const place = {
      ...idOf(standing),
      calendarId: calendar.id,
      ownerId: owner.id,
      organizerId: owner.id,
      uri,
      uid: object.uid,
      sequence: Math.max(object.main?.sequence ?? 0, ...object.overrides.map(({ sequence }) => sequence)),
      createdMs: standing.event?.createdMs ?? clock.nowMs(),
      ...(meetingId !== undefined && { meetingId }),
    };
    const asFacts = (people: EventPeople): EventFacts =>
      eventFacts(
        { ...place, raw, etag: '', scheduleTag: '', startMs: read.startMs, endMs: read.endMs, facts: read.facts },
        people,
      );
    const people = withAnswers(wanted, standing, asFacts(wanted));
    const settled = settleObject(raw, object, {
      ...(meetingId !== undefined && { meeting: { id: meetingId, doorUrl: meetings.doorOf(meetingId) } }),
      ...(standing.event?.meetingId !== undefined && { hadMeetingId: standing.event.meetingId }),
      organizer: { name: owner.name, address: owner.email },
      ...(standing.facts?.hideInvitees && { hideInvitees: true as const }),
      people,
    });
    const isExact = settled === raw;
    const settledRead = isExact ? read : await again(settled, homeZone, account);
    const store: ObjectToStore = { ...place, raw: settled, read: settledRead, people };
    return keep(request, owner, standing, store, { ...(opens !== undefined && { opens }), exact: isExact });
  };

  const again = async (raw: string, homeZone: string, account: Account): Promise<ReadObject> => {
    const read = await reader.read(raw, homeZone, account.id);
    if (!read.ok) throw new Error(`An object that was settled cannot be read: ${read.code}`);
    return read.value;
  };

  const keep = async (
    request: PutRequest,
    owner: Account,
    { event, facts }: Standing,
    store: ObjectToStore,
    { opens, exact }: { readonly opens?: MeetingId; readonly exact: boolean },
  ): Promise<PutAnswer | undefined> => {
    const here = standsHere(request, event);
    if (!request.condition(here)) return { ok: false, code: 'precondition-failed' };
    const isOurs = !isForeign(store);
    const kept = await commit({
      organizer: owner,
      ...(event && { base: event }),
      ...(facts && isOurs && { before: facts }),
      stores: [store],
      ...(opens !== undefined && { opens }),
      notify: isOurs && !request.quiet,
    });
    if (kept === undefined) return undefined;
    const etag = etagOf(store.raw);
    return { ok: true, created: !here, etag, scheduleTag: etag, exact, id: store.id };
  };

  /** Somebody else's event: nobody here tells anyone of it. */
  const putForeign = (
    request: PutRequest,
    owner: Account,
    read: ReadObject,
    standing: Standing,
  ): Promise<PutAnswer | undefined> => {
    const { object } = read;
    const people = peopleOfObject(object, {
      organizer: owner,
      meetingAddress: '',
      homeZone: homeZoneOf(owner, request.calendar, standing.people),
      accounts: [],
      known: standing.people,
    });
    return keep(
      request,
      owner,
      standing,
      {
        ...idOf(standing),
        calendarId: request.calendar.id,
        ownerId: owner.id,
        organizerId: NOBODY_HERE,
        uri: request.uri,
        uid: object.uid,
        raw: request.raw,
        sequence: object.main?.sequence ?? 0,
        createdMs: standing.event?.createdMs ?? clock.nowMs(),
        read,
        people,
      },
      { exact: true },
    );
  };

  const attempt = async (request: PutRequest, owner: Account, read: ReadObject): Promise<PutAnswer | undefined> => {
    const { account, calendar, uri } = request;
    const around = await events.listAround(calendar.id, uri, read.object.uid);
    const here = around.filter((event) => event.calendarId === calendar.id);
    const own = around.filter((event) => event.uid === read.object.uid && !isCopy(event));
    const there = here.find((event) => event.uri === uri);
    const standing = await readStanding(request, owner, there, own);
    if (standing.event && isHiddenFrom(account, standing.event)) return { ok: false, code: 'not-allowed' };
    if (!request.condition(standsHere(request, standing.event))) return { ok: false, code: 'precondition-failed' };
    const other = here.find((event) => event.uid === read.object.uid);
    if (other && other.uri !== uri) return { ok: false, code: 'uid-conflict', uri: other.uri };
    if (standing.event && standing.event.uid !== read.object.uid)
      return { ok: false, code: 'uid-conflict', uri: standing.event.uri };
    // Somebody else's event of the same UID does not make a copy of one's own.
    // Nor does who was the organizer become it again by a program that has not heard of it.
    const isGuests = standing.event !== undefined && isCopy(standing.event) && !isForeign(standing.event);
    const isOrganizers = standing.event?.organizerId === owner.id || (!isGuests && namesOrganizer(owner, read.object));
    const master = isOrganizers ? undefined : await masterFor(owner, own, standing.event);
    if (master) return answerInvitation({ request, owner, read, standing: standing.event, master });
    const invites = eventsOf(read.object).some(({ attendees }) => attendees.length > 0);
    if (await isOwn(request, owner, read.object))
      return standing.event && isForeign(standing.event) && invites
        ? { ok: false, code: 'attendee-change' }
        : putOwn(request, owner, read, standing);
    // Whom it concerns would be left with an event that nobody organizes.
    if (standing.event?.organizerId === owner.id && concernsOthers(standing.event, standing.people))
      return { ok: false, code: 'not-allowed' };
    return putForeign(request, owner, read, standing);
  };

  return async (request) => {
    const { account, calendar, raw } = request;
    if (!mayWrite(calendar)) return { ok: false, code: 'not-allowed' };
    const owner = await ownerOf(request);
    const read = await reader.read(raw, calendar.timeZone ?? owner.timeZone, account.id);
    if (!read.ok) return refusalOf(read);
    if (read.value.object.method !== undefined && !request.quiet)
      return { ok: false, code: 'invalid', problem: 'not-icalendar' };
    return retryChange(() => attempt(request, owner, read.value));
  };
};
