import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { findTransitions, type OffsetTransition, offsetAtMs } from './zone-transitions.ts';

const YEAR_MS = 365.25 * 86_400_000;
/** Shorter than any summer time, or pause of one. */
const BETWEEN_MS = 14 * 86_400_000;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** RFC 5545 3.3.14 UTC-OFFSET; seconds only when there are some. */
const formatOffset = (offsetMs: number): string => {
  const seconds = Math.round(Math.abs(offsetMs) / 1_000);
  const text = `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(seconds / 3_600))}${pad(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? text : text + pad(seconds % 60);
};

const formatLocal = (localMs: number): string => new Date(localMs).toISOString().slice(0, 19).replace(/[-:]/g, '');

const observance = (transition: OffsetTransition, standardMs: number): string[] => {
  const kind = transition.afterMs > standardMs ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    // RFC 5545 3.6.5: the onset is a local time, read with the offset in force before it.
    `DTSTART:${formatLocal(transition.atMs + transition.beforeMs)}`,
    `TZOFFSETFROM:${formatOffset(transition.beforeMs)}`,
    `TZOFFSETTO:${formatOffset(transition.afterMs)}`,
    `END:${kind}`,
  ];
};

/** One observance for each change of the offset that Intl knows in the range. */
const explicitLines = (timeZone: string, fromMs: number, transitions: readonly OffsetTransition[]): string[] => {
  const firstMs = offsetAtMs(timeZone, fromMs);
  const standardMs = Math.min(firstMs, ...transitions.map(({ afterMs }) => afterMs));
  const opening: OffsetTransition = { atMs: fromMs, beforeMs: firstMs, afterMs: firstMs };
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...[opening, ...transitions].flatMap((transition) => observance(transition, standardMs)),
    'END:VTIMEZONE',
  ];
};

/** The library knows some zones only by the name that they are a link to; their description is the same. */
const libraryLines = (timeZone: string): string[] | undefined => {
  const answer = tzlib_get_ical_block(timeZone);
  const block = Array.isArray(answer) ? answer[0] : undefined;
  return block?.split(/\r?\n/).map((line) => line.replace(/^(TZID|X-LIC-LOCATION):.*/, `$1:${timeZone}`));
};

/** True when the component, read as a calendar program reads it, has Intl's offset around every change and at both ends. */
const agreesWithIntl = (lines: readonly string[], timeZone: string, momentsMs: readonly number[]): boolean => {
  const component = new ICAL.Component(ICAL.parse(lines.join('\r\n')));
  const zone = new ICAL.Timezone({ component, tzid: timeZone });
  return momentsMs.every((momentMs) => {
    const offsetMs = offsetAtMs(timeZone, momentMs);
    const local = ICAL.Time.fromJSDate(new Date(momentMs + offsetMs), true);
    return zone.utcOffset(local) * 1_000 === offsetMs;
  });
};

const describeZone = (timeZone: string, fromMs: number, toMs: number): readonly string[] => {
  const transitions = findTransitions(timeZone, fromMs, toMs);
  const library = libraryLines(timeZone);
  if (library === undefined) return explicitLines(timeZone, fromMs, transitions);
  // Two hours on either side: beyond the hour that happens twice or never, where a local time has no one offset.
  const around = transitions.flatMap(({ atMs }) => [atMs - 7_200_000, atMs + 7_200_000]);
  // And now and then between: the library may change where Intl does not.
  const between: number[] = [];
  for (let momentMs = fromMs; momentMs < toMs; momentMs += BETWEEN_MS) between.push(momentMs);
  const clear = between.filter((momentMs) => transitions.every(({ atMs }) => Math.abs(atMs - momentMs) > 7_200_000));
  const agrees = agreesWithIntl(library, timeZone, [...around, ...clear, toMs]);
  return agrees ? library : explicitLines(timeZone, fromMs, transitions);
};

/** Descriptions already worked out; they follow from their key alone. */
const known = new Map<string, readonly string[]>();
const KNOWN_AT_MOST = 200;

/**
 * RFC 5545 3.6.5: the unfolded lines of a VTIMEZONE with the offsets that this machine knows (Intl), from a year before
 * `startMs` to five years after `endMs`, widened to whole years. The compact description of timezones-ical-library is taken when
 * its offsets are the same over that range, else each change is written out.
 */
export const vtimezoneLines = (timeZone: string, startMs: number, endMs: number): readonly string[] => {
  const fromMs = Date.UTC(new Date(startMs - YEAR_MS).getUTCFullYear(), 0, 1);
  const toMs = Date.UTC(new Date(endMs + 5 * YEAR_MS).getUTCFullYear() + 1, 0, 1);
  const key = `${timeZone} ${fromMs} ${toMs}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const lines = describeZone(timeZone, fromMs, toMs);
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(key, lines);
  return lines;
};
