import { singleLineValue } from './calendar-text.ts';
import type { EventEdit } from './event-edit.ts';
import {
  addLine,
  allLines,
  firstLine,
  type Lines,
  type LinesEdit,
  removeNamed,
  rewriteLines,
  setLine,
} from './event-lines.ts';
import { mapToOccurrence, type SeriesStart } from './map-occurrence.ts';
import { valueIn, withValue } from './property-text.ts';
import { freshTime, startOf, type Writing } from './write-times.ts';
import { asReadTime, namesDate, readToken, type WrittenTime } from './written-times.ts';
import type { WrittenZones } from './written-zones.ts';

type DateList = 'RDATE' | 'EXDATE';

/** What the dates of a series are named by. */
export interface WrittenSeries {
  readonly start: WrittenTime;
  readonly named: SeriesStart;
}

const tokensOf = (line: string): string[] => valueIn(line).split(',');

export const seriesOf = (lines: Lines, zones: WrittenZones): WrittenSeries | undefined => {
  const start = startOf(lines, zones);
  if (start === undefined) return undefined;
  const bare = { time: asReadTime(start), rrule: valueIn(firstLine(lines, 'RRULE')?.text ?? ''), rdates: [] };
  const rdates = allLines(lines, 'RDATE').flatMap(({ text }) =>
    tokensOf(text).flatMap((token) => {
      const time = readToken(text, token, zones);
      return time === undefined ? [] : [mapToOccurrence(asReadTime(time), bare, false)];
    }),
  );
  return { start, named: { ...bare, rdates } };
};

/** A value of a list: its recurrenceId, and whether it is of the kind (day or time) that the series has. */
interface ListedDate {
  readonly recurrenceId: string;
  readonly fits: boolean;
}

const readListed = (
  line: string,
  token: string,
  list: DateList,
  { start, named }: WrittenSeries,
  zones: WrittenZones,
): ListedDate | undefined => {
  const time = readToken(line, token, zones);
  if (time === undefined) return undefined;
  const fits = (time.form.kind === 'date') === (start.form.kind === 'date');
  return { recurrenceId: mapToOccurrence(asReadTime(time), named, list === 'EXDATE'), fits };
};

/** Takes values out of the lists; a line that keeps all of its own stays as it is, one that keeps none goes. */
const filterDates = (
  lines: Lines,
  list: DateList,
  keep: (date: ListedDate) => boolean,
  series: WrittenSeries,
  { newline, zones }: Writing,
): Lines =>
  rewriteLines(lines, list, newline, (line) => {
    const tokens = tokensOf(line);
    const kept = tokens.filter((token) => {
      const date = readListed(line, token, list, series, zones);
      return date === undefined || keep(date);
    });
    if (kept.length === tokens.length) return line;
    return kept.some((token) => token.trim() !== '') ? withValue(line, kept.join(',')) : undefined;
  });

export const dropDates = (
  lines: Lines,
  list: DateList,
  drop: (recurrenceId: string) => boolean,
  series: WrittenSeries,
  writing: Writing,
): Lines => filterDates(lines, list, ({ recurrenceId }) => !drop(recurrenceId), series, writing);

export const hasDate = (
  lines: Lines,
  list: DateList,
  recurrenceId: string,
  series: WrittenSeries,
  { zones }: Writing,
): boolean =>
  allLines(lines, list).some(({ text }) =>
    tokensOf(text).some((token) => readListed(text, token, list, series, zones)?.recurrenceId === recurrenceId),
  );

/** One line a date, in the value type and zone of DTSTART (RFC 5545 3.8.5.1). */
export const addDate = (
  lines: Lines,
  list: DateList,
  recurrenceId: string,
  { form }: WrittenTime,
  { newline }: Writing,
): Lines =>
  addLine(lines, freshTime(list, { form, at: recurrenceId }), newline, [
    ...(list === 'RDATE' ? [] : ['RDATE']),
    'RRULE',
    'DTEND',
    'DURATION',
    'DTSTART',
  ]);

/** `fit`: values of the other kind, which some programs write, do not stay either. */
const setDates = (lines: Lines, list: DateList, dates: readonly string[], fit: boolean, writing: Writing): Lines => {
  const series = seriesOf(lines, writing.zones);
  if (series === undefined) return lines;
  const wanted = new Set(dates.filter((date) => namesDate(series.start.form, date)));
  const standing = new Set<string>();
  const kept = filterDates(
    lines,
    list,
    ({ recurrenceId, fits }) => {
      const stays = wanted.has(recurrenceId) && (fits || !fit);
      if (stays) standing.add(recurrenceId);
      return stays;
    },
    series,
    writing,
  );
  return [...wanted]
    .filter((date) => !standing.has(date))
    .reduce((added, date) => addDate(added, list, date, series.start, writing), kept);
};

/** A rule is of letters, digits and few signs; nothing else can be in its line. */
export const cleanRule = (rule: string): string =>
  singleLineValue(rule)
    .replace(/^RRULE:/i, '')
    .replace(/[^A-Za-z0-9=;,+-]/g, '');

const setRule = (lines: Lines, rule: string, { newline }: Writing): Lines => {
  const wanted = cleanRule(rule);
  if (wanted === '') return removeNamed(lines, 'RRULE');
  return setLine(lines, 'RRULE', newline, {
    rewrite: (line) => (valueIn(line).trim().toUpperCase() === wanted.toUpperCase() ? line : withValue(line, wanted)),
    fresh: () => `RRULE:${wanted}`,
    after: ['DTEND', 'DURATION', 'DTSTART'],
  });
};

/** After the times, whose form the dates have. `fit`: the series changes from times to days or back, and its dates with it. */
export const dateEdits = ({ rrule, rdates, exdates }: EventEdit, fit: boolean, writing: Writing): LinesEdit[] => [
  (lines) => (rrule === undefined ? lines : setRule(lines, rrule, writing)),
  (lines) => (rdates === undefined ? lines : setDates(lines, 'RDATE', rdates, fit, writing)),
  (lines) => (exdates === undefined ? lines : setDates(lines, 'EXDATE', exdates, fit, writing)),
];
