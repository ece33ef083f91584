import type { Account } from '../../accounts/account.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import type { EventId } from '../../base/ids.ts';
import { isCopy, isForeign } from '../../calendar/event.ts';
import type { EventAccess } from '../../calendar/event-access.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import { eventTimes } from '../../calendar/event-times.ts';
import type { GivenAnswer } from '../../contract/http/answer.ts';
import type { RateLimit } from '../../platform/rate-limit.ts';
import type { DelegateInvitation } from './delegate-invitation.ts';
import type { InvitationOfLink } from './invitation-of-link.ts';
import type { AnswerOutcome, ProposedTime, RecordAnswer } from './record-answer.ts';

/** Answers on our pages: by an answer link, or by an account in its own calendar. */
export interface GiveAnswer {
  /** Refuses with `unknown-link`, `link-revoked`, `meeting-cancelled` or the field. */
  byLink(token: string, given: GivenAnswer): Promise<void>;
  byAccount(account: Account, id: EventId, given: GivenAnswer): Promise<void>;
}

const withSeconds = (name: string): string => (name.length === 16 ? `${name}:00` : name);

const proposalOf = ({ proposal }: GivenAnswer, nowMs: number): { proposal?: ProposedTime } => {
  if (proposal === undefined) return {};
  const { recurrenceId: date, ...wanted } = proposal;
  try {
    const { startMs, endMs, timeZone, allDay } = eventTimes(wanted);
    if (startMs <= nowMs) throw invalidField('start', 'past', 'Propose a time that is still to come.');
    return { proposal: { startMs, endMs, timeZone, allDay, ...(date !== undefined && { date: withSeconds(date) }) } };
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.fields === undefined) throw error;
    const fields = error.details.fields.map((field) => ({ ...field, path: `proposal.${field.path}` }));
    throw new DomainError('invalid-input', { fields });
  }
};

/** In words for who waits for the page. */
const assertTaken = (outcome: AnswerOutcome): void => {
  if (outcome === 'not-invited') throw new DomainError('link-revoked');
  if (outcome === 'cancelled') throw new DomainError('meeting-cancelled');
  if (outcome === 'over') throw invalidField('answer', 'over', 'This is over already.');
  if (outcome === 'unknown-date')
    throw invalidField('recurrenceId', 'unknown-date', 'The event does not take place on this date.');
  if (outcome === 'outdated') throw new DomainError('conflict');
};

export const createGiveAnswer = ({
  invitationOfLink,
  recordAnswer,
  delegateInvitation,
  access,
  events,
  limit,
  clock,
}: {
  readonly invitationOfLink: InvitationOfLink;
  readonly recordAnswer: RecordAnswer;
  readonly delegateInvitation: DelegateInvitation;
  readonly access: EventAccess;
  readonly events: EventStore;
  /** Each answer is written into the calendars of all who are invited. */
  readonly limit: RateLimit;
  readonly clock: Clock;
}): GiveAnswer => {
  const give = async (
    eventId: EventId,
    address: string,
    given: GivenAnswer,
    via: 'link' | 'account',
  ): Promise<void> => {
    await limit.take(`${eventId} ${address}`);
    const { answer, comment, needs, delegate } = given;
    const said = {
      ...{ eventId, address, via },
      ...(comment !== undefined && { comment: comment.trim() }),
      recurrenceId: given.recurrenceId === undefined ? '' : withSeconds(given.recurrenceId),
      ...(needs !== undefined && { needs }),
    };
    assertTaken(
      delegate === undefined
        ? await recordAnswer({ ...said, answer, ...proposalOf(given, clock.nowMs()) })
        : await delegateInvitation({ ...said, delegate }),
    );
  };
  return {
    async byLink(token, given) {
      const { address, current } = await invitationOfLink(token);
      if (current === undefined) throw new DomainError('meeting-cancelled');
      await give(current.event.id, address, given, 'link');
    },
    async byAccount(account, id, given) {
      const { event } = await access.toRead(account, id);
      // Only one's own copy: others who see the calendar do not answer for its owner.
      if (event.ownerId !== account.id || !isCopy(event) || isForeign(event)) throw new DomainError('not-allowed');
      const [master] = await events.findMasters([event]);
      if (!master) throw new DomainError('not-found');
      await give(master.id, account.email.toLowerCase(), given, 'account');
    },
  };
};
