import type { EventBody } from '../../../contract/http/event.ts';

/** How long before its start a meeting offers to be started or joined. */
export const OFFERED_BEFORE_MS = 10 * 60_000;

export interface NextMeeting {
  readonly event: EventBody;
  /** `start`: the signed-in person may open it and nobody has. */
  readonly action: 'start' | 'join';
  readonly live: boolean;
}

const declined = (event: EventBody, myEmail: string): boolean =>
  event.invitees.some(({ email, answer }) => email.toLowerCase() === myEmail.toLowerCase() && answer === 'DECLINED');

/** Whether an event with a meeting offers Start or Join at this moment; undefined when not, or not yet. */
export const meetingAction = (event: EventBody, nowMs: number): NextMeeting['action'] | undefined => {
  if (!event.meeting) return undefined;
  if (event.meeting.live) return 'join';
  const near = nowMs >= Date.parse(event.startsAt) - OFFERED_BEFORE_MS && nowMs < Date.parse(event.endsAt);
  if (!near) return undefined;
  return event.myRole === 'attendee' ? 'join' : 'start';
};

/** The meeting that matters now: a live one first, then the one that starts next; what was declined is left out. */
export const nextMeeting = (events: readonly EventBody[], nowMs: number, myEmail: string): NextMeeting | undefined => {
  const offered = events
    .filter((event) => !event.allDay || event.meeting?.live)
    .filter((event) => !declined(event, myEmail))
    .flatMap((event) => {
      const action = meetingAction(event, nowMs);
      return action === undefined ? [] : [{ event, action, live: event.meeting?.live ?? false }];
    });
  // Of those that run, the one that began last is the one that people are looking for.
  const distance = ({ event }: NextMeeting): number => Math.abs(Date.parse(event.startsAt) - nowMs);
  return offered.sort((a, b) => Number(b.live) - Number(a.live) || distance(a) - distance(b))[0];
};
