import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { AttendeeStore } from '../../calendar/attendee-store.ts';
import { type EventPeople, everyone } from '../../calendar/event.ts';
import type { AnswerListener, AnswerNotice } from '../../calendar/event-changes.ts';
import { type EventFacts, eventFacts } from '../../calendar/event-facts.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { AnswerStore } from './answer-store.ts';
import type { EventNotes } from './event-notes.ts';

/** When the date is that an answer is about; of a whole series nobody can say. */
export const startOf = (facts: EventFacts, recurrenceId: string): number | undefined =>
  recurrenceId === '' && facts.recurrence !== undefined ? undefined : occasionOn(facts, recurrenceId).startMs;

const ANSWERED = new Set(['ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED']);

/** Keeps what an answer says beside yes or no, and tells the organizer, in the transaction that stores the answer. */
export const createNoteAnswers =
  ({
    answers,
    attendees,
    accounts,
    notes,
    clock,
  }: {
    readonly answers: AnswerStore;
    readonly attendees: AttendeeStore;
    readonly accounts: AccountStore;
    readonly notes: EventNotes;
    readonly clock: Clock;
  }): AnswerListener =>
  async (transaction, notice: AnswerNotice) => {
    const { event, address, details } = notice;
    const { comment = '', delegate = '', via = 'account', sequence = event.sequence } = details ?? {};
    const nowMs = clock.nowMs();
    const stampMs = details?.stampMs ?? nowMs;
    const known = await answers.listOf(event.id, transaction);
    for (const [recurrenceId, answer] of notice.answers) {
      const before = known.find((one) => one.address === address && one.recurrenceId === recurrenceId);
      const { delegator = '' } = before ?? {};
      // A program that says yes or no takes nothing back of what they need.
      const needs = details?.needs ?? before?.needs ?? {};
      await answers.put(transaction, {
        ...{ eventId: event.id, recurrenceId, address, answer, comment, needs, delegate, delegator, via },
        ...{ sequence, stampMs, answeredMs: nowMs },
      });
    }
    const whole = notice.answers.get('');
    const said = [...notice.answers].filter(
      ([recurrenceId, answer]) => ANSWERED.has(answer) && (recurrenceId === '' || answer !== whole),
    );
    if (said.length === 0 || via === 'organizer') return;
    const people: EventPeople = (await attendees.listOf([event.id], transaction)).get(event.id) ?? new Map();
    const name = everyone(people).find((one) => one.address === address)?.name;
    const account = name ? undefined : (await accounts.findByEmails([address], transaction))[0];
    const facts = eventFacts(event, people);
    const { id: eventId, uid, organizerId } = event;
    for (const [recurrenceId, answer] of said)
      await notes.add(
        transaction,
        {
          ...{ eventId, uid, organizerId, recurrenceId, address },
          kind: delegate === '' ? 'answer' : 'delegation',
          name: name || (account?.name ?? ''),
          body: { text: comment, answer, needs: details?.needs ?? {}, ...(delegate !== '' && { delegate }) },
        },
        startOf(facts, recurrenceId),
      );
  };
