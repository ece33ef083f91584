import { ok, type Result } from '../../base/result.ts';
import { FILTER_CONDITIONS, FILTER_DEPTH, MATCH_CHARACTERS } from './limits.ts';
import { caldav } from './names.ts';
import { badRequest, type RequestProblem, violates } from './preconditions.ts';
import { readTimeRange, type TimeRange } from './time-range.ts';
import { attributeOf, childNamed, childrenNamed, elementsOf, textOf, type XmlElement } from './xml-element.ts';

export const COLLATIONS = ['i;ascii-casemap', 'i;octet', 'i;unicode-casemap'] as const;
export type Collation = (typeof COLLATIONS)[number];

export interface TextMatch {
  readonly text: string;
  readonly collation: Collation;
  readonly negate: boolean;
}
/** RFC 4791 9.7.3. Names in upper case. */
export interface ParamFilter {
  readonly name: string;
  readonly absent: boolean;
  readonly textMatch?: TextMatch;
}
/** RFC 4791 9.7.2. */
export interface PropFilter {
  readonly name: string;
  readonly absent: boolean;
  readonly timeRange?: TimeRange;
  readonly textMatch?: TextMatch;
  readonly params: readonly ParamFilter[];
}
/** RFC 4791 9.7.1. */
export interface CompFilter {
  readonly name: string;
  readonly absent: boolean;
  readonly timeRange?: TimeRange;
  readonly props: readonly PropFilter[];
  readonly comps: readonly CompFilter[];
}

type Read<Value> = Result<Value, RequestProblem>;

/** Reads each, or answers the first refusal. */
const each = <Value>(elements: readonly XmlElement[], read: (element: XmlElement) => Read<Value>): Read<Value[]> => {
  const values: Value[] = [];
  for (const element of elements) {
    const value = read(element);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
};

const optional = <Value>(element: XmlElement | undefined, read: (one: XmlElement) => Read<Value>) =>
  element === undefined ? ok(undefined) : read(element);

const readTextMatch = (element: XmlElement): Read<TextMatch> => {
  const asked = attributeOf(element, 'collation') ?? 'i;ascii-casemap';
  const collation = asked === 'default' ? 'i;ascii-casemap' : COLLATIONS.find((known) => known === asked);
  if (collation === undefined) return violates('supported-collation', 'collation');
  const text = textOf(element);
  if (text.length > MATCH_CHARACTERS) return violates('valid-filter', 'text-match is too long');
  return ok({ text, collation, negate: attributeOf(element, 'negate-condition') === 'yes' });
};

const nameOf = (element: XmlElement): Read<string> => {
  const name = attributeOf(element, 'name');
  return name === undefined || name === '' ? violates('valid-filter', 'name') : ok(name.toUpperCase());
};

const isAbsent = (element: XmlElement): boolean => childNamed(element, caldav('is-not-defined')) !== undefined;

const readParamFilter = (element: XmlElement): Read<ParamFilter> => {
  const name = nameOf(element);
  if (!name.ok) return name;
  const match = optional(childNamed(element, caldav('text-match')), readTextMatch);
  if (!match.ok) return match;
  return ok({ name: name.value, absent: isAbsent(element), ...(match.value && { textMatch: match.value }) });
};

const readPropFilter = (element: XmlElement): Read<PropFilter> => {
  const name = nameOf(element);
  if (!name.ok) return name;
  const range = optional(childNamed(element, caldav('time-range')), readTimeRange);
  if (!range.ok) return range;
  const match = optional(childNamed(element, caldav('text-match')), readTextMatch);
  if (!match.ok) return match;
  const params = each(childrenNamed(element, caldav('param-filter')), readParamFilter);
  if (!params.ok) return params;
  return ok({
    name: name.value,
    absent: isAbsent(element),
    params: params.value,
    ...(range.value && { timeRange: range.value }),
    ...(match.value && { textMatch: match.value }),
  });
};

/** What stands inside a filter and is none of these would be left out of account: refused instead (RFC 4791 7.8). */
const KNOWN = ['comp-filter', 'prop-filter', 'time-range', 'is-not-defined'].map(caldav);

const readCompFilter = (element: XmlElement, level = 1): Read<CompFilter> => {
  if (level > FILTER_DEPTH) return violates('valid-filter', 'comp-filter is too deep');
  if (elementsOf(element).some(({ name }) => !KNOWN.includes(name))) return violates('supported-filter', 'comp-filter');
  const name = nameOf(element);
  if (!name.ok) return name;
  const range = optional(childNamed(element, caldav('time-range')), readTimeRange);
  if (!range.ok) return range;
  // When an alarm rings is nothing that we know; VCALENDAR itself is at no time.
  if (range.value && ['VALARM', 'VCALENDAR'].includes(name.value)) return violates('supported-filter', 'time-range');
  const props = each(childrenNamed(element, caldav('prop-filter')), readPropFilter);
  if (!props.ok) return props;
  const comps = each(childrenNamed(element, caldav('comp-filter')), (one) => readCompFilter(one, level + 1));
  if (!comps.ok) return comps;
  return ok({
    name: name.value,
    absent: isAbsent(element),
    props: props.value,
    comps: comps.value,
    ...(range.value && { timeRange: range.value }),
  });
};

const conditionsOf = (filter: CompFilter): number =>
  1 +
  filter.props.reduce((sum, { params }) => sum + 1 + params.length, 0) +
  filter.comps.reduce((sum, comp) => sum + conditionsOf(comp), 0);

/** CALDAV:filter, whose one comp-filter must be about VCALENDAR (RFC 4791 9.7). */
export const readFilter = (element: XmlElement): Read<CompFilter> => {
  const [comp, ...others] = childrenNamed(element, caldav('comp-filter'));
  if (comp === undefined || others.length > 0) return violates('valid-filter', 'filter');
  const filter = readCompFilter(comp);
  if (!filter.ok) return filter;
  if (filter.value.name !== 'VCALENDAR') return violates('valid-filter', 'VCALENDAR');
  return conditionsOf(filter.value) > FILTER_CONDITIONS ? badRequest('too many conditions') : filter;
};
