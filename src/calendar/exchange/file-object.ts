import { createHash } from 'node:crypto';
import { unescapeText } from '../../protocols/icalendar/calendar-text.ts';
import { contentValue, unfoldLines } from './file-lines.ts';
import { UID_CHARACTERS } from './limits.ts';
import type { FileCalendar, FilePart, PartProblem } from './split-calendar-file.ts';

/** All VEVENTs of one UID in a file, as one iCalendar object. */
export interface FileObject {
  readonly uid: string;
  /** SUMMARY as far as it can be told without reading the object. */
  readonly title: string;
  /** Of the first BEGIN in the file. */
  readonly line: number;
  readonly raw: string;
  /** Where lines of `raw` stand in the file: from each of these lines of `raw` on, they count up from that line of the file. */
  readonly places: ReadonlyArray<readonly [rawLine: number, fileLine: number]>;
  /** TZIDs that are used and not described. */
  readonly undescribedZones: readonly string[];
  readonly problem?: { readonly code: PartProblem; readonly line: number };
}

const PRODID = '-//WebMeeting//Import//EN';
const USABLE_UID = /^[\x21-\x7e]+$/;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

interface OwnLines {
  readonly uid: string;
  readonly title: string;
  readonly zones: ReadonlySet<string>;
}

const ZONE = /;TZID=(?:"([^"]*)"|([^;:"]*))/gi;

/** What names a VEVENT: of its own lines, not those of the alarms inside it. */
const readOwnLines = (part: FilePart): OwnLines => {
  let depth = 0;
  let uid = '';
  let title = '';
  const zones = new Set<string>();
  for (const line of unfoldLines(part.lines)) {
    if (/^BEGIN:/i.test(line)) depth += 1;
    else if (/^END:/i.test(line)) depth -= 1;
    else if (depth === 1) {
      if (uid === '' && /^UID[:;]/i.test(line)) uid = contentValue(line).trim();
      else if (title === '' && /^SUMMARY[:;]/i.test(line))
        title = unescapeText(contentValue(line)).replaceAll('\n', ' ').trim().slice(0, 200);
    }
    for (const match of line.matchAll(ZONE)) zones.add((match[1] ?? match[2] ?? '').trim());
  }
  return { uid, title, zones };
};

/** A UID that can be stored, or one made of the event's own text: the same file gives the same one again. */
const usableUid = (uid: string, part: FilePart): string =>
  USABLE_UID.test(uid) && uid.length <= UID_CHARACTERS
    ? uid
    : `${digest(uid === '' ? part.lines.filter((line) => !/^DTSTAMP/i.test(line)).join('\n') : uid)}@import`;

const writeUid = (lines: readonly string[], uid: string): string[] => {
  const others: string[] = [];
  let isUid = false;
  for (const line of lines) {
    isUid = /^UID[:;]/i.test(line) || (isUid && /^[ \t]/.test(line));
    if (!isUid) others.push(line);
  }
  return [others[0] ?? 'BEGIN:VEVENT', `UID:${uid}`, ...others.slice(1)];
};

/** RFC 5546 1.4: what these bring is about an event that is elsewhere, and may be only a part of it. */
const MESSAGES = new Set(['REPLY', 'CANCEL', 'ADD', 'REFRESH', 'COUNTER', 'DECLINECOUNTER']);

const messageProblem = (calendar: FileCalendar, line: number): FileObject['problem'] =>
  MESSAGES.has(calendar.properties.get('METHOD')?.toUpperCase() ?? '') ? { code: 'is-message', line } : undefined;

interface Group {
  readonly uid: string;
  readonly title: string;
  readonly calendar: FileCalendar;
  readonly parts: { readonly part: FilePart; readonly lines: readonly string[]; readonly moved: boolean }[];
  readonly zones: Set<string>;
}

const joinGroup = ({ uid, title, calendar, parts, zones }: Group): FileObject => {
  const described = [...zones].filter((zone) => calendar.zones.has(zone));
  const prodid = calendar.properties.get('PRODID') ?? '';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${prodid !== '' && prodid.length < 60 ? prodid : PRODID}`,
    ...described.flatMap((zone) => calendar.zones.get(zone) ?? []),
  ];
  const places: [number, number][] = [];
  for (const { part, lines: own, moved } of parts) {
    // A UID of ours stands behind BEGIN: the lines behind it are one further down than in the file.
    places.push(
      [lines.length + 1, part.line],
      ...(moved ? [[lines.length + 3, part.line + 1] as [number, number]] : []),
    );
    lines.push(...own);
  }
  const line = parts[0]?.part.line ?? 1;
  const problem = parts.find(({ part }) => part.problem)?.part.problem ?? messageProblem(calendar, line);
  return {
    uid,
    title,
    line,
    raw: `${[...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`,
    places,
    undescribedZones: [...zones].filter((zone) => zone !== '' && !calendar.zones.has(zone)),
    ...(problem && { problem }),
  };
};

/** The events of a file by UID, in the order in which they begin. METHOD and what the VCALENDAR says beside events is left behind. */
export const gatherObjects = (parts: readonly FilePart[]): FileObject[] => {
  const groups = new Map<string, Group>();
  for (const part of parts) {
    const own = readOwnLines(part);
    const uid = usableUid(own.uid, part);
    const moved = uid !== own.uid;
    const key = part.component === 'VEVENT' ? uid : `${part.component} ${part.line}`;
    const group = groups.get(key) ?? { uid, title: own.title, calendar: part.calendar, parts: [], zones: new Set() };
    groups.set(key, group);
    group.parts.push({ part, lines: moved ? writeUid(part.lines, uid) : part.lines, moved });
    for (const zone of own.zones) group.zones.add(zone);
  }
  return [...groups.values()].map(joinGroup);
};

/** The line of the file that a line of `raw` came from. */
export const fileLineOf = (
  { places, line }: Pick<FileObject, 'places' | 'line'>,
  rawLine: number | undefined,
): number => {
  const place = rawLine === undefined ? undefined : places.findLast(([from]) => from <= rawLine);
  return place === undefined || rawLine === undefined ? line : place[1] + rawLine - place[0];
};
