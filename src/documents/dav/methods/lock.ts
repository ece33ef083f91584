import { randomUUID } from 'node:crypto';
import { DavRefusal, emptyAnswer, refuse, refuseWith, xmlAnswer } from '../../../platform/dav-answer.ts';
import { mustRead } from '../../../platform/must-read.ts';
import { type LockRequest, readLock } from '../../../protocols/dav/lock-request.ts';
import { lockAnswer } from '../../../protocols/dav/write-lock.ts';
import { errorDocument, hrefElement, multistatus, statusResponse } from '../../../protocols/dav/write-xml.ts';
import type { Document } from '../../document.ts';
import { conflictingLocks, type DocumentLock, locksAt, type PlacedLock } from '../document-lock.ts';
import { type DocumentPath, hrefOf } from '../document-path.ts';
import { hrefOfPlace } from '../document-place.ts';
import { activeLocks } from '../document-properties.ts';
import type {
  DocumentsDavAnswer,
  DocumentsDavMethod,
  DocumentsDavRequest,
  DocumentsDavServices,
} from '../documents-dav-request.ts';
import { mayPut, type Visit, visit } from '../visit.ts';
import { keepFile } from './put.ts';

/** Of one account. Each is looked at with each request; a file manager holds what it has open. */
const LOCKS = 500;

const nothing = async function* (): AsyncGenerator<Uint8Array> {};

/** RFC 4918 9.10.2. */
const refreshLock = async (
  { locks, clock }: DocumentsDavServices,
  { lockSeconds }: DocumentsDavRequest,
  found: Visit,
): Promise<DocumentsDavAnswer> => {
  const lock = locksAt(found.locks, found.place.path).find(({ token }) => found.tokens.has(token));
  if (lock === undefined) throw refuseWith(412, 'No lock of that token holds here.');
  const expiresMs = clock.nowMs() + lockSeconds * 1000;
  await locks.refresh(lock.token, expiresMs);
  return xmlAnswer(200, lockAnswer(activeLocks([{ ...lock, expiresMs }], found.place.path, clock.nowMs())));
};

const checkConflicts = (found: Visit, wanted: Pick<PlacedLock, 'path' | 'scope' | 'depth'>): void => {
  const conflicts = conflictingLocks(found.locks, wanted);
  if (conflicts.length === 0) return;
  const above = conflicts.filter((lock) => lock.path.length <= wanted.path.length);
  if (above.length > 0) {
    const roots = above.map(({ path, isFolder }) => hrefElement(hrefOf(path, isFolder))).join('');
    throw new DavRefusal(xmlAnswer(423, errorDocument('no-conflicting-lock', roots)));
  }
  const below = conflicts.map(({ path, isFolder }) => statusResponse(hrefOf(path, isFolder), 423));
  throw new DavRefusal(xmlAnswer(207, multistatus([...new Set(below), statusResponse(hrefOfPlace(found.place), 424)])));
};

/** What is to be locked; an empty file where there was nothing (RFC 4918 7.3). */
const documentFor = async (
  services: DocumentsDavServices,
  request: DocumentsDavRequest,
  found: Visit,
): Promise<Document> => {
  const { place } = found;
  if (place.kind === 'document') return place.document;
  if (place.kind === 'top' || place.kind === 'nowhere') throw refuseWith(409, 'The folder above is not there.');
  mayPut(found, place.path);
  return keepFile(services, request, place, await services.blobs.write(nothing(), { name: place.name }));
};

const takeLock = async (
  services: DocumentsDavServices,
  request: DocumentsDavRequest,
  found: Visit,
  { scope, owner }: LockRequest,
): Promise<DocumentsDavAnswer> => {
  const { locks, clock } = services;
  if (request.headers.depth === 1) throw refuseWith(400, 'A lock has depth 0 or infinity.');
  if (found.place.kind === 'top') throw refuseWith(403, 'Not everything can be locked at once.');
  const path: DocumentPath = found.place.path;
  const depth = request.headers.depth === 0 ? 0 : 'infinity';
  checkConflicts(found, { path, scope, depth });
  if (found.locks.length >= LOCKS) throw refuseWith(507, `There are ${LOCKS} locks already.`);
  const document = await documentFor(services, request, found);
  const lock: DocumentLock = {
    token: `opaquelocktoken:${randomUUID()}`,
    documentId: document.id,
    accountId: request.viewer.id,
    scope,
    depth,
    owner,
    expiresMs: clock.nowMs() + request.lockSeconds * 1000,
  };
  await locks.removeExpired(clock.nowMs());
  await locks.insert(lock);
  const isFolder = document.kind === 'folder';
  const placed = [...locksAt(found.locks, path), { ...lock, path, isFolder }];
  return xmlAnswer(found.place.kind === 'document' ? 200 : 201, lockAnswer(activeLocks(placed, path, clock.nowMs())), {
    'Lock-Token': `<${lock.token}>`,
  });
};

/** RFC 4918 9.10. */
export const lock: DocumentsDavMethod = (services, request) =>
  services.inTurn(request.viewer.id, async () => {
    const wanted = mustRead(readLock(request.body));
    const found = await visit(services, request, { creates: true });
    return wanted === undefined ? refreshLock(services, request, found) : takeLock(services, request, found, wanted);
  });

/** RFC 4918 9.11. */
export const unlock: DocumentsDavMethod = (services, request) =>
  services.inTurn(request.viewer.id, async () => {
    const { lockToken } = request;
    if (lockToken === undefined) throw refuseWith(400, 'Lock-Token must name a lock.');
    const { locks, place } = await visit(services, request);
    if (!locksAt(locks, place.path).some(({ token }) => token === lockToken))
      throw refuse('lock-token-matches-request-uri');
    await services.locks.remove([lockToken]);
    return emptyAnswer(204);
  });
