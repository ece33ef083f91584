import { escapeText, parameterValue, plainValue, singleLineValue } from '../icalendar/calendar-text.ts';
import { type ComponentNode, isComponent, readComponentTree, type TreeNode } from '../icalendar/component-tree.ts';
import type { AttendeeAnswer, DraftPerson, EventTime } from '../icalendar/event-draft.ts';
import { foldLines } from '../icalendar/fold-lines.ts';
import { formatParameter, parameterIn, valueIn, withParameter } from '../icalendar/property-text.ts';
import { DAY_MS, wallOfTime } from '../icalendar/read-time.ts';
import { vtimezoneLines } from '../icalendar/vtimezone.ts';
import { freshTime } from '../icalendar/write-times.ts';
import { mendObject } from './mend-object.ts';
import { readAddress } from './read-itip-person.ts';

const PRODID = '-//WebMeeting//WebMeeting 1.0//EN';

const stampLine = (stampMs: number): string =>
  `DTSTAMP:${new Date(stampMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const commentLines = (comment: string): string[] =>
  comment.trim() === '' ? [] : [`COMMENT:${escapeText(plainValue(comment.trim()))}`];

const calendarText = (method: string, zones: readonly string[], events: readonly (readonly string[])[]): string =>
  foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODID}`,
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...zones,
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ]);

/** What an answer repeats of what it answers, so that every program finds it again (RFC 5546 3.2.3). */
const REPEATED = new Set([
  'UID',
  'SEQUENCE',
  'RECURRENCE-ID',
  'ORGANIZER',
  'DTSTART',
  'DTEND',
  'DURATION',
  'SUMMARY',
  'LOCATION',
]);

const linesOf = (component: ComponentNode): string[] =>
  component.children.flatMap((node) => (isComponent(node) ? [] : [plainValue(node.text).replaceAll('\n', '')]));

const attendeeIn = (lines: readonly string[], address: string): string | undefined =>
  lines.find((line) => /^ATTENDEE[;:]/i.test(line) && readAddress(valueIn(line)) === address);

const isNamed = (line: string, names: ReadonlySet<string>): boolean =>
  names.has((line.split(/[;:]/, 1)[0] ?? '').toUpperCase());

const wholeZone = (zone: ComponentNode): string[] => {
  const inside = (node: TreeNode): string[] =>
    isComponent(node)
      ? [`BEGIN:${node.component}`, ...node.children.flatMap(inside), `END:${node.component}`]
      : [plainValue(node.text).replaceAll('\n', '')];
  return inside(zone);
};

export interface ReplyDraft {
  /** Ours, among those that were invited. */
  readonly attendee: DraftPerson;
  readonly partstat: AttendeeAnswer;
  readonly comment: string;
  readonly stampMs: number;
}

/**
 * The answer to a mailed REQUEST, which must have been read before: what it says of the event is repeated as it is written. Each
 * VEVENT that invites the attendee is answered; where none names them, all are.
 */
export const writeReply = (request: string, { attendee, partstat, comment, stampMs }: ReplyDraft): string => {
  const { nodes } = readComponentTree((mendObject(request) ?? []).join('\r\n'));
  const inside = nodes.filter(isComponent).flatMap(({ children }) => children.filter(isComponent));
  const address = attendee.address.toLowerCase();
  const events = inside.filter(({ component }) => component === 'VEVENT').map(linesOf);
  const ours = events.filter((lines) => attendeeIn(lines, address) !== undefined);
  const answered = (ours.length > 0 ? ours : events).map((lines) => {
    const name = parameterValue(attendee.name);
    const fresh = `ATTENDEE${name === '' ? '' : `;${formatParameter('CN', name)}`}:mailto:${address}`;
    const line = withParameter(attendeeIn(lines, address) ?? fresh, 'RSVP', undefined);
    return [
      stampLine(stampMs),
      ...lines.filter((text) => isNamed(text, REPEATED)),
      withParameter(line, 'PARTSTAT', partstat),
      ...commentLines(comment),
    ];
  });
  const named = new Set(answered.flat().map((line) => parameterIn(line, 'TZID')));
  const zones = inside.filter(
    ({ component, children }) =>
      component === 'VTIMEZONE' &&
      children.some((node) => !isComponent(node) && node.name === 'TZID' && named.has(valueIn(node.text).trim())),
  );
  return calendarText('REPLY', zones.flatMap(wholeZone), answered);
};

export interface DeclineCounterDraft {
  readonly uid: string;
  /** Of the version that was answered. */
  readonly sequence: number;
  readonly stampMs: number;
  /** As this person was invited: the server's address with their token. */
  readonly organizer: DraftPerson;
  /** Who proposed the other time. */
  readonly attendee: DraftPerson;
  /** `''`: the single event, or all of the series. */
  readonly recurrenceId: string;
  /** Of the series: IANA, `UTC`, or '' for whole days and floating times. */
  readonly timeZone: string;
  readonly summary: string;
  readonly comment: string;
}

const personLine = (property: string, { name, address }: DraftPerson): string => {
  const clean = parameterValue(name);
  return `${property}${clean === '' ? '' : `;${formatParameter('CN', clean)}`}:mailto:${singleLineValue(address)}`;
};

const dateLines = (recurrenceId: string, timeZone: string): { zones: readonly string[]; lines: readonly string[] } => {
  if (recurrenceId === '') return { zones: [], lines: [] };
  const line = (form: Parameters<typeof freshTime>[1]['form']) => [
    freshTime('RECURRENCE-ID', { form, at: recurrenceId }),
  ];
  if (recurrenceId.length === 10) return { zones: [], lines: line({ kind: 'date' }) };
  if (timeZone === '') return { zones: [], lines: line({ kind: 'floating' }) };
  if (timeZone === 'UTC') return { zones: [], lines: line({ kind: 'utc' }) };
  const time: EventTime = { local: recurrenceId, timeZone };
  const atMs = wallOfTime(time);
  return {
    zones: vtimezoneLines(timeZone, atMs - DAY_MS, atMs + DAY_MS),
    lines: line({ kind: 'zone', parameter: formatParameter('TZID', timeZone), timeZone }),
  };
};

/** RFC 5546 3.2.8: the time stays as it is. */
export const writeDeclineCounter = (draft: DeclineCounterDraft): string => {
  const { zones, lines } = dateLines(draft.recurrenceId, draft.timeZone);
  return calendarText('DECLINECOUNTER', zones, [
    [
      `UID:${escapeText(singleLineValue(draft.uid))}`,
      `SEQUENCE:${draft.sequence}`,
      stampLine(draft.stampMs),
      ...lines,
      personLine('ORGANIZER', draft.organizer),
      personLine('ATTENDEE', draft.attendee),
      `SUMMARY:${escapeText(singleLineValue(draft.summary))}`,
      ...commentLines(draft.comment),
    ],
  ]);
};
