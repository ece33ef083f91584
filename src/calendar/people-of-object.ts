import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../accounts/account.ts';
import { isMailbox } from '../base/text.ts';
import type { CalendarObject, ObjectAttendee, ObjectEvent } from '../protocols/icalendar/calendar-object.ts';
import { type Attendee, type EventPeople, everyone, peopleOn } from './event.ts';
import { chairOf } from './event-plan.ts';

export interface PeopleContext {
  readonly organizer: Account;
  /** The zone of whole days. */
  readonly homeZone: string;
  /** Those of the invitees that have accounts. */
  readonly accounts: readonly Account[];
  /** What is known of people beside the object: their roles, languages and zones. */
  readonly known: EventPeople;
  /** Of the server itself: inviting it asks for a meeting and is no invitation. */
  readonly meetingAddress: string;
}

/** Addresses that can be invited. */
export const inviteesIn = (
  event: ObjectEvent,
  { organizer, meetingAddress }: Pick<PeopleContext, 'organizer' | 'meetingAddress'>,
) => {
  const others = new Set([organizer.email.toLowerCase(), meetingAddress.toLowerCase()]);
  const found = new Map<string, ObjectAttendee>();
  for (const attendee of event.attendees) {
    const address = attendee.address.toLowerCase();
    if (!others.has(address) && isMailbox(address) && !found.has(address)) found.set(address, attendee);
  }
  return found;
};

const toAttendee = (
  address: string,
  { name, role, partstat, language, scheduleAgent }: ObjectAttendee,
  known: Attendee | undefined,
  account: Account | undefined,
  organizer: Account,
): Attendee => {
  const zone = known?.timeZone ?? account?.timeZone;
  const written = language.startsWith('fr') ? 'fr' : language.startsWith('en') ? 'en' : undefined;
  const isModerator = known?.role === 'moderator' && role === 'attendee';
  return {
    address,
    name: (name === address ? '' : name) || known?.name || account?.name || '',
    role: isModerator ? 'moderator' : role === 'chair' ? 'attendee' : role,
    answer: partstat,
    language: known?.language ?? written ?? account?.language ?? organizer.language,
    ...(zone !== undefined && { timeZone: zone }),
    ...(scheduleAgent !== 'SERVER' && { scheduleAgent }),
  };
};

/** Who is invited to what, as the object says it and as is known beside it. */
export const peopleOfObject = (object: CalendarObject, context: PeopleContext): EventPeople => {
  const { organizer, homeZone, accounts, known } = context;
  const accountOf = new Map(accounts.map((account) => [account.email.toLowerCase(), account]));
  const anywhere = new Map(everyone(known).map((attendee) => [attendee.address, attendee]));
  const listOf = (event: ObjectEvent): Attendee[] => {
    const here = new Map(peopleOn(known, event.recurrenceId).map((attendee) => [attendee.address, attendee]));
    const invitees = [...inviteesIn(event, context)].map(([address, attendee]) =>
      toAttendee(address, attendee, here.get(address) ?? anywhere.get(address), accountOf.get(address), organizer),
    );
    return [chairOf(organizer, homeZone), ...invitees];
  };
  const people = new Map<string, readonly Attendee[]>();
  const series = object.main && listOf(object.main);
  if (series) people.set('', series);
  for (const date of object.overrides) {
    const list = listOf(date);
    if (!isDeepStrictEqual(list, series)) people.set(date.recurrenceId, list);
  }
  return people;
};
