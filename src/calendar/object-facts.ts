import type { Result } from '../base/result.ts';
import type { CalendarObject, EventVisibility, ObjectEvent } from '../protocols/icalendar/calendar-object.ts';
import type { DraftPerson, EventStatus } from '../protocols/icalendar/event-draft.ts';
import { expandObject, type Instance } from '../protocols/icalendar/expand-object.ts';
import { extractObject } from '../protocols/icalendar/extract-object.ts';
import type { ObjectFailure } from '../protocols/icalendar/object-problem.ts';
import { wallOf } from '../protocols/icalendar/read-time.ts';
import { ruleGivesDates } from '../protocols/icalendar/rule-gives-dates.ts';
import { zoneClock } from '../protocols/icalendar/zone-offsets.ts';
import { nextDay } from '../protocols/icalendar/zoned-time.ts';

/** What one VEVENT says, people left out. */
export interface MomentFacts {
  readonly title: string;
  /** Local time, or for all-day events the first and the last day, as in the contract. */
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  /** Absent for whole days and floating times. */
  readonly timeZone?: string;
  readonly startMs: number;
  readonly endMs: number;
  /** As stored, with the meeting's lines. */
  readonly location: string;
  readonly description: string;
  readonly status: EventStatus;
}

/** One date of a series that differs from it. */
export interface DateFacts extends MomentFacts {
  readonly recurrenceId: string;
  /** True when people are invited to it who are not invited to the series, or the reverse. */
  readonly ownPeople: boolean;
}

/** What a raw object says, kept beside it so that a month is shown without reading iCalendar. */
export interface ObjectFacts {
  /** Of the series or the single event; of an object that has single dates alone, of the first of them. */
  readonly main: MomentFacts;
  /** True: the series itself is not in the object. */
  readonly datesOnly: boolean;
  readonly rule: string;
  readonly extraDates: readonly string[];
  readonly excludedDates: readonly string[];
  readonly dates: readonly DateFacts[];
  readonly organizer?: DraftPerson;
  readonly transparent: boolean;
  readonly visibility: EventVisibility;
  /** Those invited do not see each other. */
  readonly hideInvitees?: true;
}

/** A raw object, understood. */
export interface ReadObject {
  readonly object: CalendarObject;
  readonly facts: ObjectFacts;
  readonly instances: readonly Instance[];
  readonly startMs: number;
  readonly endMs: number | null;
  /** What `instances` covers; absent: all there are. */
  readonly window?: { readonly fromMs: number; readonly toMs: number };
}

export interface ReadingContext {
  readonly fromMs: number;
  readonly toMs: number;
  /** The zone of whole days and floating times. */
  readonly homeZone: string;
}

/** `too-complex`: reading took too long and was ended. `rule-without-dates`: no date of the calendar matches its rule, 30 February. */
export type ObjectRefusal =
  | ObjectFailure
  | { readonly code: 'too-complex' | 'rule-without-dates'; readonly line?: number };

/** As in the list of dates, times that clocks skip too, which other programs store. */
const momentMs = (text: string, timeZone: string): number =>
  zoneClock(timeZone)?.momentOf(wallOf(text)) ?? wallOf(text);

const momentFacts = (event: ObjectEvent, homeZone: string): MomentFacts => {
  const { start, end, allDay } = event;
  const zone = 'timeZone' in start && start.timeZone !== '' ? start.timeZone : undefined;
  const startText = 'date' in start ? start.date : start.local;
  const endText = 'date' in end ? end.date : end.local;
  const endZone = 'timeZone' in end && end.timeZone !== '' ? end.timeZone : homeZone;
  return {
    title: event.summary,
    start: startText,
    end: endText,
    allDay,
    ...(zone !== undefined && { timeZone: zone }),
    startMs: momentMs(startText, zone ?? homeZone),
    endMs: momentMs(allDay ? nextDay(endText) : endText, endZone),
    location: event.location,
    description: event.description,
    status: event.status,
  };
};

/** Compares lists as far as they say who is invited, and what each answered. */
const peopleText = ({ attendees }: ObjectEvent): string =>
  JSON.stringify(
    attendees
      .map(({ address, name, role, partstat, scheduleAgent }) => [
        address.toLowerCase(),
        name,
        role,
        partstat,
        scheduleAgent,
      ])
      .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  );

/** One private date makes a private event: what others must not see is not sorted date by date. */
const strictest = (events: readonly ObjectEvent[]): EventVisibility =>
  events.find(({ visibility }) => visibility !== 'public')?.visibility ?? 'public';

const objectFacts = (object: CalendarObject, homeZone: string): ObjectFacts | undefined => {
  const [firstDate] = object.overrides;
  const main = object.main ?? firstDate;
  if (main === undefined) return undefined;
  const seriesPeople = object.main && peopleText(object.main);
  return {
    main: momentFacts(main, homeZone),
    datesOnly: object.main === undefined,
    rule: object.rrule,
    extraDates: object.rdates,
    excludedDates: object.exdates,
    dates: object.overrides.map((date) => ({
      ...momentFacts(date, homeZone),
      recurrenceId: date.recurrenceId,
      ownPeople: peopleText(date) !== seriesPeople,
    })),
    ...(main.organizer && { organizer: main.organizer }),
    transparent: main.transparent,
    visibility: strictest([main, ...object.overrides]),
    ...(main.hideInvitees && { hideInvitees: true as const }),
  };
};

/** All of time that events are in: single dates and short series are listed whole, wherever they are. */
const EVER = { fromMs: Date.UTC(1000, 0, 1), toMs: Date.UTC(3000, 0, 1) };
const DATES_LISTED_WHOLE = 500;

/** Series that end soon are listed whole as well, so that only long ones need their window moved. */
const windowFor = ({ rrule }: CalendarObject, context: ReadingContext): ReadingContext => {
  const count = Number(/(?:^|;)COUNT=(\d+)/i.exec(rrule)?.[1] ?? Number.POSITIVE_INFINITY);
  return rrule === '' || count <= DATES_LISTED_WHOLE ? { ...context, ...EVER } : context;
};

/** Reads and expands one calendar object. Never throws; what it takes is bounded by `protocols/icalendar/limits.ts`. */
export const readObjectText = (raw: string, context: ReadingContext): Result<ReadObject, ObjectRefusal> => {
  const extracted = extractObject(raw);
  if (!extracted.ok) return extracted;
  const object = extracted.value;
  const range = windowFor(object, context);
  const expanded = expandObject(object, range);
  if (!expanded.ok) return expanded;
  // Asked only of what looks like it: a rule with dates has several in the years that are listed.
  if (expanded.value.instances.length <= 1 && !ruleGivesDates(object)) return { ok: false, code: 'rule-without-dates' };
  const facts = objectFacts(object, context.homeZone);
  if (facts === undefined) return { ok: false, code: 'no-event' };
  const { firstMs, lastEndMs, complete } = expanded.value;
  const isSingle = object.rrule === '' && object.rdates.length === 0 && object.overrides.length === 0;
  const instances = isSingle
    ? expanded.value.instances.map((instance) => ({ ...instance, recurrenceId: '' }))
    : expanded.value.instances;
  const isWhole = complete && lastEndMs !== null && lastEndMs <= range.toMs && firstMs >= range.fromMs;
  const last = instances.at(-1);
  // Cut at the limit of dates: known up to the last one that is listed.
  const toMs = complete || last === undefined ? range.toMs : Math.min(range.toMs, last.startMs);
  return {
    ok: true,
    value: {
      object,
      facts,
      instances,
      startMs: firstMs,
      endMs: lastEndMs,
      ...(!isWhole && { window: { fromMs: range.fromMs, toMs } }),
    },
  };
};

export const repeats = ({ rule, extraDates, dates }: ObjectFacts): boolean =>
  rule !== '' || extraDates.length > 0 || dates.length > 0;

/** True of a series of which every date was taken out. */
export const isEmpty = ({ instances, endMs, window }: Pick<ReadObject, 'instances' | 'endMs' | 'window'>): boolean =>
  instances.length === 0 && endMs !== null && window === undefined;
