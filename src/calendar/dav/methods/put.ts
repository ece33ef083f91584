import { type DavAnswer, emptyAnswer, refuse, refuseWith } from '../../../platform/dav-answer.ts';
import { OBJECT_CHARACTERS } from '../../../protocols/icalendar/limits.ts';
import { mayWrite } from '../../calendar.ts';
import type { PutAnswer } from '../../put-request.ts';
import type { DavMethod, DavRequest, DavServices } from '../dav-request.ts';
import { type ObjectPlace, refuseObject } from '../object-refusals.ts';
import { quotedTag } from '../properties/object-properties.ts';
import { writeCondition } from '../write-conditions.ts';
import { objectHeaders } from './get.ts';

/** What programs send without saying what it is, and '' for nothing said, is looked at as well. */
const MEDIA_TYPES = new Set(['', 'text/calendar', 'text/plain', 'application/octet-stream']);

/** Strictly UTF-8; a byte order mark stays, for the octets that are stored are those that were sent. */
const decode = (body: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw refuse('valid-calendar-data');
  }
};

/** Objects are in calendars and nowhere else. */
export const placeToWrite = async ({ finder }: DavServices, { viewer, address }: DavRequest): Promise<ObjectPlace> => {
  if (address === undefined) throw refuseWith(409, 'Objects are put into calendars.');
  if (address.kind !== 'object') throw refuseWith(405, 'A collection cannot be put.');
  const calendar = await finder.calendarAt(viewer, address);
  if (!calendar) throw refuseWith(409, 'There is no such calendar.');
  if (!mayWrite(calendar)) throw refuse('need-privileges');
  return { calendar, name: address.name };
};

/** Objects with an organizer have a schedule tag (RFC 6638 3.2.10); who invites without one is given it, and the object changes. */
const isScheduled = (raw: string): boolean => /^ORGANIZER[;:]/im.test(raw);
/** A mailed object; stored ones say nothing of how they travel (RFC 4791 4.1). */
const hasMethod = (raw: string): boolean => /^METHOD[;:]/im.test(raw);

/** RFC 4791 5.3.4: no entity tag where the client must fetch what became of its object. */
const putAnswer = ({ created, exact, etag, scheduleTag }: Extract<PutAnswer, { ok: true }>, raw: string): DavAnswer =>
  emptyAnswer(created ? 201 : 204, {
    ...(exact && { ETag: quotedTag(etag) }),
    ...(exact && isScheduled(raw) && { 'Schedule-Tag': quotedTag(scheduleTag) }),
  });

/** RFC 8144 2.1: the client asked to be answered with what is stored. */
const representation = async (
  { objects }: DavServices,
  { calendar, name }: ObjectPlace,
  created: boolean,
): Promise<DavAnswer | undefined> => {
  const stored = await objects.find(calendar.id, name);
  return (
    stored && {
      status: created ? 201 : 200,
      headers: { ...objectHeaders(stored), 'Preference-Applied': 'return=representation' },
      body: stored.raw,
    }
  );
};

/** RFC 4791 5.3.2. */
export const put: DavMethod = async (services, request) => {
  const { viewer, body, mediaType, headers } = request;
  const place = await placeToWrite(services, request);
  if (body.length > OBJECT_CHARACTERS) throw refuse('max-resource-size');
  if (!MEDIA_TYPES.has(mediaType)) throw refuse('supported-calendar-data');
  const raw = decode(body);
  if (hasMethod(raw)) throw refuse('valid-calendar-object-resource');
  const { calendar, name: uri } = place;
  const outcome = await services.work.putObject({
    account: viewer,
    calendar,
    uri,
    raw,
    condition: writeCondition(headers),
  });
  if (!outcome.ok) throw refuseObject(outcome, viewer, place);
  const full = headers.representation ? await representation(services, place, outcome.created) : undefined;
  return full ?? putAnswer(outcome, raw);
};
