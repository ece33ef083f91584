import type { FreeBusyBody } from '../../../contract/http/calendar.ts';
import { addDays, addMinutes, minutesBetween, wallTime } from '../../shared/wall-time.ts';
import { type EventDraft, momentsOf, withStart } from '../editor/event-draft.ts';

type Busy = FreeBusyBody['people'][number]['busy'][number];

export const DAY_MINUTES = 1_440;
/** The band moves by quarter hours. */
export const STEP_MINUTES = 15;

/** A stretch of one day, in minutes on the wall since midnight. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Block extends Span {
  readonly kind: Busy['kind'];
}

const clampDay = (minute: number): number => Math.max(0, Math.min(DAY_MINUTES, minute));

/** The part of a stretch that is on `date`; both ends are local times. Undefined when there is none. */
const spanOn = (date: string, startLocal: string, endLocal: string): Span | undefined => {
  const midnight = `${date}T00:00`;
  const from = clampDay(minutesBetween(midnight, startLocal));
  const to = clampDay(minutesBetween(midnight, endLocal));
  const outside = startLocal >= `${addDays(date, 1)}T00:00` || endLocal < midnight;
  return outside || (from === to && (to === 0 || from === DAY_MINUTES)) ? undefined : { from, to };
};

/** What of somebody's time is taken on that day, on the wall of `timeZone`. */
export const blocksOn = (busy: readonly Busy[], date: string, timeZone: string): Block[] =>
  busy.flatMap(({ startsAt, endsAt, kind }) => {
    const span = spanOn(date, wallTime(Date.parse(startsAt), timeZone), wallTime(Date.parse(endsAt), timeZone));
    return span && span.to > span.from ? [{ ...span, kind }] : [];
  });

/** Where the event stands on that day. */
export const bandOn = (draft: EventDraft, date: string): Span | undefined =>
  spanOn(date, `${draft.startDate}T${draft.startTime}`, `${draft.endDate}T${draft.endTime}`);

/** The event at another time of that day, as long as it was. */
export const movedTo = (draft: EventDraft, date: string, minute: number): EventDraft => {
  const stepped = Math.round(minute / STEP_MINUTES) * STEP_MINUTES;
  const start = addMinutes(`${date}T00:00`, Math.max(0, Math.min(DAY_MINUTES - STEP_MINUTES, stepped)));
  return withStart(draft, start.slice(0, 10), start.slice(11, 16));
};

/** Who has something while the event is: those who are busy, and those who may be. */
export const clashesOf = (
  people: FreeBusyBody['people'],
  draft: EventDraft,
): { readonly busy: readonly string[]; readonly tentative: readonly string[] } => {
  const { startMs, endMs } = momentsOf(draft);
  const meets = ({ startsAt, endsAt }: Busy): boolean => Date.parse(startsAt) < endMs && Date.parse(endsAt) > startMs;
  const having = (kind: Busy['kind']): string[] =>
    people.filter((person) => person.busy.some((one) => one.kind === kind && meets(one))).map(({ email }) => email);
  const busy = having('busy');
  return { busy, tentative: having('tentative').filter((email) => !busy.includes(email)) };
};

/** `HH:mm` of a minute of the day. */
export const clockOf = (minute: number): string => addMinutes('2000-01-01T00:00', minute).slice(11, 16);
