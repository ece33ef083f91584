import { type EventPeople, everyone, isForeign, type StoredEvent } from '../../calendar/event.ts';
import { type EventFacts, eventFacts } from '../../calendar/event-facts.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { ReplyAddress } from '../answers/reply-address-store.ts';
import type { ToldInvitation } from '../told-invitation.ts';
import type { IncomingParts } from './incoming-parts.ts';

/** An event of this server that a mail is about. */
export interface KnownEvent {
  readonly event: StoredEvent;
  readonly facts: EventFacts;
  /** Lower-case addresses, the organizer's not among them, and their names. */
  readonly invited: ReadonlyMap<string, string>;
  /** What somebody was told of it. */
  readonly toldTo: (address: string) => Promise<readonly ToldInvitation[]>;
}

type Stores = Pick<IncomingParts['stores'], 'attendees' | 'events' | 'invitations'>;

const known = async (event: StoredEvent, { attendees, invitations }: Stores): Promise<KnownEvent> => {
  const people: EventPeople = (await attendees.listOf([event.id])).get(event.id) ?? new Map();
  const invited = everyone(people).filter(({ role }) => role !== 'chair');
  return {
    event,
    facts: eventFacts(event, people),
    invited: new Map(invited.map(({ address, name }) => [address, name])),
    // Another organizer may have told of an event of the same UID.
    toldTo: async (address) =>
      (await invitations.listToldTo(event.uid, address)).filter(({ organizerId }) => organizerId === event.organizerId),
  };
};

/**
 * The organizers' events of that UID: mostly one. Where people were told of it, only that of who told them: whoever was forwarded the
 * mail can make an event of the same UID.
 */
export const findKnownEvents = async (uid: string, stores: Stores): Promise<KnownEvent[]> => {
  const teller = await stores.invitations.tellerOf(uid);
  const found: KnownEvent[] = [];
  for (const event of await stores.events.listOwnByUid(uid))
    if (!isForeign(event) && (teller === undefined || teller === event.organizerId))
      found.push(await known(event, stores));
  return found;
};

/**
 * Those of `holders` who are invited to this event, and whose reply address counts for it: it is that of one organizer and one
 * invitee. Where an event was handed over, the older address counts as well: it was mailed to the same person, about this very event.
 */
export const holdersOf = async (
  { event, invited, toldTo }: KnownEvent,
  holders: readonly ReplyAddress[],
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const { organizerId, address } of holders) {
    if (!invited.has(address)) continue;
    const isTold = async (): Promise<boolean> =>
      (await toldTo(address)).some((told) => told.organizerId === event.organizerId);
    if (organizerId === event.organizerId || (await isTold())) found.push(address);
  }
  return found;
};

/** When the date is that a note is about; of a whole series nobody can say. */
export const startMsOf = ({ facts }: KnownEvent, recurrenceId: string): number | undefined =>
  recurrenceId === '' && facts.recurrence !== undefined ? undefined : occasionOn(facts, recurrenceId).startMs;
