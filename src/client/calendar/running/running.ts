import type { EventBody } from '../../../contract/http/event.ts';
import { account } from '../shell/session.ts';

/** Zones differ from each other by less. */
const DAY_MS = 24 * 3_600_000;

/** Whether somebody else can be asked to run the meeting of this event: by its organizer, while it is still to come. */
export const mayNameDeputy = (event: EventBody): boolean =>
  event.myRole === 'organizer' &&
  event.meeting !== undefined &&
  event.invitees.length > 0 &&
  Date.parse(event.endsAt) > Date.now();

/** Who moderates by invitation alone does not read of past meetings; who runs them in the organizer's place does. */
const runsMeeting = ({ myRole, mayEdit, invitees }: EventBody): boolean => {
  if (myRole === 'organizer' || mayEdit) return true;
  const mine = invitees.find(({ email }) => email.toLowerCase() === account.value?.email.toLowerCase());
  return myRole === 'moderator' && mine?.role !== 'moderator';
};

/** Whether there may be past meetings that this person may read of. */
export const mayReadPast = (event: EventBody, nowMs: number): boolean => {
  if (event.meeting === undefined || !runsMeeting(event)) return false;
  const hasBegun = Date.parse(event.startsAt) < nowMs || event.meeting.live;
  const hadDates = event.recurring && Date.parse(`${event.seriesStart.slice(0, 10)}T00:00Z`) < nowMs - DAY_MS;
  return hasBegun || hadDates;
};
