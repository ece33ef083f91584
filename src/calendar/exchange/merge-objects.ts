import { escapeText, singleLineValue } from '../../protocols/icalendar/calendar-text.ts';
import { foldLine, foldLines } from '../../protocols/icalendar/fold-lines.ts';
import { namedZone } from '../../protocols/icalendar/resolve-zone.ts';
import { vtimezoneLines } from '../../protocols/icalendar/vtimezone.ts';
import { unfoldLines } from './file-lines.ts';
import { splitCalendarFile } from './split-calendar-file.ts';

/** A stored object that is to stand in one VCALENDAR with others. */
export interface ObjectToMerge {
  readonly raw: string;
  readonly startMs: number;
  /** null: no end. */
  readonly endMs: number | null;
}

const PRODID = '-//WebMeeting//Calendar//EN';
const TEN_YEARS_MS = 10 * 366 * 86_400_000;

interface Zone {
  /** Of the whole VTIMEZONE. */
  text: string;
  readonly fromMs: number;
  readonly toMs: number;
}

const TZID = /;TZID=(?:"[^"]*"|[^;:"]*)/gi;

const withZoneName = (lines: readonly string[], names: ReadonlyMap<string, string>): string[] =>
  unfoldLines(lines).map((line) => {
    const isZone = /^TZID[:;]/i.test(line);
    const written = isZone
      ? line.replace(/:(.*)$/, (_, name: string) => `:${names.get(name.trim()) ?? name}`)
      : line.replace(TZID, (parameter) => {
          const name = names.get(parameter.slice(6).replaceAll('"', '').trim());
          return name === undefined ? parameter : `;TZID="${name}"`;
        });
    return foldLine(written);
  });

/**
 * The zones of the merged calendar, each once. Objects describe a zone for their own years: where descriptions of a zone that
 * this machine knows differ, one for all their years takes their place; one that only its writer knows keeps a name of its own.
 */
const createZones = () => {
  const zones = new Map<string, Zone>();

  const widen = (tzid: string, there: Zone, object: ObjectToMerge): boolean => {
    const zone = namedZone(tzid);
    if (zone === undefined) return false;
    const fromMs = Math.min(there.fromMs, object.startMs);
    const toMs = Math.max(there.toMs, object.endMs ?? object.startMs + TEN_YEARS_MS);
    const lines = vtimezoneLines(zone, fromMs, toMs).map((line) => (line === `TZID:${zone}` ? `TZID:${tzid}` : line));
    zones.set(tzid, { text: foldLines(lines), fromMs, toMs });
    return true;
  };

  /** The name under which the object's description of `tzid` stands. */
  const nameFor = (tzid: string, lines: readonly string[], object: ObjectToMerge): string => {
    const text = `${lines.join('\r\n')}\r\n`;
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? tzid : `${tzid} (${number})`;
      const there = zones.get(name);
      const own = number === 1 ? text : `${withZoneName(lines, new Map([[tzid, name]])).join('\r\n')}\r\n`;
      if (there === undefined) {
        zones.set(name, { text: own, fromMs: object.startMs, toMs: object.endMs ?? object.startMs + TEN_YEARS_MS });
        return name;
      }
      if (there.text === own || (number === 1 && widen(tzid, there, object))) return name;
    }
  };

  return { nameFor, texts: (): string[] => [...zones.values()].map(({ text }) => text) };
};

/** Changes the lines of one VEVENT on their way out; undefined leaves it out. */
export type EventFilter = (
  lines: readonly string[],
  all: readonly (readonly string[])[],
) => readonly string[] | undefined;

const asIs: EventFilter = (lines) => lines;

/** Properties of the VCALENDAR itself: RFC 7986 5.1 and its older form. */
export const calendarHead = (name: string, more: readonly string[] = []): string => {
  const text = escapeText(singleLineValue(name));
  return foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODID}`,
    'CALSCALE:GREGORIAN',
    `NAME:${text}`,
    `X-WR-CALNAME:${text}`,
    ...more,
  ]);
};

/** One VCALENDAR with everything that these objects hold: their events as they are stored, every zone once. */
export const mergeObjects = (
  objects: Iterable<ObjectToMerge>,
  {
    name,
    head = [],
    filter = asIs,
  }: { readonly name: string; readonly head?: readonly string[]; readonly filter?: EventFilter },
): string => {
  const zones = createZones();
  const events: string[] = [];
  for (const object of objects) {
    const file = splitCalendarFile(object.raw);
    const [calendar] = file.ok ? file.calendars : [];
    if (!file.ok || calendar === undefined) continue;
    const renamed = new Map<string, string>();
    for (const [tzid, lines] of calendar.zones) {
      const known = zones.nameFor(tzid, lines, object);
      if (known !== tzid) renamed.set(tzid, known);
    }
    const parts = file.parts.filter(({ component, problem }) => component === 'VEVENT' && problem === undefined);
    const all = parts.map(({ lines }) => lines);
    for (const part of parts) {
      const lines = filter(part.lines, all);
      if (lines) events.push(`${(renamed.size === 0 ? lines : withZoneName(lines, renamed)).join('\r\n')}\r\n`);
    }
  }
  return [calendarHead(name, head), ...zones.texts(), ...events, 'END:VCALENDAR\r\n'].join('');
};
