import { emptyAnswer, refuse, refuseWith } from '../../../platform/dav-answer.ts';
import { objectHref, readHref } from '../dav-address.ts';
import type { DavMethod } from '../dav-request.ts';
import { refuseObject } from '../object-refusals.ts';
import { writeCondition } from '../write-conditions.ts';
import { placeToWrite } from './put.ts';

/** RFC 4918 9.9, for objects: within a calendar or from one to another. */
export const move: DavMethod = async (services, request) => {
  const { viewer, headers } = request;
  const target = headers.destination === undefined ? undefined : readHref(headers.destination);
  if (target === undefined)
    throw refuseWith(headers.destination === undefined ? 400 : 403, 'Destination must be an address here.');
  const resource = await services.finder.find(viewer, request.address);
  if (resource.kind !== 'object') throw refuseWith(403, 'Calendars cannot be moved; give them another name.');
  if (target.kind !== 'object') throw refuse('calendar-collection-location-ok');
  const from = await placeToWrite(services, request);
  const to = await placeToWrite(services, { ...request, address: target });
  if (from.calendar.id === to.calendar.id && from.name === to.name) throw refuseWith(403, 'It is there already.');
  const outcome = await services.work.moveObject({
    account: viewer,
    from: from.calendar,
    uri: from.name,
    to: to.calendar,
    toUri: to.name,
    condition: writeCondition(headers),
    overwrite: headers.overwrite,
  });
  if (!outcome.ok) throw refuseObject(outcome, viewer, to);
  return emptyAnswer(outcome.created ? 201 : 204, { Location: objectHref(viewer.id, to.calendar.uri, to.name) });
};
