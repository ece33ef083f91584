import { DomainError } from '../../../base/errors.ts';
import { emptyAnswer, refuse, refuseWith } from '../../../platform/dav-answer.ts';
import type { StoredBlob } from '../../blobs.ts';
import type { Document } from '../../document.ts';
import { type DocumentPlace, etagOf } from '../document-place.ts';
import type { DocumentsDavMethod, DocumentsDavRequest, DocumentsDavServices } from '../documents-dav-request.ts';
import { mayChange, mayPut, type Visit, visit } from '../visit.ts';
import { whileRoom } from '../while-room.ts';

type FilePlace = Exclude<DocumentPlace, { kind: 'top' | 'nowhere' }>;

/** Where the file is to go, or why it may not. */
const placeFor = (found: Visit): FilePlace => {
  const { place } = found;
  if (place.kind === 'top' || (place.kind === 'document' && place.document.kind === 'folder'))
    throw refuseWith(405, 'A folder is there.');
  if (place.kind === 'nowhere') throw refuseWith(409, 'The folder above is not there.');
  if (place.kind === 'document') mayChange(found, place.path);
  else mayPut(found, place.path);
  return place;
};

/** How many bytes may come, and what to say when more do. */
const roomFor = async (
  { documents, uploadBytes }: DocumentsDavServices,
  { viewer }: DocumentsDavRequest,
  place: FilePlace,
): Promise<{ readonly bytes: number; readonly refusal: () => Error }> => {
  const most = (await uploadBytes()) || Number.MAX_SAFE_INTEGER;
  const usage = await documents.usage(viewer.id);
  const before = place.kind === 'document' ? place.document.bytes : 0;
  const left = usage.quotaBytes === 0 ? most : Math.max(0, usage.quotaBytes - usage.bytes + before);
  return left < most
    ? { bytes: left, refusal: () => refuse('quota-not-exceeded') }
    : { bytes: most, refusal: () => new DomainError('too-large') };
};

const receive = async (
  services: DocumentsDavServices,
  request: DocumentsDavRequest,
  place: FilePlace,
): Promise<StoredBlob> => {
  const { file } = request;
  const room = await roomFor(services, request, place);
  if ((file.length ?? 0) > room.bytes) throw room.refusal();
  await services.disk.require(file.length ?? 0);
  const name = place.kind === 'document' ? place.document.name : place.name;
  try {
    return await services.blobs.write(whileRoom(file.bytes, services.disk), { maxBytes: room.bytes, name });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'too-large') throw room.refusal();
    throw error;
  }
};

/** A file of that very name, not one beside it. */
export const keepFile = (
  { documents }: Pick<DocumentsDavServices, 'documents'>,
  { viewer }: Pick<DocumentsDavRequest, 'viewer'>,
  place: FilePlace,
  blob: StoredBlob,
): Promise<Document> =>
  place.kind === 'document'
    ? documents.replaceContent(viewer.id, place.document.id, blob)
    : documents.addFile(viewer.id, place.parentId, place.name, blob, { onConflict: 'refuse' });

/**
 * RFC 4918 9.7. The bytes go to the disk as they come; only when they are whole is anything changed, and everything that was asked
 * before they came is asked again.
 */
export const put: DocumentsDavMethod = async (services, request) => {
  const { file } = request;
  if (file.isPartial) throw refuseWith(400, 'Only whole files are taken.');
  if (file.isPacked) throw refuseWith(415, 'Files are taken as they are, without Content-Encoding.');
  const arriving = placeFor(await visit(services, request, { creates: true }));
  const blob = await receive(services, request, arriving);
  try {
    return await services.inTurn(request.viewer.id, async () => {
      const place = placeFor(await visit(services, request, { creates: true }));
      const document = await keepFile(services, request, place, blob);
      return emptyAnswer(place.kind === 'document' ? 204 : 201, { ETag: etagOf(document) });
    });
  } catch (error) {
    // Refused again and again it would fill the disk, and count to nobody's quota.
    await services.blobs.drop(blob.id);
    throw error;
  }
};
