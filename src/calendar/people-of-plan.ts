import type { EventPeople } from './event.ts';
import type { EventPlan } from './event-plan.ts';

/** The people of a new event: the same on every date. */
export const peopleOfPlan = ({ attendees }: Pick<EventPlan, 'attendees'>): EventPeople => new Map([['', attendees]]);
