import type { Account } from '../../accounts/account.ts';
import type { CalendarId } from '../../base/ids.ts';
import { DOCUMENTS_HREF } from '../../documents/dav/document-path.ts';
import type { XmlName } from '../../protocols/dav/names.ts';
import {
  type DeadProperties,
  describeResource,
  NO_DEAD_PROPERTIES,
  type PropertyQuestion,
  type PropertyTable,
} from '../../protocols/dav/property-table.ts';
import type { AccessibleCalendar } from '../calendar.ts';
import {
  calendarHref,
  homeHref,
  inboxHref,
  objectHref,
  outboxHref,
  PRINCIPALS_HREF,
  principalHref,
  ROOT_HREF,
} from './dav-address.ts';
import type { ReadCalendar } from './dav-read.ts';
import type { DavServices } from './dav-request.ts';
import type { DavResource } from './dav-resource.ts';
import { CALENDAR_PROPERTIES } from './properties/calendar-properties.ts';
import {
  DOCUMENTS_IN_ROOT,
  HOME_PROPERTIES,
  INBOX_PROPERTIES,
  OUTBOX_PROPERTIES,
  ROOT_PROPERTIES,
} from './properties/collection-properties.ts';
import { type ObjectScope, objectProperties } from './properties/object-properties.ts';
import { PRINCIPAL_PROPERTIES } from './properties/principal-properties.ts';
import { calendarPrivileges } from './properties/privileges.ts';

/** A resource with its properties, for one viewer. */
export interface ResourceView {
  readonly href: string;
  /** Its DAV:response. */
  describe(question: PropertyQuestion): string;
  /** What is inside a live property, as XML. */
  valueOf(name: XmlName): string | undefined;
}

const viewOf = <Subject>(
  href: string,
  subject: Subject,
  table: PropertyTable<Subject>,
  dead: DeadProperties = NO_DEAD_PROPERTIES,
): ResourceView => ({
  href,
  describe: (question) => describeResource(href, subject, table, question, dead),
  valueOf: (name) => table.get(name)?.(subject),
});

/** The zone of the whole days and floating times in a calendar: its own, else its owner's. */
export const homeZoneOf = async (
  { accounts }: Pick<DavServices, 'accounts'>,
  viewer: Account,
  { ownerId, timeZone }: Pick<AccessibleCalendar, 'ownerId' | 'timeZone'>,
): Promise<string> =>
  timeZone ?? (ownerId === viewer.id ? viewer : await accounts.findById(ownerId))?.timeZone ?? 'UTC';

/** What stands for the title of an event whose owner keeps it private. */
const HIDDEN_TITLES = { fr: 'Occupé', en: 'Busy' } as const;

/** The title that somebody else's private events have for this viewer; undefined: they are the viewer's own. */
export const hiddenTitleFor = (viewer: Account, { access }: AccessibleCalendar): string | undefined =>
  access === 'owner' ? undefined : HIDDEN_TITLES[viewer.language];

export const readCalendarOf = (viewer: Account, calendar: AccessibleCalendar): ReadCalendar => ({
  ...objectScopeOf(viewer, calendar),
  id: calendar.id,
  hiddenTitle: hiddenTitleFor(viewer, calendar),
});

const objectScopeOf = (viewer: Account, calendar: AccessibleCalendar): ObjectScope => ({
  collectionHref: calendarHref(viewer.id, calendar.uri),
  viewerHref: principalHref(viewer.id),
  ownerHref: principalHref(calendar.ownerId),
  privileges: calendarPrivileges(calendar),
});

export const calendarView = async (
  services: DavServices,
  viewer: Account,
  calendar: AccessibleCalendar,
  dead?: DeadProperties,
): Promise<ResourceView> => {
  const { publicUrl, deadProperties } = services;
  const homeZone = await homeZoneOf(services, viewer, calendar);
  const kept = dead ?? (await deadProperties.listOf(viewer.id, [calendar.id])).get(calendar.id);
  const href = calendarHref(viewer.id, calendar.uri);
  return viewOf(href, { viewer, publicUrl, calendar, homeZone }, CALENDAR_PROPERTIES, kept);
};

/** The calendars of an account; the first one is made when a program comes before its owner. */
export const calendarsOf = async (
  { calendars, work }: Pick<DavServices, 'calendars' | 'work'>,
  viewer: Account,
): Promise<AccessibleCalendar[]> => {
  const known = await calendars.listFor(viewer.id);
  if (known.some(({ isDefault }) => isDefault)) return known;
  await work.manageCalendars.settle(viewer);
  return calendars.listFor(viewer.id);
};

export const calendarViews = async (services: DavServices, viewer: Account): Promise<ResourceView[]> => {
  const calendars = await calendarsOf(services, viewer);
  const ids = calendars.map(({ id }): CalendarId => id);
  const dead = await services.deadProperties.listOf(viewer.id, ids);
  const views: ResourceView[] = [];
  for (const calendar of calendars)
    views.push(await calendarView(services, viewer, calendar, dead.get(calendar.id) ?? NO_DEAD_PROPERTIES));
  return views;
};

const HOMES_HREF = '/dav/calendars/';
const TABLES = {
  root: ROOT_PROPERTIES,
  principals: ROOT_PROPERTIES,
  homes: ROOT_PROPERTIES,
  home: HOME_PROPERTIES,
  inbox: INBOX_PROPERTIES,
  outbox: OUTBOX_PROPERTIES,
};
const HREFS = {
  root: () => ROOT_HREF,
  principals: () => PRINCIPALS_HREF,
  homes: () => HOMES_HREF,
  home: homeHref,
  inbox: inboxHref,
  outbox: outboxHref,
};

export const resourceView = async (
  services: DavServices,
  viewer: Account,
  resource: DavResource,
): Promise<ResourceView> => {
  const { publicUrl } = services;
  if (resource.kind === 'calendar') return calendarView(services, viewer, resource.calendar);
  if (resource.kind === 'principal')
    return viewOf(
      principalHref(resource.account.id),
      { viewer, publicUrl, account: resource.account },
      PRINCIPAL_PROPERTIES,
    );
  if (resource.kind === 'object') {
    const { calendar, object } = resource;
    const table = objectProperties(objectScopeOf(viewer, calendar));
    const isHidden = object.isPrivate && hiddenTitleFor(viewer, calendar) !== undefined;
    const row = isHidden ? { ...object, organizer: '' } : object;
    return viewOf(objectHref(viewer.id, calendar.uri, object.name), row, table);
  }
  const defaultCalendar =
    resource.kind === 'inbox' ? (await calendarsOf(services, viewer)).find(({ isDefault }) => isDefault) : undefined;
  return viewOf(HREFS[resource.kind](viewer.id), { viewer, publicUrl, defaultCalendar }, TABLES[resource.kind]);
};

/** What is directly inside; the objects of calendars left out. */
export const childViews = async (
  services: DavServices,
  viewer: Account,
  resource: DavResource,
): Promise<ResourceView[]> => {
  const view = (child: DavResource): Promise<ResourceView> => resourceView(services, viewer, child);
  if (resource.kind === 'root')
    return [
      await view({ kind: 'principals' }),
      await view({ kind: 'homes' }),
      // A file manager that was told of the server alone finds the files as well; what is in there is not ours.
      viewOf(DOCUMENTS_HREF, { viewer, publicUrl: services.publicUrl, defaultCalendar: undefined }, DOCUMENTS_IN_ROOT),
    ];
  if (resource.kind === 'principals') return [await view({ kind: 'principal', account: viewer })];
  if (resource.kind === 'homes') return [await view({ kind: 'home', account: viewer })];
  if (resource.kind !== 'home') return [];
  return [
    ...(await calendarViews(services, viewer)),
    await view({ kind: 'inbox', account: viewer }),
    await view({ kind: 'outbox', account: viewer }),
  ];
};
