import { type DavAnswer, emptyAnswer, textAnswer } from '../../../platform/dav-answer.ts';
import { satisfiesIfMatch, satisfiesIfNoneMatch } from '../../../protocols/dav/request-headers.ts';
import type { DavObject } from '../dav-object-view.ts';
import type { DavMethod } from '../dav-request.ts';
import { whenAlone } from '../hide-private.ts';
import { OBJECT_CONTENT_TYPE, quotedTag } from '../properties/object-properties.ts';
import { hiddenTitleFor } from '../resource-views.ts';

const FOR_PEOPLE =
  'This address is for calendar programs. Enter it in yours, with your mail address and an app password.\n' +
  'Cette adresse est destinée aux programmes d’agenda. Saisissez-la dans le vôtre, avec votre adresse électronique et un mot de passe d’application.\n';

/** The same fields whenever the object is answered. */
export const objectHeaders = ({
  etag,
  scheduleTag,
  organizer,
  changedMs,
}: Omit<DavObject, 'raw'>): Record<string, string> => ({
  'Content-Type': OBJECT_CONTENT_TYPE,
  ETag: quotedTag(etag),
  'Last-Modified': new Date(changedMs).toUTCString(),
  ...(organizer !== '' && { 'Schedule-Tag': quotedTag(scheduleTag) }),
});

const objectAnswer = (object: DavObject, hiddenTitle: string | undefined): DavAnswer =>
  hiddenTitle === undefined || !object.isPrivate
    ? { status: 200, headers: objectHeaders(object), body: object.raw }
    : {
        status: 200,
        headers: objectHeaders({ ...object, organizer: '' }),
        body: whenAlone(object.raw, hiddenTitle),
      };

export const get: DavMethod = async ({ finder }, { viewer, address, headers }) => {
  const resource = await finder.find(viewer, address);
  if (resource.kind !== 'object') return textAnswer(200, FOR_PEOPLE);
  const { object, calendar } = resource;
  const etag = quotedTag(object.etag);
  if (!satisfiesIfMatch(headers.ifMatch, etag)) return emptyAnswer(412);
  if (!satisfiesIfNoneMatch(headers.ifNoneMatch, etag)) return emptyAnswer(304, { ETag: etag });
  return objectAnswer(object, hiddenTitleFor(viewer, calendar));
};
