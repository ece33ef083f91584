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
    toldTo: (address) => invitations.listToldTo(event.uid, address),
  };
};

/** The organizers' events of that UID: mostly one. */
export const findKnownEvents = async (uid: string, stores: Stores): Promise<KnownEvent[]> => {
  const found: KnownEvent[] = [];
  for (const event of await stores.events.listOwnByUid(uid))
    if (!isForeign(event)) found.push(await known(event, stores));
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
    if (organizerId === event.organizerId || (await toldTo(address)).length > 0) found.push(address);
  }
  return found;
};

/** When the date is that a note is about; of a whole series nobody can say. */
export const startMsOf = ({ facts }: KnownEvent, recurrenceId: string): number | undefined =>
  recurrenceId === '' && facts.recurrence !== undefined ? undefined : occasionOn(facts, recurrenceId).startMs;
