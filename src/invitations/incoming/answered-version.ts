import { factsOfObject } from '../../calendar/event-facts.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { EventTime } from '../../protocols/icalendar/event-draft.ts';
import type { ItipEvent } from '../../protocols/itip/itip-object.ts';
import { mapRecurrenceId, momentOf } from '../../protocols/itip/map-recurrence-id.ts';
import type { ToldInvitation } from '../told-invitation.ts';
import type { KnownEvent } from './known-event.ts';

/** The date of the stored event that an answer names; `''`: the single event, or all of the series. */
export const dateOf = ({ event, facts }: KnownEvent, { recurrenceId }: ItipEvent): string => {
  if (recurrenceId === undefined) return '';
  const { main, rule, extraDates } = factsOfObject(event);
  const start: EventTime = main.allDay ? { date: main.start } : { local: main.start, timeZone: main.timeZone ?? '' };
  const named = mapRecurrenceId(recurrenceId, { start, rrule: rule, rdates: extraDates });
  // Some programs name the one date of a single event.
  return facts.recurrence === undefined && facts.changedDates.length === 0 && named === main.start ? '' : named;
};

const toldOf = async (
  { toldTo }: KnownEvent,
  address: string,
  recurrenceId: string,
): Promise<ToldInvitation | undefined> => {
  const rows = await toldTo(address);
  return rows.find((one) => one.recurrenceId === recurrenceId) ?? rows.find((one) => one.recurrenceId === '');
};

/** Undefined: nothing can be said, as of whole days that are said as times. */
const isAt = (start: EventTime, allDay: boolean, span: { start: string; startMs: number }, zone: string) => {
  if ('date' in start !== allDay) return undefined;
  return 'date' in start ? start.date === span.start : momentOf(start, zone) === span.startMs;
};

export interface AnsweredVersion {
  readonly sequence: number | undefined;
  readonly stampMs: number;
}

/**
 * Which version an answer is to (RFC 5546 2.1.5); undefined when it is to a time at which the event is no more. One to the present
 * time counts whatever changed beside it, also from programs that write no SEQUENCE.
 */
export const answeredVersion = async (
  known: KnownEvent,
  address: string,
  recurrenceId: string,
  { start, sequence, stampMs = Number.POSITIVE_INFINITY }: ItipEvent,
  receivedMs: number,
): Promise<AnsweredVersion | undefined> => {
  // A clock that is ahead would keep every later answer out.
  const stamp = Math.min(stampMs, receivedMs);
  const { facts } = known;
  const told = await toldOf(known, address, recurrenceId);
  // What repeats is not known by its first date.
  if (start === undefined || (recurrenceId === '' && facts.recurrence !== undefined))
    return { sequence, stampMs: stamp };
  const now = occasionOn(facts, recurrenceId);
  const isNow = isAt(start, now.allDay, now, now.timeZone);
  if (isNow === true) {
    const newest = told === undefined ? sequence : Math.max(sequence ?? 0, told.sequence);
    return { sequence: newest, stampMs: stamp };
  }
  if (isNow === false) {
    if (sequence === undefined) return undefined;
    const then = told?.recurrenceId === recurrenceId ? told.facts : undefined;
    // Moved since they were told, and not told yet.
    if (then && isAt(start, then.allDay, then, now.timeZone) === true) return undefined;
  }
  return { sequence, stampMs: stamp };
};
