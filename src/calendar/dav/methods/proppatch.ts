import type { XmlName } from '../../../protocols/dav/names.ts';
import { caldav } from '../../../protocols/dav/names.ts';
import { type PropertyChange, readProppatch } from '../../../protocols/dav/property-update.ts';
import { element, hrefElement, multistatus, propstat } from '../../../protocols/dav/write-xml.ts';
import { applyChanges, type ChangeOutcome } from '../apply-changes.ts';
import { readHref } from '../dav-address.ts';
import { type DavAnswer, emptyAnswer, xmlAnswer } from '../dav-answer.ts';
import type { DavMethod, DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { mustRead } from '../must-read.ts';
import { resourceView } from '../resource-views.ts';

const namesWith = (outcomes: readonly { name: XmlName; status: number }[], status: number): string =>
  [...new Set(outcomes.filter((one) => one.status === status).map(({ name }) => name))]
    .map((name) => element(name))
    .join('');

/** One that cannot be done takes all others with it: 424. */
export const outcomeStatuses = (outcomes: readonly ChangeOutcome[]): { name: XmlName; status: number }[] => {
  const failed = outcomes.some(({ status }) => status !== 200);
  return outcomes.map(({ change, status }) => ({
    name: change.name,
    status: failed && status === 200 ? 424 : status,
  }));
};

export const outcomesXml = (outcomes: readonly ChangeOutcome[]): string => {
  const statuses = outcomeStatuses(outcomes);
  return [200, 403, 409, 424, 507]
    .map((status) => ({ status, names: namesWith(statuses, status) }))
    .filter(({ names }) => names !== '')
    .map(({ status, names }) =>
      status === 403 ? propstat(status, names, 'cannot-modify-protected-property') : propstat(status, names),
    )
    .join('');
};

const patchCalendar = (
  services: DavServices,
  { viewer }: DavRequest,
  { calendar }: Extract<DavResource, { kind: 'calendar' }>,
  changes: readonly PropertyChange[],
): Promise<readonly ChangeOutcome[]> =>
  services.unitOfWork((transaction) => applyChanges(services, transaction, viewer, calendar, changes));

const DEFAULT_CALENDAR = caldav('schedule-default-calendar-URL');

/** RFC 6638 9.2: the calendar that invitations go to. */
const setDefault = async (
  services: DavServices,
  viewer: DavRequest['viewer'],
  change: PropertyChange,
): Promise<200 | 403 | 409> => {
  if (change.name !== DEFAULT_CALENDAR || change.kind !== 'set') return 403;
  const address = readHref(change.innerText.trim());
  const calendar = await services.finder.calendarAt(viewer, address);
  if (address?.kind !== 'calendar' || calendar?.access !== 'owner' || calendar.kind !== 'own') return 409;
  await services.unitOfWork((transaction) => services.calendars.setDefault(transaction, viewer.id, calendar.id));
  return 200;
};

const patchInbox = async (
  services: DavServices,
  { viewer }: DavRequest,
  changes: readonly PropertyChange[],
): Promise<ChangeOutcome[]> => {
  const [change] = changes;
  if (changes.length === 1 && change) return [{ change, status: await setDefault(services, viewer, change) }];
  return changes.map((one) => ({ change: one, status: 403 }));
};

const patch = (
  services: DavServices,
  request: DavRequest,
  resource: DavResource,
  changes: readonly PropertyChange[],
): Promise<readonly ChangeOutcome[]> | readonly ChangeOutcome[] => {
  if (resource.kind === 'calendar') return patchCalendar(services, request, resource, changes);
  if (resource.kind === 'inbox') return patchInbox(services, request, changes);
  return changes.map((change) => ({ change, status: 403 }));
};

/** RFC 4918 9.2. */
export const proppatch: DavMethod = async (services, request): Promise<DavAnswer> => {
  const changes = mustRead(readProppatch(request.body));
  const resource = await services.finder.find(request.viewer, request.address);
  const outcomes = await patch(services, request, resource, changes);
  const isDone = outcomes.every(({ status }) => status === 200);
  // RFC 8144 2.2.
  if (isDone && request.headers.minimal) return emptyAnswer(200, { 'Preference-Applied': 'return=minimal' });
  const { href } = await resourceView(services, request.viewer, resource);
  return xmlAnswer(207, multistatus([`<D:response>${hrefElement(href)}${outcomesXml(outcomes)}</D:response>`]));
};
