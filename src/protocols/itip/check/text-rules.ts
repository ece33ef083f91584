import { LINE_OCTETS } from '../../icalendar/limits.ts';
import { effects, type Place } from './finding.ts';
import type { CheckedLine } from './read-leniently.ts';
import type { Rule, Subject } from './subject.ts';

/** Of one kind a few are enough to see what is meant. */
const PLACES_AT_MOST = 20;

const places = <Value>(list: readonly Value[], placeOf: (value: Value) => Place): Place[] =>
  list.slice(0, PLACES_AT_MOST).map(placeOf);

/** RFC 5545 3.3.11: one text each. */
const TEXTS = new Set(['SUMMARY', 'LOCATION', 'DESCRIPTION', 'COMMENT', 'CONTACT']);

const texts = ({ calendar }: Subject): CheckedLine[] => calendar.lines.filter(({ name }) => TEXTS.has(name));

const lineOf = ({ line, name }: CheckedLine): Place => ({ line, what: name });

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** How the text is written: RFC 5545 3.1 and 3.3.11. */
export const TEXT_RULES = [
  {
    id: 'not-icalendar',
    severity: 'error',
    effects: effects('refuses'),
    broken: ({ calendar: { root } }) => (root === undefined ? [{ line: 1 }] : []),
  },
  {
    id: 'bad-nesting',
    severity: 'error',
    effects: effects('refuses'),
    broken: ({ calendar: { badNesting, root } }) =>
      root === undefined ? [] : places(badNesting, (line) => ({ line })),
  },
  {
    id: 'bad-line',
    severity: 'error',
    effects: effects('refuses', { gmail: 'drops' }),
    broken: ({ calendar: { badLines, root } }) => (root === undefined ? [] : places(badLines, (line) => ({ line }))),
  },
  {
    id: 'too-large',
    severity: 'error',
    effects: effects('refuses', { thunderbird: 'fine' }),
    broken: ({ calendar: { tooLarge } }) => (tooLarge ? [{}] : []),
  },
  {
    id: 'byte-order-mark',
    severity: 'warning',
    effects: effects('refuses', { gmail: 'fine', thunderbird: 'fine' }),
    broken: ({ raw }) => (raw.startsWith('\ufeff') ? [{ line: 1 }] : []),
  },
  {
    id: 'not-utf-8',
    severity: 'error',
    effects: effects('garbled'),
    broken: ({ calendar: { physical } }) =>
      places(
        physical.filter(({ text }) => text.includes('\ufffd')),
        ({ line }) => ({ line }),
      ),
  },
  {
    id: 'bare-line-break',
    severity: 'warning',
    effects: effects('fine', { outlook: 'refuses', apple: 'drops' }),
    broken: ({ calendar: { physical } }) =>
      physical
        .filter(({ end }) => end === '\n' || end === '\r')
        .slice(0, 1)
        .map(({ line }) => ({ line })),
  },
  {
    id: 'line-too-long',
    severity: 'warning',
    effects: effects('fine', { outlook: 'drops' }),
    broken: ({ calendar: { physical } }) =>
      places(
        physical.filter(({ text }) => text.length > LINE_OCTETS / 4 && Buffer.byteLength(text) > LINE_OCTETS),
        ({ line, text }) => ({ line, what: String(Buffer.byteLength(text)) }),
      ),
  },
  {
    id: 'control-character',
    severity: 'error',
    effects: effects('refuses', { gmail: 'garbled' }),
    broken: ({ calendar: { physical } }) =>
      places(
        physical.filter(({ text }) => CONTROL.test(text)),
        ({ line }) => ({ line }),
      ),
  },
  {
    id: 'bad-escape',
    severity: 'warning',
    effects: effects('garbled'),
    broken: (subject) =>
      places(
        texts(subject).filter(({ value }) => /^(?:[^\\]|\\[\\;,nN])*\\(?![\\;,nN])/.test(value)),
        lineOf,
      ),
  },
  {
    id: 'not-escaped',
    severity: 'warning',
    effects: effects('fine', { outlook: 'garbled', gmail: 'garbled' }),
    broken: (subject) =>
      places(
        texts(subject).filter(({ value }) => /^(?:[^\\;,]|\\.)*[;,]/.test(value)),
        lineOf,
      ),
  },
  {
    id: 'bad-quotes',
    severity: 'error',
    effects: effects('drops', { outlook: 'refuses' }),
    broken: ({ calendar: { lines } }) =>
      places(
        lines.filter(({ text, value }) => {
          const head = text.slice(0, text.length - value.length);
          return head.includes('\\"') || head.split('"').length % 2 === 0 || /=[^";:,]+"/.test(head);
        }),
        lineOf,
      ),
  },
] as const satisfies readonly Rule[];
