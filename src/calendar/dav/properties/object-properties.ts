import { caldav, dav, type XmlName } from '../../../protocols/dav/names.ts';
import {
  describeResource,
  NO_DEAD_PROPERTIES,
  type PropertyQuestion,
  type PropertyTable,
  type PropertyWriter,
} from '../../../protocols/dav/property-table.ts';
import { element, escapeXml, hrefElement, propstat, statusElement } from '../../../protocols/dav/write-xml.ts';

/** What rows say of a calendar object, its text left out. */
export interface ObjectRow {
  readonly name: string;
  /** Hex. */
  readonly etag: string;
  readonly scheduleTag: string;
  /** '' unless people are invited. */
  readonly organizer: string;
  /** Octets. */
  readonly size: number;
  readonly createdMs: number;
  readonly changedMs: number;
}

/** What all objects of one calendar have in common for one viewer. */
export interface ObjectScope {
  /** Of the calendar, with a slash at its end. */
  readonly collectionHref: string;
  readonly viewerHref: string;
  readonly ownerHref: string;
  readonly privileges: string;
}

export const OBJECT_CONTENT_TYPE = 'text/calendar; charset=utf-8; component=VEVENT';

/** A strong entity tag (RFC 9110 8.8.3). */
export const quotedTag = (tag: string): string => `"${tag}"`;

const CALENDAR_DATA = caldav('calendar-data');

/** What all objects of a calendar say alike. */
const constantProperties = ({ viewerHref, ownerHref, privileges }: ObjectScope): ReadonlyMap<XmlName, string> =>
  new Map([
    [dav('getcontenttype'), OBJECT_CONTENT_TYPE],
    [dav('resourcetype'), ''],
    [dav('current-user-principal'), hrefElement(viewerHref)],
    [dav('owner'), hrefElement(ownerHref)],
    [dav('current-user-privilege-set'), privileges],
    [dav('supported-report-set'), ''],
  ]);

/** What each object says for itself. */
const OWN_PROPERTIES: ReadonlyMap<XmlName, (row: ObjectRow) => string> = new Map<XmlName, (row: ObjectRow) => string>([
  [dav('getetag'), ({ etag }) => `&quot;${etag}&quot;`],
  [dav('getcontentlength'), ({ size }) => String(size)],
  [dav('getlastmodified'), ({ changedMs }) => new Date(changedMs).toUTCString()],
  [dav('creationdate'), ({ createdMs }) => new Date(createdMs).toISOString()],
]);

const SCHEDULE_TAG = caldav('schedule-tag');
const scheduleTag: PropertyWriter<ObjectRow> = ({ organizer, scheduleTag: tag }) =>
  organizer === '' ? undefined : escapeXml(quotedTag(tag));

export const objectProperties = (scope: ObjectScope): PropertyTable<ObjectRow> =>
  new Map<XmlName, PropertyWriter<ObjectRow>>([
    ...[...constantProperties(scope)].map(([name, value]): [XmlName, PropertyWriter<ObjectRow>] => [name, () => value]),
    ...OWN_PROPERTIES,
    [SCHEDULE_TAG, scheduleTag],
  ]);

/** Writes the DAV:response of one object; `calendarData` is its text, where that is asked for. */
export type DescribeObject = (row: ObjectRow, calendarData?: string) => string;

type Part = string | ((row: ObjectRow, calendarData: string) => string);

const missingXml = (names: readonly XmlName[]): string =>
  names.length === 0 ? '' : propstat(404, names.map((name) => element(name)).join(''));

/**
 * Clients ask for the same few properties of ten thousand objects: what does not differ is written once. undefined for questions
 * whose answers differ in more than values.
 */
const compile = (
  scope: ObjectScope,
  { request, minimal }: PropertyQuestion,
  withData: boolean,
): DescribeObject | undefined => {
  if (request.kind !== 'some' || request.names.includes(SCHEDULE_TAG)) return undefined;
  const constants = constantProperties(scope);
  const parts: Part[] = [];
  const missing: XmlName[] = [];
  for (const name of request.names) {
    const constant = constants.get(name);
    const own = OWN_PROPERTIES.get(name);
    const [before, after] = element(name, '\0').split('\0');
    if (constant !== undefined) parts.push(element(name, constant));
    else if (own !== undefined) parts.push(before ?? '', own, after ?? '');
    else if (name === CALENDAR_DATA && withData) parts.push(before ?? '', (_row, data) => escapeXml(data), after ?? '');
    else missing.push(name);
  }
  if (parts.length === 0) return undefined;
  const head = `<D:response><D:href>${escapeXml(scope.collectionHref)}`;
  const tail = `</D:prop>${statusElement(200)}</D:propstat>${minimal ? '' : missingXml(missing)}</D:response>`;
  return (row, calendarData = '') => {
    let xml = `${head}${escapeXml(encodeURIComponent(row.name))}</D:href><D:propstat><D:prop>`;
    for (const part of parts) xml += typeof part === 'string' ? part : part(row, calendarData);
    return xml + tail;
  };
};

const describeAny = (scope: ObjectScope, question: PropertyQuestion): DescribeObject => {
  const table = objectProperties(scope);
  return (row, calendarData) => {
    const dead =
      calendarData === undefined
        ? NO_DEAD_PROPERTIES
        : new Map([[CALENDAR_DATA, element(CALENDAR_DATA, escapeXml(calendarData))]]);
    return describeResource(`${scope.collectionHref}${encodeURIComponent(row.name)}`, row, table, question, dead);
  };
};

/** `withData`: the text of each object is given. In a PROPFIND it is no property (RFC 4791 9.6). */
export const createDescribeObject = (
  scope: ObjectScope,
  question: PropertyQuestion,
  withData: boolean,
): DescribeObject => compile(scope, question, withData) ?? describeAny(scope, question);

const ETAG = dav('getetag');

/** How much of each object the answer needs. `withData`: its text is a property. */
export const detailOf = ({ request }: PropertyQuestion, withData: boolean): 'tags' | 'properties' | 'text' => {
  if (request.kind === 'names') return 'properties';
  const names = request.kind === 'some' ? request.names : request.include;
  if (withData && names.includes(CALENDAR_DATA)) return 'text';
  const needsRow = names.some((name) => name === SCHEDULE_TAG || (name !== ETAG && OWN_PROPERTIES.has(name)));
  return request.kind === 'all' || needsRow ? 'properties' : 'tags';
};
