import { parameterValue, singleLineValue } from './calendar-text.ts';
import { isComponent } from './component-tree.ts';
import { type ContentLine, writeContentLine } from './content-lines.ts';
import {
  ATTENDEE_ANSWERS,
  type AttendeeAnswer,
  type Conference,
  type DraftAttendee,
  type DraftPerson,
} from './event-draft.ts';
import type { EventEdit } from './event-edit.ts';
import { addLine, allLines, type Lines, type LinesEdit, removeLines, rewriteLines, setLine } from './event-lines.ts';
import type { Newline } from './fold-lines.ts';
import { formatParameter, parameterIn, valueIn, withParameter, withValue } from './property-text.ts';

const ROLES = { chair: 'CHAIR', attendee: 'REQ-PARTICIPANT', optional: 'OPT-PARTICIPANT' } as const;

const mailbox = (address: string): string => singleLineValue(address).toLowerCase();

/** The mailbox of an ATTENDEE or ORGANIZER; of other addresses than `mailto:` that of EMAIL (RFC 7986 6.2). */
const addressIn = (line: string): string => {
  const value = valueIn(line).trim();
  const address = /^mailto:/i.test(value) ? value : parameterIn(line, 'EMAIL') || value;
  return singleLineValue(address.replace(/^mailto:/i, ''));
};

const mailboxIn = (line: string): string => addressIn(line).toLowerCase();

/** The search comes first: of a thousand attendees' lines few are worth taking apart. */
const isOf = (line: string, address: string): boolean =>
  line.toLowerCase().includes(mailbox(address)) && mailboxIn(line) === mailbox(address);

/** The address in place of a name says nothing. */
const nameSays = (name: string, address: string): string => {
  const clean = parameterValue(name);
  return clean.toLowerCase() === mailbox(address) ? '' : clean;
};

/** We keep addresses in lower case: one that comes so is no other spelling. */
const isSpelledOtherwise = (line: string, address: string): boolean => {
  const [standing, wanted] = [addressIn(line), singleLineValue(address)];
  return wanted !== standing && wanted !== standing.toLowerCase();
};

const withPerson = (line: string, { name, address }: DraftPerson): string => {
  const moved = isSpelledOtherwise(line, address);
  // EMAIL (RFC 7986 6.2) repeats the old address.
  const placed = moved
    ? withParameter(withValue(line, `mailto:${singleLineValue(address)}`), 'EMAIL', undefined)
    : line;
  if (nameSays(parameterIn(line, 'CN'), address) === nameSays(name, address)) return placed;
  return withParameter(placed, 'CN', parameterValue(name) || undefined);
};

const roleIn = (line: string): DraftAttendee['role'] => {
  const role = parameterIn(line, 'ROLE').toUpperCase();
  if (role === 'CHAIR') return 'chair';
  return role === 'OPT-PARTICIPANT' || role === 'NON-PARTICIPANT' ? 'optional' : 'attendee';
};

const answerIn = (line: string): AttendeeAnswer => {
  const answer = parameterIn(line, 'PARTSTAT').toUpperCase();
  return ATTENDEE_ANSWERS.find((known) => known === answer) ?? 'NEEDS-ACTION';
};

const rsvpIn = (line: string): boolean => parameterIn(line, 'RSVP').toUpperCase() === 'TRUE';

const withAnswer = (line: string, partstat: AttendeeAnswer): string =>
  answerIn(line) === partstat ? line : withParameter(line, 'PARTSTAT', partstat);

const withAttendee = (line: string, attendee: DraftAttendee): string => {
  const named = withPerson(line, attendee);
  const placed = roleIn(named) === attendee.role ? named : withParameter(named, 'ROLE', ROLES[attendee.role]);
  const answered = withAnswer(placed, attendee.partstat);
  return rsvpIn(answered) === attendee.rsvp
    ? answered
    : withParameter(answered, 'RSVP', attendee.rsvp ? 'TRUE' : 'FALSE');
};

const freshAttendee = ({ name, address, role, partstat, rsvp }: DraftAttendee): string =>
  [
    'ATTENDEE',
    ...(parameterValue(name) === '' ? [] : [formatParameter('CN', parameterValue(name))]),
    `ROLE=${ROLES[role]}`,
    `PARTSTAT=${partstat}`,
    `RSVP=${rsvp ? 'TRUE' : 'FALSE'}:mailto:${singleLineValue(address)}`,
  ].join(';');

const addAttendees = (lines: Lines, fresh: readonly DraftAttendee[], newline: Newline): Lines => {
  const [first, ...others] = fresh;
  if (first === undefined) return lines;
  const text = freshAttendee(first);
  const added = addLine(lines, text, newline, ['ORGANIZER']);
  // All in one go: a list of 1,000 is not copied 1,000 times.
  const at = added.findLastIndex((node) => !isComponent(node) && node.name === 'ATTENDEE') + 1;
  const rest: ContentLine[] = others.map((attendee) => writeContentLine(freshAttendee(attendee), newline));
  return [...added.slice(0, at), ...rest, ...added.slice(at)];
};

/** Those who stay keep their line, its place and its other parameters; who comes stands behind them. */
const setAttendees = (lines: Lines, attendees: readonly DraftAttendee[], newline: Newline): Lines => {
  const wanted = new Map(attendees.map((attendee) => [mailbox(attendee.address), attendee]));
  const standing = new Set<string>();
  const kept = rewriteLines(lines, 'ATTENDEE', newline, (line) => {
    const key = mailboxIn(line);
    const attendee = wanted.get(key);
    if (attendee === undefined) return undefined;
    standing.add(key);
    return withAttendee(line, attendee);
  });
  const fresh = [...wanted].filter(([key]) => !standing.has(key)).map(([, attendee]) => attendee);
  return addAttendees(kept, fresh, newline);
};

const setOrganizer = (lines: Lines, person: DraftPerson, newline: Newline): Lines => {
  if (person.address === '') return removeLines(lines, ({ name }) => name === 'ORGANIZER');
  const name = parameterValue(person.name);
  const cn = name === '' ? '' : `;${formatParameter('CN', name)}`;
  return setLine(lines, 'ORGANIZER', newline, {
    rewrite: (line) => withPerson(line, person),
    fresh: () => `ORGANIZER${cn}:mailto:${singleLineValue(person.address)}`,
  });
};

/** Sets PARTSTAT, and SCHEDULE-STATUS when there is one, in the lines of that address. */
export const setAnswer = (
  lines: Lines,
  {
    address,
    partstat,
    scheduleStatus,
  }: { address: string; partstat: AttendeeAnswer; scheduleStatus?: string | undefined },
  newline: Newline,
): Lines =>
  rewriteLines(lines, 'ATTENDEE', newline, (line) => {
    if (!isOf(line, address)) return line;
    const answered = withAnswer(line, partstat);
    return scheduleStatus === undefined || parameterIn(line, 'SCHEDULE-STATUS') === scheduleStatus
      ? answered
      : withParameter(answered, 'SCHEDULE-STATUS', parameterValue(scheduleStatus));
  });

export const hasAttendee = (lines: Lines, address: string): boolean =>
  allLines(lines, 'ATTENDEE').some(({ text }) => isOf(text, address));

/** Our meetings live at `/m/` and digits. */
const OURS = /^https?:\/\/[^/?#]+(?:\/[^?#]*)?\/m\/\d+\/?(?:[?#]|$)/i;

const conferenceText = ({ uri, label, features }: Conference): string => {
  const feature = features.length === 0 ? '' : `;FEATURE=${features.map(singleLineValue).join(',')}`;
  const name = parameterValue(label);
  return `CONFERENCE;VALUE=URI${feature}${name === '' ? '' : `;${formatParameter('LABEL', name)}`}:${singleLineValue(uri)}`;
};

const saysSame = (line: string, { label, features }: Conference): boolean =>
  parameterValue(parameterIn(line, 'LABEL')) === parameterValue(label) &&
  parameterIn(line, 'FEATURE').toUpperCase() === features.join(',').toUpperCase();

/** Lines of other programs stay: only those whose address is one of our meetings' are removed or rewritten. */
const setConferences = (lines: Lines, list: readonly Conference[], newline: Newline): Lines => {
  const wanted = new Map(list.map((conference) => [singleLineValue(conference.uri), conference]));
  const standing = new Set<string>();
  const kept = rewriteLines(lines, 'CONFERENCE', newline, (line) => {
    const uri = singleLineValue(valueIn(line));
    const conference = wanted.get(uri);
    if (conference === undefined) return OURS.test(uri) ? undefined : line;
    if (standing.has(uri)) return undefined;
    standing.add(uri);
    return saysSame(line, conference) || !OURS.test(uri) ? line : conferenceText(conference);
  });
  return [...wanted]
    .filter(([uri]) => !standing.has(uri))
    .reduce((added, [, conference]) => addLine(added, conferenceText(conference), newline), kept);
};

export const peopleEdits = ({ organizer, attendees, conference }: EventEdit, newline: Newline): LinesEdit[] => [
  (lines) => (organizer === undefined ? lines : setOrganizer(lines, organizer, newline)),
  (lines) => (attendees === undefined ? lines : setAttendees(lines, attendees, newline)),
  (lines) => (conference === undefined ? lines : setConferences(lines, conference, newline)),
];

export const answerIs = (lines: Lines, address: string, partstat: AttendeeAnswer): boolean =>
  allLines(lines, 'ATTENDEE').every(({ text }) => !isOf(text, address) || answerIn(text) === partstat);
