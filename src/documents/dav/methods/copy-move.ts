import { type DavAnswer, emptyAnswer, refuseWith } from '../../../platform/dav-answer.ts';
import { pathOfHref } from '../../../protocols/dav/path-of-href.ts';
import type { Document } from '../../document.ts';
import { copyProperties } from '../copy-properties.ts';
import { type DocumentPath, hrefOf, keyOf, readDocumentPath } from '../document-path.ts';
import { type DocumentPlace, findPlace } from '../document-place.ts';
import type { DocumentsDavMethod, DocumentsDavRequest, DocumentsDavServices } from '../documents-dav-request.ts';
import { mayChange, mayPut, mayTake, mustExist, type Visit, visit } from '../visit.ts';
import { tokensOfTree } from './delete.ts';

/** RFC 4918 10.3. What is on another server is not for us to write. */
const destinationOf = ({ headers, hosts }: DocumentsDavRequest): DocumentPath => {
  const { destination } = headers;
  const path = destination === undefined ? undefined : pathOfHref(destination);
  if (destination === undefined || path === undefined) throw refuseWith(400, 'Destination must be an address.');
  if (!destination.startsWith('/') && !hosts.has(new URL(destination).host))
    throw refuseWith(502, 'Destination is on another server.');
  const names = readDocumentPath(path);
  if (names === undefined) throw refuseWith(403, 'This name cannot be used.');
  return names;
};

type Source = Extract<DocumentPlace, { kind: 'document' }>;
type Target = Extract<DocumentPlace, { kind: 'document' | 'free' }>;

const sourceOf = (found: Visit): Source => {
  const place = mustExist(found);
  if (place.kind === 'top') throw refuseWith(403, 'The top of the documents stays.');
  return place;
};

const targetFor = async (
  { documents }: DocumentsDavServices,
  request: DocumentsDavRequest,
  source: Source,
): Promise<Target> => {
  const path = destinationOf(request);
  const [from, to] = [keyOf(source.path), keyOf(path)];
  if (from === to) throw refuseWith(403, 'It is there already.');
  if (to.startsWith(from)) throw refuseWith(403, 'A folder cannot be put into itself.');
  if (from.startsWith(to)) throw refuseWith(403, 'This would take the place of the folder that it is in.');
  const target = await findPlace(documents, request.viewer.id, path);
  if (target.kind === 'top') throw refuseWith(403, 'The top of the documents stays.');
  if (target.kind === 'nowhere') throw refuseWith(409, 'The folder of the destination is not there.');
  if (target.kind === 'document' && !request.headers.overwrite) throw refuseWith(412, 'Something is there already.');
  return target;
};

const placeOf = (target: Target): { readonly parentId: string; readonly name: string } =>
  target.kind === 'free' ? target : { parentId: target.document.parentId, name: target.document.name };

/** Does the work; what stood in its place waits in the bin, and comes back when the work fails. */
const inPlaceOf = async (
  { documents, locks }: DocumentsDavServices,
  found: Visit,
  target: Target,
  work: () => Promise<Document>,
): Promise<Document> => {
  if (target.kind === 'free') return work();
  const { accountId, id } = target.document;
  await documents.remove(accountId, id);
  let made: Document;
  try {
    made = await work();
  } catch (error) {
    await documents.restore(accountId, id);
    throw error;
  }
  await locks.remove(tokensOfTree(found.locks, target.path));
  return made;
};

/** A file over a file: what was there keeps its identity, its shares and its locks, and gets other bytes. */
const overFile = (source: Source, target: Target): Document | undefined =>
  source.document.kind === 'file' && target.kind === 'document' && target.document.kind === 'file'
    ? target.document
    : undefined;

const writeOver = async (
  { documents, properties }: DocumentsDavServices,
  { document }: Source,
  over: Document,
): Promise<void> => {
  const { blobId, bytes, type } = document;
  if (blobId === undefined) throw new Error('A file has no bytes.');
  await documents.replaceContent(over.accountId, over.id, { id: blobId, bytes, type });
  const dead = (await properties.listOf([document.id])).get(document.id);
  await properties.replace(over.id, dead ?? new Map());
};

const answerFor = (target: Target, kind: Document['kind']): DavAnswer =>
  emptyAnswer(target.kind === 'free' ? 201 : 204, { Location: hrefOf(target.path, kind === 'folder') });

const mayReplace = (found: Visit, source: Source, target: Target): void => {
  if (target.kind === 'free') mayPut(found, target.path);
  else if (overFile(source, target) !== undefined) mayChange(found, target.path);
  else mayTake(found, target);
};

const copyTo = (
  { documents }: DocumentsDavServices,
  { viewer }: DocumentsDavRequest,
  { document }: Source,
  target: Target,
  isShallow: boolean,
): Promise<Document> => {
  const { parentId, name } = placeOf(target);
  return isShallow
    ? documents.createFolder(viewer.id, parentId, name)
    : documents.copy(viewer.id, document.id, { parentId, name });
};

/** RFC 4918 9.8. */
export const copy: DocumentsDavMethod = (services, request) =>
  services.inTurn(request.viewer.id, async () => {
    if (request.headers.depth === 1) throw refuseWith(400, 'A copy has depth 0 or infinity.');
    const found = await visit(services, request);
    const source = sourceOf(found);
    const target = await targetFor(services, request, source);
    mayReplace(found, source, target);
    const over = overFile(source, target);
    if (over !== undefined) await writeOver(services, source, over);
    else {
      const isShallow = source.document.kind === 'folder' && request.headers.depth === 0;
      const made = await inPlaceOf(services, found, target, () => copyTo(services, request, source, target, isShallow));
      await copyProperties(services, request.viewer.id, source.document, made, !isShallow);
    }
    return answerFor(target, source.document.kind);
  });

/** RFC 4918 9.9. Locks do not go along (7.5). */
export const move: DocumentsDavMethod = (services, request) =>
  services.inTurn(request.viewer.id, async () => {
    const { depth } = request.headers;
    const found = await visit(services, request);
    const source = sourceOf(found);
    if (source.document.kind === 'folder' && depth !== undefined && depth !== 'infinity')
      throw refuseWith(400, 'A folder goes with all that is in it.');
    const target = await targetFor(services, request, source);
    mayTake(found, source);
    mayReplace(found, source, target);
    const { documents, locks } = services;
    const { id, accountId, kind } = source.document;
    const over = overFile(source, target);
    if (over !== undefined) {
      await writeOver(services, source, over);
      await documents.purge(accountId, id, { fromAnywhere: true });
    } else await inPlaceOf(services, found, target, () => documents.change(accountId, id, placeOf(target)));
    await locks.remove(tokensOfTree(found.locks, source.path));
    return answerFor(target, kind);
  });
