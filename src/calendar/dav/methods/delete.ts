import { emptyAnswer, refuse, refuseWith } from '../../../platform/dav-answer.ts';
import type { DavMethod, DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { refuseObject } from '../object-refusals.ts';
import { writeCondition } from '../write-conditions.ts';

/** Somebody else's calendar is only no longer seen. */
const removeCalendar = async (
  { work }: DavServices,
  { viewer }: DavRequest,
  { calendar }: Extract<DavResource, { kind: 'calendar' }>,
): Promise<void> => {
  // RFC 6638 4.3: invitations must have a place to go.
  if (calendar.isDefault) throw refuse('default-calendar-needed');
  await work.manageCalendars.remove(viewer, calendar.id);
};

export const remove: DavMethod = async (services, request) => {
  const { viewer, headers, address } = request;
  const resource = await services.finder.find(viewer, address);
  if (resource.kind === 'calendar') await removeCalendar(services, request, resource);
  else if (resource.kind !== 'object') throw refuseWith(403, 'This cannot be deleted.');
  else {
    const place = { calendar: resource.calendar, name: resource.object.name };
    const outcome = await services.work.removeObject({
      account: viewer,
      calendar: place.calendar,
      uri: place.name,
      condition: writeCondition(headers),
      reply: headers.scheduleReply,
    });
    if (!outcome.ok) throw refuseObject(outcome, viewer, place);
  }
  return emptyAnswer(204);
};
