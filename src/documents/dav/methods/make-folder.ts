import { emptyAnswer, refuse, refuseWith } from '../../../platform/dav-answer.ts';
import type { DocumentsDavMethod } from '../documents-dav-request.ts';
import { mayPut, visit } from '../visit.ts';

/** RFC 4918 9.3. A body would say what kind of collection; there is but one. */
export const mkcol: DocumentsDavMethod = (services, request) =>
  services.inTurn(request.viewer.id, async () => {
    if (request.body.length > 0) throw refuseWith(415, 'Folders are made without a body.');
    const found = await visit(services, request, { creates: true });
    const { place } = found;
    if (place.kind === 'top' || place.kind === 'document') throw refuse('resource-must-be-null');
    if (place.kind === 'nowhere') throw refuseWith(409, 'The folder above is not there.');
    mayPut(found, place.path);
    await services.documents.createFolder(request.viewer.id, place.parentId, place.name);
    return emptyAnswer(201);
  });
