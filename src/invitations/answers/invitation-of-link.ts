import { DomainError } from '../../base/errors.ts';
import type { AttendeeStore } from '../../calendar/attendee-store.ts';
import { type EventPeople, isCopy, type StoredEvent } from '../../calendar/event.ts';
import { type EventFacts, eventFacts } from '../../calendar/event-facts.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { InvitationStore } from '../invitation-store.ts';
import type { ToldFacts } from '../told-invitation.ts';
import type { ReplyAddresses } from './reply-addresses.ts';

/** What an answer link leads to. */
export interface LinkedInvitation {
  readonly uid: string;
  /** Lower case. */
  readonly address: string;
  /** What they were last told, of the series rather than of one date. */
  readonly told: ToldFacts;
  /** Undefined when the event is gone. */
  readonly current:
    | { readonly event: StoredEvent; readonly people: EventPeople; readonly facts: EventFacts }
    | undefined;
}

/** Refuses with `unknown-link`. */
export type InvitationOfLink = (token: string) => Promise<LinkedInvitation>;

export const createInvitationOfLink =
  ({
    replyAddresses,
    invitations,
    events,
    attendees,
  }: {
    readonly replyAddresses: ReplyAddresses;
    readonly invitations: InvitationStore;
    readonly events: EventStore;
    readonly attendees: AttendeeStore;
  }): InvitationOfLink =>
  async (token) => {
    const link = await replyAddresses.findLink(token);
    const rows = link === undefined ? [] : await invitations.listToldTo(link.uid, link.address);
    const [told] = rows.toSorted((one, other) => (one.recurrenceId < other.recurrenceId ? -1 : 1));
    if (link === undefined || told === undefined) throw new DomainError('unknown-link');
    // A UID may stand in several calendars: it is the event of the one who invited.
    const event = (await events.listOwnByUid(link.uid)).find(
      (one) => one.organizerId === told.organizerId && !isCopy(one),
    );
    const { uid, address } = link;
    if (event === undefined) return { uid, address, told: told.facts, current: undefined };
    const people: EventPeople = (await attendees.listOf([event.id])).get(event.id) ?? new Map();
    return { uid, address, told: told.facts, current: { event, people, facts: eventFacts(event, people) } };
  };
