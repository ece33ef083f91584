import { createHash } from 'node:crypto';
import type { MeetingId } from '../base/ids.ts';
import type { EventFacts, OccasionFacts } from '../calendar/event-facts.ts';
import { occasionOf } from './draft-mails.ts';
import type { MailedMeeting } from './invitation-mail.ts';
import type { KnownPerson } from './invitation-situation.ts';
import type { ToldDate, ToldFacts } from './told-invitation.ts';

const hash = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** What this person would be told now. `zone` is the one in which the organizer thinks of it. */
export const factsNow = (
  occasion: OccasionFacts,
  organizer: KnownPerson,
  zone: string,
  recipient: ToldFacts['recipient'],
  meeting: MailedMeeting | undefined,
): ToldFacts => ({
  ...occasionOf(occasion),
  organizer: { name: organizer.name, address: organizer.address, timeZone: zone },
  recipient,
  ...(meeting !== undefined && {
    meetingId: meeting.id as MeetingId,
    // Not the PIN of the telephone: it follows from the rest, and nobody is mailed again because there is one now.
    keyHash: hash(meeting.id, meeting.link, meeting.pin),
  }),
});

export const asDate = (facts: ToldFacts, recurrenceId: string, timeZone: string): ToldDate => ({
  ...occasionOf({ ...facts, recurrenceId, timeZone }),
  recurrenceId,
  timeZone,
});

/** That the reader is told of one date alone. */
export const dateMark = (event: EventFacts, timeZone: string): Required<Pick<ToldFacts, 'date'>> => ({
  date: { timeZone, seriesZone: event.timeZone },
});
