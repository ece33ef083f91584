import type { AccountStore } from '../../accounts/account-store.ts';
import { invalidField } from '../../base/errors.ts';
import type { EventId } from '../../base/ids.ts';
import type { AttendeeStore } from '../../calendar/attendee-store.ts';
import type { ChangeEvent } from '../../calendar/change-event.ts';
import { type Attendee, type EventPeople, peopleOn } from '../../calendar/event.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { InviteeRequest } from '../../contract/http/event.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import type { AnswerStore } from './answer-store.ts';
import type { EventNoteStore } from './event-note-store.ts';
import { datesInvitedTo, invitedTo } from './invited-dates.ts';
import type { AnswerGiven, AnswerOutcome, RecordAnswer } from './record-answer.ts';

export interface Delegation extends Omit<AnswerGiven, 'answer' | 'delegate' | 'proposal'> {
  readonly delegate: { readonly email: string; readonly name?: string | undefined };
}

/** Somebody sends somebody else: who is invited in turn, with a link of their own and the same rights. */
export type DelegateInvitation = (delegation: Delegation) => Promise<AnswerOutcome>;

/** Each delegation mails somebody whom the organizer did not choose. */
const DELEGATIONS_AT_MOST = 3;
/** Who was sent may send somebody else, but makes no crowd of one invitation. */
const DELEGATIONS_OF_DELEGATES = 1;

const asRequest = ({ address, name, language, timeZone, role }: Attendee): InviteeRequest[] =>
  role === 'chair'
    ? []
    : [
        {
          email: address,
          ...(name !== '' && { name }),
          ...(language !== undefined && { language }),
          ...(timeZone !== undefined && { timeZone }),
          role,
        },
      ];

export const createDelegateInvitation = ({
  unitOfWork,
  events,
  attendees,
  accounts,
  changeEvent,
  recordAnswer,
  answers,
  notes,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly accounts: AccountStore;
  readonly changeEvent: ChangeEvent;
  readonly recordAnswer: RecordAnswer;
  readonly answers: AnswerStore;
  readonly notes: EventNoteStore;
}): DelegateInvitation => {
  const invite = async (eventId: EventId, given: Delegation, people: EventPeople): Promise<void> => {
    const event = await events.findById(eventId);
    const organizer = event && (await accounts.findById(event.organizerId));
    if (!event || !organizer) return;
    const list = peopleOn(people, given.recurrenceId);
    const sender = list.find(({ address }) => address === given.address);
    const { email, name } = given.delegate;
    const role = sender === undefined || sender.role === 'chair' ? 'attendee' : sender.role;
    const invitees = [
      ...list.flatMap(asRequest),
      { email, ...(name !== undefined && { name }), ...(sender?.language && { language: sender.language }), role },
    ];
    await changeEvent(organizer, eventId, {
      invitees,
      notify: true,
      ...(given.recurrenceId !== '' && { recurrenceId: given.recurrenceId, scope: 'this' as const }),
    });
  };

  /** Of whom they come instead, as far as nothing is known of them. */
  const keepDelegator = async (
    transaction: Transaction,
    { eventId, recurrenceId, address }: Delegation,
    delegate: string,
  ): Promise<void> => {
    const known = (await answers.listOf(eventId, transaction)).filter((one) => one.recurrenceId === recurrenceId);
    const sent = known.find((one) => one.address === address);
    if (sent === undefined || known.some((one) => one.address === delegate)) return;
    const { via, answeredMs, stampMs, sequence } = sent;
    await answers.put(transaction, {
      ...{ eventId, recurrenceId, address: delegate, answer: 'NEEDS-ACTION', comment: '', needs: {} },
      ...{ delegate: '', delegator: address, via, sequence, stampMs, answeredMs },
    });
  };

  const send = async (eventId: EventId, given: Delegation, people: EventPeople): Promise<AnswerOutcome> => {
    const { recurrenceId, address } = given;
    const delegate = given.delegate.email.toLowerCase();
    const list = peopleOn(people, recurrenceId);
    const isThere = list.some((one) => one.address === delegate);
    const own = (await answers.listOf(eventId)).filter((one) => one.address === address);
    if (own.some(({ delegator }) => delegator === delegate))
      throw invalidField('delegate.email', 'self', 'Name somebody else: they have sent you.');
    const isDelegate = own.some(({ delegator }) => delegator !== '');
    const most = isDelegate ? DELEGATIONS_OF_DELEGATES : DELEGATIONS_AT_MOST;
    // Said already, and cut short before they were invited.
    const isSaid = own.some((one) => one.recurrenceId === recurrenceId && one.delegate === delegate);
    const isTooMany = !isSaid && (await notes.countOf(eventId, address, 'delegation')) >= most;
    if (!isThere && (isTooMany || list.length > LIMITS.invitees))
      throw invalidField('delegate.email', 'too-many', 'You have sent enough people: please ask the organizer.');
    const { delegate: _, ...answer } = given;
    // The answer first: what is refused (over, cancelled, outdated) invites nobody.
    const outcome = await recordAnswer({ ...answer, answer: 'DELEGATED', delegate });
    if (outcome !== 'recorded' && outcome !== 'unchanged') return outcome;
    if (!isThere) await invite(eventId, given, people);
    await unitOfWork((transaction) => keepDelegator(transaction, given, delegate));
    return outcome;
  };

  return async (asked) => {
    const given: Delegation = { ...asked, address: asked.address.toLowerCase() };
    const { eventId, recurrenceId, address } = given;
    const event = await events.findById(eventId);
    if (!event) return 'cancelled';
    const delegate = given.delegate.email.toLowerCase();
    const organizer = await accounts.findById(event.organizerId);
    if (delegate === address || delegate === organizer?.email.toLowerCase())
      throw invalidField('delegate.email', 'self', 'Name somebody else.');
    const people: EventPeople = (await attendees.listOf([eventId])).get(eventId) ?? new Map();
    if (invitedTo(people, recurrenceId, address)) return send(eventId, given, people);
    // Who is invited to single dates alone sends somebody to those.
    let outcome: AnswerOutcome = 'not-invited';
    for (const date of recurrenceId === '' ? datesInvitedTo(people, address) : [])
      outcome = await send(eventId, { ...given, recurrenceId: date }, people);
    return outcome;
  };
};
