import { ok, type Result } from '../../base/result.ts';
import { FILTER_DEPTH, PROPERTY_NAMES } from './limits.ts';
import { caldav } from './names.ts';
import { badRequest, type RequestProblem, violates } from './preconditions.ts';
import { type ClosedRange, readClosedRange } from './time-range.ts';
import { attributeOf, childNamed, childrenNamed, elementsOf, type XmlElement } from './xml-element.ts';

/** RFC 4791 9.6.1: which part of a component is wanted. Names in upper case. */
export interface ComponentSelection {
  readonly name: string;
  /** 'all', or the names, each true when its value is to be left out. */
  readonly properties: 'all' | ReadonlyArray<{ readonly name: string; readonly withoutValue: boolean }>;
  readonly components: 'all' | readonly ComponentSelection[];
}

/** RFC 4791 9.6: CALDAV:calendar-data in a request. */
export interface CalendarDataRequest {
  readonly selection?: ComponentSelection;
  readonly expand?: ClosedRange;
  readonly limitRecurrenceSet?: ClosedRange;
  readonly limitFreeBusySet?: ClosedRange;
}

const nameOf = (element: XmlElement): string | undefined => attributeOf(element, 'name')?.toUpperCase();

const readProperties = (comp: XmlElement): Result<ComponentSelection['properties'], RequestProblem> => {
  if (childNamed(comp, caldav('allprop'))) return ok('all');
  const properties = childrenNamed(comp, caldav('prop'));
  if (properties.length > PROPERTY_NAMES) return badRequest('prop');
  const read = properties.map((property) => ({
    name: nameOf(property) ?? '',
    withoutValue: attributeOf(property, 'novalue') === 'yes',
  }));
  return read.some(({ name }) => name === '') ? badRequest('prop without name') : ok(read);
};

const readSelection = (comp: XmlElement, level = 1): Result<ComponentSelection, RequestProblem> => {
  const name = nameOf(comp);
  if (name === undefined || level > FILTER_DEPTH) return badRequest('comp');
  // RFC 4791 7.8.1 asks for `<comp name="VTIMEZONE"/>` and is answered all of it.
  if (elementsOf(comp).length === 0) return ok({ name, properties: 'all', components: 'all' });
  const properties = readProperties(comp);
  if (!properties.ok) return properties;
  if (childNamed(comp, caldav('allcomp'))) return ok({ name, properties: properties.value, components: 'all' });
  const components: ComponentSelection[] = [];
  for (const child of childrenNamed(comp, caldav('comp'))) {
    const selection = readSelection(child, level + 1);
    if (!selection.ok) return selection;
    components.push(selection.value);
  }
  return ok({ name, properties: properties.value, components });
};

const RANGES = [
  ['expand', 'expand'],
  ['limit-recurrence-set', 'limitRecurrenceSet'],
  ['limit-freebusy-set', 'limitFreeBusySet'],
] as const;

const readRanges = (element: XmlElement): Result<CalendarDataRequest, RequestProblem> => {
  let request: CalendarDataRequest = {};
  for (const [local, key] of RANGES) {
    const child = childNamed(element, caldav(local));
    if (child === undefined) continue;
    const range = readClosedRange(child);
    if (!range.ok) return range;
    request = { ...request, [key]: range.value };
  }
  return request.expand && request.limitRecurrenceSet
    ? badRequest('expand and limit-recurrence-set exclude each other')
    : ok(request);
};

const isSupported = (element: XmlElement): boolean =>
  (attributeOf(element, 'content-type') ?? 'text/calendar').toLowerCase() === 'text/calendar' &&
  (attributeOf(element, 'version') ?? '2.0') === '2.0';

export const readCalendarData = (element: XmlElement): Result<CalendarDataRequest, RequestProblem> => {
  if (!isSupported(element)) return violates('supported-calendar-data', 'text/calendar 2.0');
  const ranges = readRanges(element);
  const comp = elementsOf(element).find(({ name }) => name === caldav('comp'));
  if (!ranges.ok || comp === undefined) return ranges;
  const selection = readSelection(comp);
  return selection.ok ? ok({ ...ranges.value, selection: selection.value }) : selection;
};
