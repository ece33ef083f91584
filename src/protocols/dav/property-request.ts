import { ok, type Result } from '../../base/result.ts';
import { type CalendarDataRequest, readCalendarData } from './calendar-data-request.ts';
import { PROPERTY_NAMES, PROPERTY_NAMES_CHARACTERS } from './limits.ts';
import { caldav, dav, type XmlName } from './names.ts';
import { badRequest, type RequestProblem } from './preconditions.ts';
import { childNamed, elementsOf, type XmlElement } from './xml-element.ts';

/** Which properties a PROPFIND or a REPORT asks for. */
export type PropertyRequest =
  | { readonly kind: 'names' }
  | { readonly kind: 'all'; readonly include: readonly XmlName[] }
  | {
      readonly kind: 'some';
      readonly names: readonly XmlName[];
      /** How CALDAV:calendar-data is wanted; undefined when it is not among the names. */
      readonly calendarData?: CalendarDataRequest;
    };

const CALENDAR_DATA = caldav('calendar-data');

const distinctNames = (element: XmlElement): Result<XmlName[], RequestProblem> => {
  const names = [...new Set(elementsOf(element).map(({ name }) => name))];
  const characters = names.reduce((sum, name) => sum + name.length, 0);
  return names.length > PROPERTY_NAMES || characters > PROPERTY_NAMES_CHARACTERS ? badRequest('prop') : ok(names);
};

const readSome = (prop: XmlElement): Result<PropertyRequest, RequestProblem> => {
  const names = distinctNames(prop);
  if (!names.ok) return names;
  const data = childNamed(prop, CALENDAR_DATA);
  if (data === undefined) return ok({ kind: 'some', names: names.value });
  const calendarData = readCalendarData(data);
  return calendarData.ok ? ok({ kind: 'some', names: names.value, calendarData: calendarData.value }) : calendarData;
};

const readAll = (parent: XmlElement): Result<PropertyRequest, RequestProblem> => {
  const include = childNamed(parent, dav('include'));
  if (include === undefined) return ok({ kind: 'all', include: [] });
  const names = distinctNames(include);
  return names.ok ? ok({ kind: 'all', include: names.value }) : names;
};

/** The `prop`, `allprop` (with `include`) or `propname` in `parent`; undefined when it has none of them. */
export const readPropertyRequest = (parent: XmlElement): Result<PropertyRequest | undefined, RequestProblem> => {
  const kinds = elementsOf(parent).filter(({ name }) => [dav('prop'), dav('allprop'), dav('propname')].includes(name));
  const [kind] = kinds;
  if (kinds.length > 1) return badRequest('prop, allprop and propname exclude each other');
  if (kind === undefined) return ok(undefined);
  if (kind.name === dav('prop')) return readSome(kind);
  return kind.name === dav('allprop') ? readAll(parent) : ok({ kind: 'names' });
};
