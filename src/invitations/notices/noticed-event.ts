import type { Account } from '../../accounts/account.ts';
import type { EventFacts } from '../../calendar/event-facts.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { EventSpan } from '../describe-time.ts';
import type { NoticedEvent } from './notice-mail.ts';

export const spanOf = ({ start, end, allDay, startMs, endMs }: EventSpan): EventSpan => ({
  start,
  end,
  allDay,
  startMs,
  endMs,
});

/** The event, or one date of it, as mails about it name it. */
export const noticedEvent = (
  facts: EventFacts,
  recurrenceId: string,
  organizer: Pick<Account, 'name' | 'email'>,
): NoticedEvent => {
  const occasion = occasionOn(facts, recurrenceId);
  return {
    ...spanOf(occasion),
    uid: facts.uid,
    title: occasion.title,
    location: occasion.location,
    organizer: { name: organizer.name, address: organizer.email, timeZone: occasion.timeZone },
  };
};
