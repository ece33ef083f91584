import { ok } from '../../../base/result.ts';
import type { CompFilter } from '../../../protocols/dav/calendar-filter.ts';
import { matchFilter, rangeOfFilter, rangeOfPlainFilter } from '../../../protocols/dav/match-filter.ts';
import type { ClosedRange, TimeRange } from '../../../protocols/dav/time-range.ts';
import { readContent } from '../../../protocols/icalendar/read-content.ts';
import type { DavReadAnswer, ObjectRead } from '../dav-read.ts';
import type { DavReadView, Detail, ReadRow } from '../dav-read-view.ts';
import { instancesIn } from './object-occurrences.ts';
import { createObjectWriter, encodeMultistatus, writeAll } from './write-objects.ts';

type Query = Extract<ObjectRead, { kind: 'query' }>;

/** From the first zone to see a day to the last. */
const ZONES_APART_MS = 26 * 3_600_000;

/** RFC 4791 7.3: what has no zone is in that of the question. */
const inRangeOfZone = (view: DavReadView, { calendar, homeZone }: Query, range: ClosedRange): ReadRow[] => {
  const around = { fromMs: range.fromMs - ZONES_APART_MS, toMs: range.toMs + ZONES_APART_MS };
  const { rows, beyond } = view.inRange(calendar.id, around, 'text');
  return [...rows, ...beyond].filter(({ raw }) => instancesIn(raw, range, homeZone).length > 0);
};

/** Objects with an occurrence in the range: most by their rows alone, series beyond the listed time by their text. */
const inRange = (view: DavReadView, query: Query, range: TimeRange, detail: Detail): ReadRow[] => {
  const { calendar, homeZone, otherZone } = query;
  const { fromMs, toMs } = range;
  if (fromMs === undefined || toMs === undefined) return [...view.inRange(calendar.id, range, detail).rows];
  if (otherZone) return inRangeOfZone(view, query, { fromMs, toMs });
  const { rows, beyond } = view.inRange(calendar.id, range, detail);
  return [...rows, ...beyond.filter(({ raw }) => instancesIn(raw, { fromMs, toMs }, homeZone).length > 0)];
};

/** The UID that a filter asks for; programs look single objects up in this way. */
const wantedUid = (filter: CompFilter): string | undefined => {
  const event = filter.comps.find(({ name, absent }) => name === 'VEVENT' && !absent);
  const uid = event?.props.find(({ name, absent }) => name === 'UID' && !absent);
  return uid?.textMatch && !uid.textMatch.negate && uid.textMatch.collation !== 'i;unicode-casemap'
    ? uid.textMatch.text
    : undefined;
};

const candidates = (view: DavReadView, query: Query): ReadRow[] => {
  const uid = wantedUid(query.filter);
  if (uid !== undefined) return view.withUid(query.calendar.id, uid);
  const range = rangeOfFilter(query.filter);
  return range === undefined ? view.every(query.calendar.id, 'text') : inRange(view, query, range, 'text');
};

/** Filters that look into the text: every object that may match is read. */
const matching = (view: DavReadView, query: Query): ReadRow[] => {
  const { filter, homeZone } = query;
  const ranges = new Map<TimeRange, Set<string>>();
  const idsIn = (range: TimeRange): Set<string> => {
    const known = ranges.get(range) ?? new Set(inRange(view, query, range, 'tags').map(({ id }) => id));
    ranges.set(range, known);
    return known;
  };
  return candidates(view, query).filter(({ id, raw }) => {
    const calendar = readContent(raw);
    return calendar.ok && matchFilter(filter, calendar.value, { overlaps: (range) => idsIn(range).has(id), homeZone });
  });
};

const find = (view: DavReadView, query: Query, detail: Detail): readonly ReadRow[] => {
  const plain = rangeOfPlainFilter(query.filter);
  if (plain === undefined) return matching(view, query);
  if (plain === 'none') return [];
  return plain === 'every' ? view.every(query.calendar.id, detail) : inRange(view, query, plain, detail);
};

/** RFC 4791 7.8 calendar-query. */
export const calendarQuery = (view: DavReadView, query: Query): DavReadAnswer => {
  const { detail, write } = createObjectWriter(query);
  return ok(encodeMultistatus(writeAll(find(view, query, detail), write)));
};
