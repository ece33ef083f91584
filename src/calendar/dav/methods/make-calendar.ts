import { type CalendarId, newId } from '../../../base/ids.ts';
import { LIMITS } from '../../../contract/limits.ts';
import type { Transaction } from '../../../platform/database.ts';
import {
  type DavAnswer,
  DavRefusal,
  emptyAnswer,
  refuse,
  refuseWith,
  xmlAnswer,
} from '../../../platform/dav-answer.ts';
import { mustRead } from '../../../platform/must-read.ts';
import { caldav, dav } from '../../../protocols/dav/names.ts';
import { type ChangeOutcome, outcomesXml } from '../../../protocols/dav/property-outcomes.ts';
import { type PropertyChange, readMkcalendar, readMkcol } from '../../../protocols/dav/property-update.ts';
import { xmlDocument } from '../../../protocols/dav/write-xml.ts';
import { applyChanges } from '../apply-changes.ts';
import { isFreeName } from '../dav-address.ts';
import type { DavMethod, DavRequest, DavServices } from '../dav-request.ts';
import { calendarsOf } from '../resource-views.ts';

const FIRST_COLOR = '#2f6fed';
const COMPONENTS = caldav('supported-calendar-component-set');
const TYPE = dav('resourcetype');

/** Calendars hold events; a task list is refused rather than made and then useless. */
const checkComponents = (changes: readonly PropertyChange[]): void => {
  for (const change of changes) {
    if (change.kind !== 'set' || change.name !== COMPONENTS) continue;
    const names = change.inside.map(({ nameAttribute }) => nameAttribute.toUpperCase());
    if (!names.includes('VEVENT')) throw refuse('supported-calendar-component');
  }
};

const nameFor = async (services: DavServices, { viewer, address }: DavRequest): Promise<string> => {
  if (address === undefined) throw refuseWith(403, 'This name cannot be used.');
  if (address.kind === 'object') throw refuse('calendar-collection-location-ok');
  if (address.kind !== 'calendar') throw refuse('resource-must-be-null');
  if (!isFreeName(address.uri)) throw refuse('resource-must-be-null');
  if (await services.finder.calendarAt(viewer, address)) throw refuse('resource-must-be-null');
  return address.uri;
};

class Undo extends Error {
  readonly outcomes: readonly ChangeOutcome[];
  constructor(outcomes: readonly ChangeOutcome[]) {
    super('A property of a new calendar cannot be set');
    this.outcomes = outcomes;
  }
}

const make = async (
  services: DavServices,
  transaction: Transaction,
  { viewer }: DavRequest,
  uri: string,
  changes: readonly PropertyChange[],
): Promise<void> => {
  const { calendars, clock } = services;
  const id = newId<CalendarId>();
  const createdMs = clock.nowMs();
  await calendars.insert(transaction, {
    id,
    ownerId: viewer.id,
    name: uri.slice(0, LIMITS.calendarName),
    color: FIRST_COLOR,
    uri,
    createdMs,
  });
  const calendar = await calendars.findFor(viewer.id, id, transaction);
  if (!calendar) throw new Error('A calendar that was just made is not there.');
  const outcomes = await applyChanges(services, transaction, viewer, calendar, changes);
  if (outcomes.some(({ status }) => status !== 200)) throw new Undo(outcomes);
};

const create = async (
  services: DavServices,
  request: DavRequest,
  changes: readonly PropertyChange[],
  responseRoot: string,
): Promise<DavAnswer> => {
  const uri = await nameFor(services, request);
  checkComponents(changes);
  const own = (await calendarsOf(services, request.viewer)).filter(({ access }) => access === 'owner');
  if (own.length >= LIMITS.calendars) throw refuseWith(507, `There are ${LIMITS.calendars} calendars already.`);
  const settable = changes.filter(({ name }) => name !== COMPONENTS && name !== TYPE);
  try {
    await services.unitOfWork((transaction) => make(services, transaction, request, uri, settable));
  } catch (error) {
    // RFC 5689 3: which property it was.
    if (error instanceof Undo)
      throw new DavRefusal(xmlAnswer(424, xmlDocument(responseRoot, outcomesXml(error.outcomes))));
    throw error;
  }
  return emptyAnswer(201, { 'Cache-Control': 'no-cache' });
};

/** RFC 4791 5.3.1. */
export const mkcalendar: DavMethod = (services, request) =>
  create(services, request, mustRead(readMkcalendar(request.body)), 'C:mkcalendar-response');

/** RFC 5689. Collections that are no calendars have no place here. */
export const mkcol: DavMethod = (services, request) => {
  const changes = mustRead(readMkcol(request.body));
  const type = changes.find((change) => change.kind === 'set' && change.name === TYPE);
  const isCalendar = type?.kind === 'set' && type.inside.some(({ name }) => name === caldav('calendar'));
  if (!isCalendar) throw refuse('valid-resourcetype');
  return create(services, request, changes, 'D:mkcol-response');
};
