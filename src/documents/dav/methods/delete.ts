import { emptyAnswer, refuseWith } from '../../../platform/dav-answer.ts';
import { locksBelow, type PlacedLock } from '../document-lock.ts';
import { type DocumentPath, keyOf } from '../document-path.ts';
import type { DocumentsDavMethod } from '../documents-dav-request.ts';
import { mayTake, mustExist, visit } from '../visit.ts';

/** The locks that end when what is at a place goes away (RFC 4918 9.6). */
export const tokensOfTree = (locks: readonly PlacedLock[], path: DocumentPath): string[] =>
  [...locks.filter((lock) => keyOf(lock.path) === keyOf(path)), ...locksBelow(locks, path)].map(({ token }) => token);

/** RFC 4918 9.6: into the bin, from which our pages give it back. */
export const remove: DocumentsDavMethod = (services, request) =>
  services.inTurn(request.viewer.id, async () => {
    const { depth } = request.headers;
    const found = await visit(services, request);
    const place = mustExist(found);
    if (place.kind === 'top') throw refuseWith(403, 'The top of the documents stays.');
    if (place.document.kind === 'folder' && depth !== undefined && depth !== 'infinity')
      throw refuseWith(400, 'A folder goes with all that is in it.');
    mayTake(found, place);
    await services.documents.remove(request.viewer.id, place.document.id);
    await services.locks.remove(tokensOfTree(found.locks, place.path));
    return emptyAnswer(204);
  });
