import { type ContentComponent, type ContentLine, textValue } from '../icalendar/read-content.ts';
import type { Collation, CompFilter, ParamFilter, PropFilter, TextMatch } from './calendar-filter.ts';
import { momentOf } from './moment-of.ts';
import type { TimeRange } from './time-range.ts';

export interface FilterContext {
  /** Whether the object has an occurrence in the range (RFC 4791 9.9), which its columns and instances know. */
  readonly overlaps: (range: TimeRange) => boolean;
  /** For floating times and whole days. */
  readonly homeZone: string;
}

const foldAscii = (text: string): string => text.replaceAll(/[A-Z]+/g, (capitals) => capitals.toLowerCase());

/** RFC 4790 9.2 and 9.3, RFC 5051. */
const FOLDS: Readonly<Record<Collation, (text: string) => string>> = {
  'i;ascii-casemap': foldAscii,
  'i;octet': (text) => text,
  'i;unicode-casemap': (text) => text.normalize('NFKD').toLowerCase(),
};

const matchesText = (text: string, match: TextMatch): boolean => {
  const fold = FOLDS[match.collation];
  return fold(text).includes(fold(match.text)) !== match.negate;
};

const matchesParam = (line: ContentLine, filter: ParamFilter): boolean => {
  const values = line.parameters.get(filter.name);
  if (values === undefined || filter.absent) return (values === undefined) === filter.absent;
  const { textMatch } = filter;
  if (textMatch === undefined) return true;
  return textMatch.negate
    ? values.every((value) => matchesText(value, textMatch))
    : values.some((value) => matchesText(value, textMatch));
};

const isInRange = (ms: number | undefined, { fromMs = -Infinity, toMs = Infinity }: TimeRange): boolean =>
  ms !== undefined && ms >= fromMs && ms < toMs;

const matchesProp = ({ properties }: ContentComponent, filter: PropFilter, { homeZone }: FilterContext): boolean => {
  const named = properties.filter(({ name }) => name === filter.name);
  if (filter.absent) return named.length === 0;
  const { textMatch, timeRange, params } = filter;
  return named.some(
    (line) =>
      (textMatch === undefined || matchesText(textValue(line.value), textMatch)) &&
      (timeRange === undefined || isInRange(momentOf(line, homeZone), timeRange)) &&
      params.every((param) => matchesParam(line, param)),
  );
};

const matchesInside = (component: ContentComponent, filter: CompFilter, context: FilterContext): boolean =>
  filter.props.every((prop) => matchesProp(component, prop, context)) &&
  filter.comps.every((comp) => matchesComp(component, comp, context));

/** A time-range is about the object's occurrences, the rest about one component each: RFC 4791 9.7.1. */
const matchesComp = (parent: ContentComponent, filter: CompFilter, context: FilterContext): boolean => {
  const named = parent.components.filter(({ name }) => name === filter.name);
  if (filter.absent) return named.length === 0;
  if (named.length === 0 || (filter.timeRange !== undefined && !context.overlaps(filter.timeRange))) return false;
  return named.some((component) => matchesInside(component, filter, context));
};

/** Whether a stored object is among those that a calendar-query asks for. */
export const matchFilter = (filter: CompFilter, calendar: ContentComponent, context: FilterContext): boolean =>
  filter.absent
    ? calendar.name !== filter.name
    : calendar.name === filter.name && matchesInside(calendar, filter, context);

/**
 * What a filter says of VEVENT when it asks for nothing that is in the text of an object alone: then rows answer it without
 * reading any text. `'every'`: each event; `'none'`: no event can match; undefined: the text must be looked at.
 */
export const rangeOfPlainFilter = (filter: CompFilter): TimeRange | 'every' | 'none' | undefined => {
  if (filter.absent) return 'none';
  if (filter.props.length > 0 || filter.comps.length > 1) return undefined;
  const [event] = filter.comps;
  if (event === undefined) return 'every';
  if (event.name !== 'VEVENT')
    return ['VTODO', 'VJOURNAL', 'VFREEBUSY'].includes(event.name) && !event.absent ? 'none' : undefined;
  if (event.absent) return 'none';
  if (event.props.length > 0 || event.comps.length > 0) return undefined;
  return event.timeRange ?? 'every';
};

/** The range outside of which no object can match, for choosing those to look at. */
export const rangeOfFilter = (filter: CompFilter): TimeRange | undefined =>
  filter.comps.find(({ name, absent, timeRange }) => name === 'VEVENT' && !absent && timeRange !== undefined)
    ?.timeRange;
