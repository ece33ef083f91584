import type { AttendeeStore } from '../../calendar/attendee-store.ts';
import { type EventPeople, everyone, isCopy } from '../../calendar/event.ts';
import { eventFacts } from '../../calendar/event-facts.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { Transaction } from '../../platform/database.ts';
import type { InvitationStore } from '../invitation-store.ts';
import type { EventNoteStore } from './event-note-store.ts';
import type { EventNotes } from './event-notes.ts';
import { startOf } from './note-answers.ts';

export interface NotReached {
  /** Of the outbox. */
  readonly mailId: string;
  readonly uid: string;
  readonly recipient: string;
  /** Why, in the words of the other server. */
  readonly words: string;
}

/** Tells the organizer that a mail about their event did not arrive. False when there is nobody to tell. */
export type NoteNotReached = (transaction: Transaction, mail: NotReached) => Promise<boolean>;

export const createNoteNotReached =
  ({
    invitations,
    events,
    attendees,
    notes,
    noteStore,
  }: {
    readonly invitations: InvitationStore;
    readonly events: EventStore;
    readonly attendees: AttendeeStore;
    readonly notes: EventNotes;
    readonly noteStore: EventNoteStore;
  }): NoteNotReached =>
  async (transaction, { mailId, uid, recipient, words }) => {
    const address = recipient.toLowerCase();
    const [told] = await invitations.listToldTo(uid, address, transaction);
    // The organizer's own copy is no invitation.
    if (told?.facts.invitee !== true) return false;
    const event = (await events.listOwnByUid(uid, transaction)).find(
      (one) => one.organizerId === told.organizerId && !isCopy(one),
    );
    if (event === undefined) return false;
    // Said once: what became of each later mail is seen beside its reader.
    if ((await noteStore.countOf(event.id, address, 'not-reached', transaction)) > 0) return false;
    const people: EventPeople = (await attendees.listOf([event.id], transaction)).get(event.id) ?? new Map();
    const { organizerId } = event;
    const name = everyone(people).find((one) => one.address === address)?.name ?? told.facts.recipient.name;
    return notes.add(
      transaction,
      {
        ...{ eventId: event.id, uid, organizerId, recurrenceId: told.recurrenceId, kind: 'not-reached', address, name },
        body: { text: words },
        source: `not reached ${mailId}`,
      },
      startOf(eventFacts(event, people), told.recurrenceId),
    );
  };
