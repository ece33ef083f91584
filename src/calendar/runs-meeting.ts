import type { Account } from '../accounts/account.ts';
import { type Deputy, deputyOn } from '../meetings/deputy.ts';
import type { AccessibleEvent } from './event-access.ts';
import { mayChange } from './event-access.ts';
import type { EventFacts } from './event-facts.ts';
import { headsOfObject } from './heads-of-object.ts';
import { occasionOn } from './occasion-on.ts';

/** Asks whether there is any date that the account runs. No recurrenceId is like it. */
export const ANY_DATE = '*';

interface Seen extends AccessibleEvent {
  readonly account: Account;
  readonly facts: EventFacts;
  /** The organizer's address. */
  readonly organizer: string;
}

/** Whether an account runs the meeting of an event in its organizer's place, by date: as co-organizer, chair or deputy. */
export const runsMeeting = (
  { account, event, calendar, facts, organizer }: Seen,
  deputies: readonly Deputy[],
): ((recurrenceId: string) => boolean) => {
  const { meetingId } = facts;
  if (meetingId === undefined || !account.webMeeting) return () => false;
  if (mayChange(account, { event, calendar })) return () => true;
  const address = account.email.toLowerCase();
  const known = new Map<string, boolean>();
  const chairs = (recurrenceId: string): boolean => {
    const changed = facts.changedDates.some((date) => date.recurrenceId === recurrenceId);
    const name = changed ? recurrenceId : '';
    const is = known.get(name) ?? headsOfObject(event.raw, name, organizer).chairs.includes(address);
    known.set(name, is);
    return is;
  };
  const isDeputy = (recurrenceId: string): boolean =>
    deputyOn(deputies, meetingId, recurrenceId) === address &&
    occasionOn(facts, recurrenceId).invitees.some((one) => one.address === address);
  return (recurrenceId) => {
    if (recurrenceId !== ANY_DATE) return chairs(recurrenceId) || isDeputy(recurrenceId);
    return (
      deputies.some((deputy) => deputy.meetingId === meetingId && deputy.address === address) ||
      ['', ...facts.changedDates.map((date) => date.recurrenceId)].some(chairs)
    );
  };
};
