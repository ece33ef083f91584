import type { CalendarObject, ObjectEvent } from '../../protocols/icalendar/calendar-object.ts';
import { editObject, type ObjectEdit } from '../../protocols/icalendar/edit-object.ts';
import { extractObject } from '../../protocols/icalendar/extract-object.ts';
import { mergeDates } from '../../protocols/icalendar/merge-dates.ts';
import type { ItipEvent } from '../../protocols/itip/itip-object.ts';
import { mapRecurrenceId } from '../../protocols/itip/map-recurrence-id.ts';

/** Which word is the newer one (RFC 5546 2.1.5). */
interface Version {
  readonly sequence: number;
  readonly stampMs: number;
}

const isOlder = (one: Version, other: Version): boolean =>
  one.sequence < other.sequence || (one.sequence === other.sequence && one.stampMs < other.stampMs);

const isNewer = (one: Version, other: Version): boolean => isOlder(other, one);

/** What is known so far: the object as it is stored, and the newest word on the whole of it. */
export interface StandingObject extends Version {
  readonly raw: string;
  readonly cancelled: boolean;
}

/** `old`: a newer word is known. `same`: this very word is. */
export type ObjectNews =
  | { readonly kind: 'old' | 'same' | 'unreadable' }
  | ({ readonly kind: 'new'; readonly raw: string; readonly dates: readonly string[] } & Version);

/** A clock that is ahead by less is believed: its words are in order among themselves. */
const AHEAD_AT_MOST_MS = 30 * 86_400_000;

/** A stamp from the future would keep every later word out: such a word is as new as its mail. */
const stampOf = (stampMs: number | undefined, receivedMs: number): number =>
  stampMs === undefined || stampMs > receivedMs + AHEAD_AT_MOST_MS ? receivedMs : stampMs;

/** As it was stored before that mail; a stamp from the future says nothing. */
const stored = ({ sequence, dtstampMs = 0 }: ObjectEvent, receivedMs: number): Version => ({
  sequence,
  stampMs: dtstampMs > receivedMs + AHEAD_AT_MOST_MS ? 0 : dtstampMs,
});

/** A word on single dates alone says nothing of the whole, whatever comes is newer. */
const NOTHING_YET: Version = { sequence: -1, stampMs: 0 };

const readStored = (raw: string): CalendarObject => {
  const object = extractObject(raw);
  if (!object.ok) throw new Error(`A hosted event that is stored cannot be read: ${object.code}`);
  return object.value;
};

const sameTimes = (one: CalendarObject, other: CalendarObject): boolean =>
  JSON.stringify([one.main?.start, one.main?.end, one.rrule]) ===
  JSON.stringify([other.main?.start, other.main?.end, other.rrule]);

/**
 * Of a series that is sent anew some programs send its changed dates along, others leave them as they are: where nothing is said of
 * any single date and the series is when it was, what was said of them goes on.
 */
const keepDates = (raw: string, object: CalendarObject, standing: StandingObject | undefined): string => {
  if (standing === undefined || standing.cancelled || object.overrides.length + object.exdates.length > 0) return raw;
  const before = readStored(standing.raw);
  if (object.rrule === '' || (before.main !== undefined && !sameTimes(before, object))) return raw;
  const merged = mergeDates(raw, standing.raw, () => true);
  return merged.ok ? merged.value : raw;
};

/** Dates that were taken out and are asked for again take place. */
const restoreDates = (raw: string, dates: readonly string[]): string => {
  const excluded = new Set(readStored(raw).exdates);
  const back = dates.filter((date) => excluded.has(date));
  return back.length === 0
    ? raw
    : editObject(
        raw,
        back.map((recurrenceId) => ({ kind: 'restore', recurrenceId })),
      );
};

/**
 * What a REQUEST makes of the object. `arriving` is its text as it would be stored, `object` what it says; without a DTSTAMP, or with
 * one from the future, it is as new as the mail.
 */
export const takeRequest = (
  standing: StandingObject | undefined,
  arriving: string,
  object: CalendarObject,
  receivedMs: number,
): ObjectNews => {
  const versionOf = ({ sequence, dtstampMs }: ObjectEvent): Version => ({
    sequence,
    stampMs: stampOf(dtstampMs, receivedMs),
  });
  if (object.main !== undefined) {
    const version = versionOf(object.main);
    if (standing && !isNewer(version, standing)) return { kind: isOlder(version, standing) ? 'old' : 'same' };
    return { kind: 'new', raw: keepDates(arriving, object, standing), dates: [], ...version };
  }
  if (standing === undefined || standing.cancelled) {
    const isNews = standing === undefined || object.overrides.some((date) => isNewer(versionOf(date), standing));
    if (!isNews) return { kind: 'old' };
    const dates = object.overrides.map(({ recurrenceId }) => recurrenceId);
    const { sequence, stampMs } = standing ?? NOTHING_YET;
    return { kind: 'new', raw: arriving, dates, sequence, stampMs };
  }
  const { sequence, stampMs } = standing;
  const dates: string[] = [];
  let isKnown = false;
  const merged = mergeDates(standing.raw, arriving, (date, known) => {
    const version = versionOf(date);
    // Each date counts its own versions, which need not be above those of the series.
    const isOld = known
      ? !isNewer(version, stored(known, receivedMs))
      : version.sequence < sequence && version.stampMs < stampMs;
    if (isOld) isKnown ||= known !== undefined && !isOlder(version, stored(known, receivedMs));
    else dates.push(date.recurrenceId);
    return !isOld;
  });
  if (!merged.ok) return { kind: 'unreadable' };
  if (dates.length === 0) return { kind: isKnown ? 'same' : 'old' };
  return { kind: 'new', raw: restoreDates(merged.value, dates), dates, sequence, stampMs };
};

const cancelAll = (object: CalendarObject): ObjectEdit[] =>
  [object.main, ...object.overrides].flatMap((event): ObjectEdit[] =>
    event ? [{ kind: 'set', recurrenceId: event.recurrenceId, changes: { status: 'CANCELLED' } }] : [],
  );

/** How the stored object names the date that is meant; undefined when it has no such date. */
const nameOf = (object: CalendarObject, { recurrenceId }: ItipEvent): string | undefined => {
  if (recurrenceId === undefined) return undefined;
  const { main, rrule, rdates, overrides } = object;
  if (main === undefined)
    return overrides.find(
      (date) => mapRecurrenceId(recurrenceId, { start: date.start, rrule: '', rdates: [] }) === date.recurrenceId,
    )?.recurrenceId;
  return rrule === '' && rdates.length === 0
    ? undefined
    : mapRecurrenceId(recurrenceId, { start: main.start, rrule, rdates });
};

/** What a CANCEL makes of the object: of all of it, or of single dates, which are kept as cancelled so that they stay so. */
export const takeCancel = (
  standing: StandingObject,
  events: readonly ItipEvent[],
  receivedMs: number,
): ObjectNews & { readonly whole: boolean } => {
  /** What says no SEQUENCE is about the version that is known. */
  const versionOf = ({ sequence, stampMs }: ItipEvent, known: number): Version => ({
    sequence: sequence ?? known,
    stampMs: stampOf(stampMs, receivedMs),
  });
  const whole = events.find(({ recurrenceId }) => recurrenceId === undefined);
  if (whole !== undefined) {
    const version = versionOf(whole, standing.sequence);
    if (isOlder(version, standing)) return { kind: 'old', whole: true };
    if (standing.cancelled) return { kind: 'same', whole: true };
    const raw = editObject(standing.raw, cancelAll(readStored(standing.raw)));
    return { kind: 'new', whole: true, raw, dates: [], ...version };
  }
  if (standing.cancelled) return { kind: 'same', whole: false };
  const object = readStored(standing.raw);
  const known = new Map(object.overrides.map((date) => [date.recurrenceId, date]));
  const edits = new Map<string, ObjectEdit>();
  let isKnown = false;
  for (const event of events) {
    const recurrenceId = nameOf(object, event);
    if (recurrenceId === undefined) continue;
    const date = known.get(recurrenceId);
    const version = versionOf(event, date?.sequence ?? Math.max(0, standing.sequence));
    const isOld = date
      ? isOlder(version, stored(date, receivedMs))
      : version.sequence < standing.sequence && version.stampMs < standing.stampMs;
    if (isOld) continue;
    if (date?.status === 'CANCELLED') isKnown = true;
    else {
      const changes = { status: 'CANCELLED', sequence: version.sequence, dtstampMs: version.stampMs } as const;
      edits.set(recurrenceId, { kind: 'override', recurrenceId, changes });
    }
  }
  if (edits.size === 0) return { kind: isKnown ? 'same' : 'old', whole: false };
  const { sequence, stampMs } = standing;
  const raw = editObject(standing.raw, [...edits.values()]);
  return { kind: 'new', whole: false, raw, dates: [...edits.keys()], sequence, stampMs };
};
