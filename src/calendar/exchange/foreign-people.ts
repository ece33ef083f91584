import type { Account } from '../../accounts/account.ts';
import type { CalendarObject } from '../../protocols/icalendar/calendar-object.ts';
import type { EventPeople } from '../event.ts';
import { peopleOfObject } from '../people-of-object.ts';

/** Who is invited to somebody else's event, for its reader to see: nobody here tells them of anything. */
export const foreignPeople = (object: CalendarObject, reader: Account, homeZone: string): EventPeople =>
  peopleOfObject(object, { organizer: reader, meetingAddress: '', homeZone, accounts: [], known: new Map() });
