import type { Account } from '../../accounts/account.ts';
import { DomainError } from '../../base/errors.ts';
import type { EventId } from '../../base/ids.ts';
import type { AttendeeStore } from '../../calendar/attendee-store.ts';
import { type EventPeople, isCopy, peopleOn } from '../../calendar/event.ts';
import type { EventAccess } from '../../calendar/event-access.ts';
import type { Feedback, Note } from '../../contract/http/answer.ts';
import type { SentMailStore } from '../../mail/sent-mail-store.ts';
import type { InvitationStore } from '../invitation-store.ts';
import type { AnswerStore } from './answer-store.ts';
import type { EventNote } from './event-note.ts';
import type { EventNoteStore } from './event-note-store.ts';

/** What came back from the people of an event: for its organizer, and for those who may change it. */
export type ReadFeedback = (account: Account, id: EventId) => Promise<Feedback>;

const iso = (ms: number): string => new Date(ms).toISOString();

const toNote = (note: EventNote): Note => {
  const { id, kind, address, name, recurrenceId, atMs, state, body } = note;
  return {
    ...{ id, kind, email: address, name, recurrenceId, state },
    at: iso(atMs),
    text: body.text,
    ...(body.answer !== undefined && { answer: body.answer }),
    ...(body.startMs !== undefined && { startsAt: iso(body.startMs) }),
    ...(body.endMs !== undefined && { endsAt: iso(body.endMs) }),
    ...(body.delegate !== undefined && { delegate: body.delegate }),
  };
};

export const createReadFeedback =
  ({
    access,
    attendees,
    answers,
    notes,
    sentMails,
    invitations,
  }: {
    readonly access: EventAccess;
    readonly attendees: AttendeeStore;
    readonly answers: AnswerStore;
    readonly notes: EventNoteStore;
    readonly sentMails: SentMailStore;
    readonly invitations: Pick<InvitationStore, 'listAddressesTold'>;
  }): ReadFeedback =>
  async (account, id) => {
    const { event } = await access.toChange(account, id);
    if (isCopy(event)) throw new DomainError('not-allowed');
    const people: EventPeople = (await attendees.listOf([id])).get(id) ?? new Map();
    /** What was said to another time, or with another answer, holds no more. */
    const holds = (address: string, recurrenceId: string, answer: string): boolean =>
      peopleOn(people, recurrenceId).some((one) => one.address === address && one.answer === answer);
    const organizerAddress = peopleOn(people, '').find(({ role }) => role === 'chair')?.address;
    // Another organizer may have an event of the same UID.
    const told = await invitations.listAddressesTold(event.uid, event.organizerId);
    const isTheirs = (recipient: string): boolean => recipient !== organizerAddress && told.has(recipient);
    return {
      answers: (await answers.listOf(id))
        .filter(({ address, recurrenceId, answer }) => holds(address, recurrenceId, answer))
        .map(({ address, answeredMs, eventId: _, stampMs: __, sequence: ___, ...answer }) => ({
          ...answer,
          email: address,
          answeredAt: iso(answeredMs),
        })),
      notes: (await notes.listOf(id)).map(toNote),
      deliveries: (await sentMails.listOfKey(event.uid))
        .filter(({ recipient }) => isTheirs(recipient.toLowerCase()))
        .map((mail) => ({
          mailId: mail.id,
          email: mail.recipient,
          kind: mail.kind,
          state: mail.state,
          attempts: mail.attempts,
          at: iso(mail.bouncedMs ?? mail.leftMs ?? mail.dueMs),
          lastWords: mail.lastWords || (mail.lastError ?? ''),
        })),
    };
  };
