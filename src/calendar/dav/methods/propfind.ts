import { type DavAnswer, refuse, xmlAnswer } from '../../../platform/dav-answer.ts';
import { mustRead } from '../../../platform/must-read.ts';
import type { PropertyQuestion } from '../../../protocols/dav/property-table.ts';
import { readPropfind } from '../../../protocols/dav/read-propfind.ts';
import { multistatus } from '../../../protocols/dav/write-xml.ts';
import type { DavMethod, DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { childViews, homeZoneOf, readCalendarOf, resourceView } from '../resource-views.ts';

/** A calendar with its objects, which may be many. */
const listCalendar = async (
  services: DavServices,
  { viewer }: DavRequest,
  resource: Extract<DavResource, { kind: 'calendar' }>,
  question: PropertyQuestion,
): Promise<DavAnswer> => {
  const { calendar } = resource;
  const before = (await resourceView(services, viewer, resource)).describe(question);
  const homeZone = await homeZoneOf(services, viewer, calendar);
  return xmlAnswer(
    207,
    await services.reader.multistatus(
      { kind: 'list', calendar: readCalendarOf(viewer, calendar), question, homeZone, before },
      viewer.id,
    ),
  );
};

/** RFC 4918 9.1. */
export const propfind: DavMethod = async (services, request) => {
  const { viewer, headers, address } = request;
  const question = { request: mustRead(readPropfind(request.body)), minimal: headers.minimal };
  if (headers.depth === undefined || headers.depth === 'infinity') throw refuse('propfind-finite-depth');
  const resource = await services.finder.find(viewer, address);
  if (headers.depth === 1 && resource.kind === 'calendar') return listCalendar(services, request, resource, question);
  const views = [await resourceView(services, viewer, resource)];
  if (headers.depth === 1) views.push(...(await childViews(services, viewer, resource)));
  return xmlAnswer(207, multistatus(views.map((view) => view.describe(question))));
};
