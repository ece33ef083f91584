import { foldLine } from '../../protocols/icalendar/fold-lines.ts';
import { contentValue, unfoldLines } from './file-lines.ts';
import type { EventFilter } from './merge-objects.ts';

/** What is left of a private event: when it is, and what ties its dates together. */
const TIMES = new Set([
  'UID',
  'SEQUENCE',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'TRANSP',
  'CLASS',
]);
/** Parameters that say when; others may hold anything. */
const TIME_PARAMETERS = new Set(['TZID', 'VALUE', 'RANGE']);

const nameOf = (line: string): string => line.slice(0, Math.max(0, line.search(/[:;]/))).toUpperCase();

/** `;NAME=value` of a content line, quotation marks included. */
const PARAMETER = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/g;

const withoutOtherParameters = (line: string): string => {
  const value = contentValue(line);
  const head = line.slice(0, line.length - value.length - 1);
  const kept = [...head.matchAll(PARAMETER)].filter(([, name = '']) => TIME_PARAMETERS.has(name.toUpperCase()));
  return `${nameOf(line)}${kept.map(([text]) => text).join('')}:${value}`;
};

/** The VEVENT's own unfolded lines, those of its alarms left out. */
const ownLines = (lines: readonly string[]): string[] => {
  const own: string[] = [];
  let depth = 0;
  for (const line of unfoldLines(lines)) {
    if (/^END:/i.test(line)) depth -= 1;
    else if (/^BEGIN:/i.test(line)) depth += 1;
    else if (depth === 1) own.push(line);
  }
  return own;
};

const isPrivate = (lines: readonly string[]): boolean =>
  ownLines(lines).some((line) => nameOf(line) === 'CLASS' && !/^public$/i.test(contentValue(line).trim()));

const isMain = (lines: readonly string[]): boolean => !ownLines(lines).some((line) => nameOf(line) === 'RECURRENCE-ID');

const onlyTimes = (lines: readonly string[], label: string): string[] => {
  const times = ownLines(lines).filter((line) => TIMES.has(nameOf(line)));
  return ['BEGIN:VEVENT', ...times.map(withoutOtherParameters), `SUMMARY:${label}`, 'END:VEVENT'].map((line) =>
    foldLine(line),
  );
};

/**
 * `/j/`, `/start/` and `/rsvp/` let in whoever has them; they come in with mailed invitations that people imported. Each part is
 * bounded, so that a long text of beginnings costs no more than its length.
 */
const PERSONAL_LINK =
  /https?:\/\/[^\s\\,;"<>]{1,255}\/(?:j|start|rsvp)\/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])[^\s\\,;"<>]{0,255}/g;
const PIN = /(PIN[\s\u00a0\u202f]{0,3}:?[\s\u00a0\u202f]{0,3})\d(?:[\s\u00a0\u202f-]?\d){5}(?!\d)/gi;
/** The address at which the server takes one person's answers. */
const ANSWER_ADDRESS = /(mailto:[^@+\s]{1,64})\+[A-Za-z0-9_-]{22}@/gi;

const withoutKeys = (lines: readonly string[]): readonly string[] => {
  const unfolded = unfoldLines(lines);
  const cleaned = unfolded.map((line) =>
    line.replace(PERSONAL_LINK, '').replace(PIN, '$1••••••').replace(ANSWER_ADDRESS, '$1@'),
  );
  if (cleaned.every((line, index) => line === unfolded[index])) return lines;
  // A link that is gone leaves a property that says nothing.
  return cleaned
    .filter((line, index) => line === unfolded[index] || contentValue(line).trim() !== '')
    .map((line) => foldLine(line));
};

/** For whoever has a secret address: private events and dates are times alone, and nothing that lets anyone in. */
export const publicEvent =
  (label: string): EventFilter =>
  (lines, all) => {
    const main = all.find(isMain);
    const hidden = isPrivate(lines) || (main !== undefined && isPrivate(main));
    return hidden ? onlyTimes(lines, label) : withoutKeys(lines);
  };
