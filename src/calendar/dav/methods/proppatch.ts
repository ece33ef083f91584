import { type DavAnswer, emptyAnswer, xmlAnswer } from '../../../platform/dav-answer.ts';
import { mustRead } from '../../../platform/must-read.ts';
import { caldav } from '../../../protocols/dav/names.ts';
import { type ChangeOutcome, outcomesXml } from '../../../protocols/dav/property-outcomes.ts';
import { type PropertyChange, readProppatch } from '../../../protocols/dav/property-update.ts';
import { hrefElement, multistatus } from '../../../protocols/dav/write-xml.ts';
import { applyChanges } from '../apply-changes.ts';
import { readHref } from '../dav-address.ts';
import type { DavMethod, DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { resourceView } from '../resource-views.ts';

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
