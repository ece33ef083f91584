import { ok, type Result } from '../../base/result.ts';
import { type CompFilter, readFilter } from './calendar-filter.ts';
import { EXPAND_LEVELS, HREFS, MATCH_CHARACTERS, PROPERTY_NAMES } from './limits.ts';
import { caldav, dav, type XmlName, xmlName } from './names.ts';
import { badRequest, type RequestProblem, violates } from './preconditions.ts';
import { type PropertyRequest, readPropertyRequest } from './property-request.ts';
import { readXml, type XmlLimits } from './read-xml.ts';
import { type ClosedRange, readClosedRange } from './time-range.ts';
import { attributeOf, childNamed, childrenNamed, elementsOf, textOf, type XmlElement } from './xml-element.ts';

/** One property of an expand-property: those of the resources that its hrefs name are wanted in their place. */
export interface ExpandedProperty {
  readonly name: XmlName;
  readonly inside: readonly ExpandedProperty[];
}

export interface PrincipalSearch {
  /** All of them must match, unless `any`. */
  readonly any: boolean;
  readonly terms: ReadonlyArray<{ readonly properties: readonly XmlName[]; readonly text: string }>;
  readonly props: PropertyRequest;
}

export type ReportRequest =
  | {
      readonly kind: 'calendar-query';
      readonly props: PropertyRequest;
      readonly filter: CompFilter;
      /** The text of CALDAV:timezone, an iCalendar object; for floating times. */
      readonly timeZone?: string;
      readonly timeZoneId?: string;
    }
  | { readonly kind: 'calendar-multiget'; readonly props: PropertyRequest; readonly hrefs: readonly string[] }
  | { readonly kind: 'free-busy-query'; readonly range: ClosedRange }
  | {
      readonly kind: 'sync-collection';
      readonly props: PropertyRequest;
      /** '' for the first time. */
      readonly token: string;
      readonly level: '1' | 'infinite';
      readonly limit?: number;
    }
  | { readonly kind: 'expand-property'; readonly properties: readonly ExpandedProperty[] }
  | ({ readonly kind: 'principal-property-search' } & PrincipalSearch)
  | { readonly kind: 'principal-search-property-set' };

export type ReportKind = ReportRequest['kind'];

type Reader = (root: XmlElement) => Result<ReportRequest, RequestProblem>;

const ALL: PropertyRequest = { kind: 'all', include: [] };

/** The properties that a report asks for, or a refusal; without any, allprop. */
const withProps = (
  root: XmlElement,
  next: (props: PropertyRequest) => Result<ReportRequest, RequestProblem>,
): Result<ReportRequest, RequestProblem> => {
  const props = readPropertyRequest(root);
  return props.ok ? next(props.value ?? ALL) : props;
};

const readCalendarQuery: Reader = (root) =>
  withProps(root, (props) => {
    const element = childNamed(root, caldav('filter'));
    if (element === undefined) return violates('valid-filter', 'filter');
    const filter = readFilter(element);
    if (!filter.ok) return filter;
    const zone = childNamed(root, caldav('timezone'));
    const zoneId = childNamed(root, caldav('timezone-id'));
    return ok({
      kind: 'calendar-query',
      props,
      filter: filter.value,
      ...(zone && { timeZone: textOf(zone) }),
      ...(zoneId && { timeZoneId: textOf(zoneId).trim() }),
    });
  });

const readMultiget: Reader = (root) =>
  withProps(root, (props) => {
    const hrefs = childrenNamed(root, dav('href')).map((href) => textOf(href).trim());
    return hrefs.length === 0 || hrefs.length > HREFS
      ? badRequest('href')
      : ok({ kind: 'calendar-multiget', props, hrefs });
  });

const readFreeBusy: Reader = (root) => {
  const element = childNamed(root, caldav('time-range'));
  if (element === undefined) return badRequest('time-range');
  const range = readClosedRange(element);
  return range.ok ? ok({ kind: 'free-busy-query', range: range.value }) : range;
};

/** DAV:limit/DAV:nresults (RFC 5323 5.17). */
const readLimit = (root: XmlElement): Result<number | undefined, RequestProblem> => {
  const limit = childNamed(root, dav('limit'));
  const text = textOf(limit && childNamed(limit, dav('nresults'))).trim();
  if (limit === undefined) return ok(undefined);
  return /^[1-9]\d{0,8}$/.test(text) ? ok(Number(text)) : badRequest('nresults');
};

const readSync: Reader = (root) =>
  withProps(root, (props) => {
    const limit = readLimit(root);
    if (!limit.ok) return limit;
    const level = textOf(childNamed(root, dav('sync-level'))).trim();
    // Clients of the drafts before RFC 6578 say it in the Depth header: there is one level below a calendar anyway.
    if (!['1', 'infinite', 'infinity', ''].includes(level)) return badRequest('sync-level');
    return ok({
      kind: 'sync-collection',
      props,
      token: textOf(childNamed(root, dav('sync-token'))).trim(),
      level: level.startsWith('infinit') ? 'infinite' : '1',
      ...(limit.value !== undefined && { limit: limit.value }),
    });
  });

const readExpanded = (parent: XmlElement, level: number): Result<ExpandedProperty[], RequestProblem> => {
  const elements = childrenNamed(parent, dav('property'));
  if (level > EXPAND_LEVELS || elements.length > PROPERTY_NAMES) return badRequest('property');
  const properties: ExpandedProperty[] = [];
  for (const element of elements) {
    const local = attributeOf(element, 'name') ?? '';
    const inside = readExpanded(element, level + 1);
    if (!inside.ok) return inside;
    // It is written back as the name of an element.
    if (!/^[\p{L}_][\p{L}\p{N}_.-]{0,100}$/u.test(local)) return badRequest('property without name');
    properties.push({ name: xmlName(attributeOf(element, 'namespace') ?? 'DAV:', local), inside: inside.value });
  }
  return ok(properties);
};

const readExpandProperty: Reader = (root) => {
  const properties = readExpanded(root, 1);
  return properties.ok ? ok({ kind: 'expand-property', properties: properties.value }) : properties;
};

const readTerm = (element: XmlElement): PrincipalSearch['terms'][number] => {
  const prop = childNamed(element, dav('prop'));
  return {
    properties: prop === undefined ? [] : elementsOf(prop).map(({ name }) => name),
    text: textOf(childNamed(element, dav('match'))).trim(),
  };
};

const readPrincipalSearch: Reader = (root) =>
  withProps(root, (props) => {
    const terms = childrenNamed(root, dav('property-search')).map(readTerm);
    const bad = terms.length === 0 || terms.length > 20 || terms.some(({ text }) => text.length > MATCH_CHARACTERS);
    return bad
      ? badRequest('property-search')
      : ok({ kind: 'principal-property-search', any: attributeOf(root, 'test') === 'anyof', terms, props });
  });

const READERS: Readonly<Record<ReportKind, Reader>> = {
  'calendar-query': readCalendarQuery,
  'calendar-multiget': readMultiget,
  'free-busy-query': readFreeBusy,
  'sync-collection': readSync,
  'expand-property': readExpandProperty,
  'principal-property-search': readPrincipalSearch,
  'principal-search-property-set': () => ok({ kind: 'principal-search-property-set' }),
};

/** The element that asks for each report. */
export const REPORT_NAMES: Readonly<Record<ReportKind, XmlName>> = {
  'calendar-query': caldav('calendar-query'),
  'calendar-multiget': caldav('calendar-multiget'),
  'free-busy-query': caldav('free-busy-query'),
  'sync-collection': dav('sync-collection'),
  'expand-property': dav('expand-property'),
  'principal-property-search': dav('principal-property-search'),
  'principal-search-property-set': dav('principal-search-property-set'),
};
const KINDS = new Map(Object.entries(REPORT_NAMES).map(([kind, name]) => [name, kind as ReportKind]));

export const readReport = (body: Uint8Array, limits?: XmlLimits): Result<ReportRequest, RequestProblem> => {
  const root = readXml(body, limits);
  if (!root.ok) return badRequest(root.code);
  const kind = KINDS.get(root.value.name);
  return kind === undefined ? violates('supported-report', root.value.name) : READERS[kind](root.value);
};
