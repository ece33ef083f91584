import type { Account } from '../../accounts/account.ts';
import type { CalendarObject } from '../../protocols/icalendar/calendar-object.ts';
import type { EventPeople } from '../event.ts';
import { peopleOfObject } from '../people-of-object.ts';

/** Who is invited, for the reader to see: nobody is told of anything by what is kept so. */
export const peopleAsWritten = (object: CalendarObject, reader: Account, homeZone: string): EventPeople =>
  peopleOfObject(object, { organizer: reader, meetingAddress: '', homeZone, accounts: [], known: new Map() });
