import { escapeText, plainValue, singleLineValue, splitTextList, unescapeText } from './calendar-text.ts';
import type { EventEdit } from './event-edit.ts';
import { addLine, firstLine, type Lines, type LinesEdit, removeNamed, rewriteLines, setLine } from './event-lines.ts';
import type { Newline } from './fold-lines.ts';
import { valueIn, withParameter, withValue } from './property-text.ts';

/** How one property's value is cleaned, written and read. */
interface TextProperty {
  readonly name: string;
  readonly clean: (text: string) => string;
  readonly write: (text: string) => string;
  readonly read: (written: string) => string;
  /** What it means that there is no such line; '' unless said. */
  readonly absent?: string;
  /** Other forms of the same text, which would go on saying the old one. */
  readonly stale?: readonly string[];
}

const asWritten = (text: string): string => text;
const text = { write: escapeText, read: unescapeText };
const token = { clean: singleLineValue, write: asWritten, read: asWritten };

const TEXTS = {
  summary: { name: 'SUMMARY', clean: singleLineValue, ...text },
  location: { name: 'LOCATION', clean: singleLineValue, ...text },
  description: { name: 'DESCRIPTION', clean: plainValue, ...text, stale: ['X-ALT-DESC'] },
  url: { name: 'URL', ...token },
  status: { name: 'STATUS', absent: 'CONFIRMED', ...token },
  webMeetingId: { name: 'X-WEBMEETING-ID', ...token },
} as const satisfies Partial<Record<keyof EventEdit, TextProperty>>;

/** Parameters that speak of the old value: another form of it, or how its octets were written in vCalendar 1.0. */
const withNewText = (line: string, written: string): string =>
  ['ALTREP', 'ENCODING', 'CHARSET'].reduce(
    (edited, name) => withParameter(edited, name, undefined),
    withValue(line, written),
  );

/** Sets one property to a text, '' removes it; a line that says the same already stays as it is. */
export const setText = (lines: Lines, property: TextProperty, value: string, newline: Newline): Lines => {
  const { name, clean, write, read, absent = '', stale = [] } = property;
  const wanted = clean(value);
  const standing = firstLine(lines, name);
  const said = standing === undefined ? absent : read(valueIn(standing.text));
  if (clean(said) === wanted) return lines;
  const others = removeNamed(lines, ...stale);
  if (wanted === '') return removeNamed(others, name);
  return setLine(others, name, newline, {
    rewrite: (line) => withNewText(line, write(wanted)),
    fresh: () => `${name}:${write(wanted)}`,
  });
};

export const setToken = (lines: Lines, name: string, value: string, newline: Newline): Lines =>
  setText(lines, { name, ...token }, value, newline);

export const textEdits = (changes: EventEdit, newline: Newline): LinesEdit[] =>
  Object.entries(TEXTS).map(([field, property]) => (lines) => {
    const value = changes[field as keyof typeof TEXTS];
    return value === undefined ? lines : setText(lines, property, value, newline);
  });

const utcText = (momentMs: number): string => `${new Date(momentMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

export const stampEdits = ({ sequence, dtstampMs, createdMs }: EventEdit, newline: Newline): LinesEdit[] => [
  (lines) => (sequence === undefined ? lines : setSequence(lines, sequence, newline)),
  (lines) => (dtstampMs === undefined ? lines : setToken(lines, 'DTSTAMP', utcText(dtstampMs), newline)),
  (lines) => (dtstampMs === undefined ? lines : setToken(lines, 'LAST-MODIFIED', utcText(dtstampMs), newline)),
  (lines) => (createdMs === undefined ? lines : setToken(lines, 'CREATED', utcText(createdMs), newline)),
];

/** No SEQUENCE means 0 (RFC 5545 3.8.7.4). */
export const setSequence = (lines: Lines, sequence: number, newline: Newline): Lines =>
  Number(valueIn(firstLine(lines, 'SEQUENCE')?.text ?? 'SEQUENCE:0')) === sequence
    ? lines
    : setToken(lines, 'SEQUENCE', String(sequence), newline);

const transparencyEdit =
  (transparent: boolean, newline: Newline): LinesEdit =>
  (lines) => {
    const standing = valueIn(firstLine(lines, 'TRANSP')?.text ?? '').toUpperCase() === 'TRANSPARENT';
    if (standing === transparent) return lines;
    const edited = setToken(lines, 'TRANSP', transparent ? 'TRANSPARENT' : 'OPAQUE', newline);
    return rewriteLines(edited, 'X-MICROSOFT-CDO-BUSYSTATUS', newline, (line) =>
      withValue(line, transparent ? 'FREE' : 'BUSY'),
    );
  };

/** A property of ours that is there with TRUE, or is not there. */
const flagEdit =
  (name: string, wanted: boolean, newline: Newline): LinesEdit =>
  (lines) => {
    if (!wanted) return removeNamed(lines, name);
    const stands = /^true$/i.test(valueIn(firstLine(lines, name)?.text ?? '').trim());
    return stands ? lines : setToken(lines, name, 'TRUE', newline);
  };

const HIDE_INVITEES = 'X-WEBMEETING-HIDE-INVITEES';

export const flagEdits = (edit: EventEdit, newline: Newline): LinesEdit[] => {
  const { transparent, webMeetingWanted, hideInvitees } = edit;
  return [
    ...(transparent === undefined ? [] : [transparencyEdit(transparent, newline)]),
    ...(webMeetingWanted === undefined ? [] : [flagEdit('X-WEBMEETING', webMeetingWanted, newline)]),
    ...(hideInvitees === undefined ? [] : [flagEdit(HIDE_INVITEES, hideInvitees, newline)]),
  ];
};

const keyOf = (category: string): string => singleLineValue(category).toLowerCase();

const categoriesOf = (line: string): string[] => splitTextList(valueIn(line));

const dropCategories = (lines: Lines, drop: (key: string) => boolean, newline: Newline): Lines =>
  rewriteLines(lines, 'CATEGORIES', newline, (line) => {
    const all = categoriesOf(line);
    const kept = all.filter((written) => !drop(keyOf(unescapeText(written))));
    if (kept.length === all.length) return line;
    return kept.length === 0 ? undefined : withValue(line, kept.join(','));
  });

const addCategories = (lines: Lines, categories: readonly string[], newline: Newline): Lines => {
  const standing = lines.flatMap((node) =>
    'component' in node || node.name !== 'CATEGORIES' ? [] : categoriesOf(node.text),
  );
  const keys = new Set(standing.map((written) => keyOf(unescapeText(written))));
  const fresh = categories.map(singleLineValue).filter((category) => {
    if (category === '' || keys.has(keyOf(category))) return false;
    return keys.add(keyOf(category));
  });
  if (fresh.length === 0) return lines;
  const written = fresh.map(escapeText).join(',');
  return firstLine(lines, 'CATEGORIES') === undefined
    ? addLine(lines, `CATEGORIES:${written}`, newline)
    : setLine(lines, 'CATEGORIES', newline, {
        rewrite: (line) =>
          withValue(line, [...categoriesOf(line).filter((item) => item.trim() !== ''), written].join(',')),
        fresh: () => '',
      });
};

/** The whole list, then single ones: categories are the same whatever the case of their letters, and stay as written. */
export const categoryEdits = (changes: EventEdit, newline: Newline): LinesEdit[] => {
  const whole = changes.categories?.map(keyOf);
  const fewer = changes.removeCategories?.map(keyOf) ?? [];
  return [
    (lines) => (whole === undefined ? lines : dropCategories(lines, (key) => !whole.includes(key), newline)),
    (lines) => addCategories(lines, changes.categories ?? [], newline),
    (lines) => dropCategories(lines, (key) => fewer.includes(key), newline),
    (lines) => addCategories(lines, changes.addCategories ?? [], newline),
  ];
};
