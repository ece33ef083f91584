import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Partstat } from '../contract/http/event.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { AnswerMaster } from './answer-master.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type AccessibleCalendar, mayWrite } from './calendar.ts';
import { type CommitChange, retryChange } from './commit-change.ts';
import { type EventPeople, isCopy, isForeign, type StoredEvent } from './event.ts';
import { isHiddenFrom } from './event-access.ts';
import { eventFacts } from './event-facts.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter } from './event-writer.ts';

export interface RemoveRequest {
  readonly account: Account;
  readonly calendar: AccessibleCalendar;
  readonly uri: string;
  readonly condition: (standing: StoredEvent | undefined) => boolean;
  /** False: who takes an invitation out of their calendar says nothing by it (RFC 6638 8.1). */
  readonly reply: boolean;
  /** True: nobody is told. */
  readonly quiet?: boolean;
}

export type RemoveAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'not-found' | 'precondition-failed' | 'not-allowed' };

/** Takes an object out of a calendar: the organizer's event is deleted for all, a copy is an answer, anything else is just gone. */
export type RemoveObject = (request: RemoveRequest) => Promise<RemoveAnswer>;

const toEach = (people: EventPeople, answer: Partstat): Map<string, Partstat> =>
  new Map([...people.keys()].map((recurrenceId) => [recurrenceId, answer]));

export const createRemoveObject = ({
  unitOfWork,
  stores: { events, attendees, accounts },
  writer,
  commit,
  answerMaster,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly stores: { readonly events: EventStore; readonly attendees: AttendeeStore; readonly accounts: AccountStore };
  readonly writer: EventWriter;
  readonly commit: CommitChange;
  readonly answerMaster: AnswerMaster;
}): RemoveObject => {
  const removeOwn = async (
    { account, quiet }: RemoveRequest,
    event: StoredEvent,
  ): Promise<RemoveAnswer | undefined> => {
    const organizer = event.ownerId === account.id ? account : await accounts.findById(event.ownerId);
    if (!organizer) return { ok: false, code: 'not-found' };
    const people = (await attendees.listOf([event.id])).get(event.id) ?? new Map();
    const before = eventFacts(event, people);
    const kept = await commit({ organizer, base: event, before, stores: [], notify: !quiet, undoable: true });
    return kept && { ok: true };
  };

  /** The organizer's object, when its guest says no to it by taking their copy away. */
  const findRefused = async (event: StoredEvent, owner: Account): Promise<StoredEvent | undefined> => {
    // Moved to another calendar by their program, which puts it there first: they still have it.
    const copies = await events.listCopies(event);
    if (copies.some(({ id, ownerId }) => ownerId === owner.id && id !== event.id)) return undefined;
    return (await events.findMasters([event]))[0];
  };

  /** Who removes their copy does not come. */
  const removeCopy = async (event: StoredEvent, reply: boolean): Promise<RemoveAnswer | undefined> => {
    const owner = await accounts.findById(event.ownerId);
    const master = reply && owner ? await findRefused(event, owner) : undefined;
    const who = owner && { address: owner.email.toLowerCase(), accountId: owner.id };
    const answers = master && who && (await answerMaster.workOut(master, who, (people) => toEach(people, 'DECLINED')));
    return unitOfWork(async (transaction) => {
      if ((await events.findById(event.id, transaction))?.etag !== event.etag) return undefined;
      if (master && (await events.findById(master.id, transaction))?.etag !== master.etag) return undefined;
      await writer.remove(transaction, event);
      if (master && answers) await answerMaster.keep(transaction, master, answers);
      return { ok: true } as const;
    });
  };

  const removeForeign = (event: StoredEvent): Promise<RemoveAnswer | undefined> =>
    unitOfWork(async (transaction) => {
      if ((await events.findById(event.id, transaction))?.etag !== event.etag) return undefined;
      await writer.remove(transaction, event);
      return { ok: true } as const;
    });

  return async (request) => {
    const { account, calendar, uri, condition, reply } = request;
    return retryChange(async () => {
      const event = await events.findByUri(calendar.id, uri);
      if (!event) return { ok: false, code: 'not-found' } as const;
      if (!mayWrite(calendar) || isHiddenFrom(account, event)) return { ok: false, code: 'not-allowed' } as const;
      if (!condition(event)) return { ok: false, code: 'precondition-failed' } as const;
      if (isForeign(event)) return removeForeign(event);
      return isCopy(event) ? removeCopy(event, reply && !request.quiet) : removeOwn(request, event);
    });
  };
};
