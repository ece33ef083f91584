import { type DavAnswer, DavRefusal, emptyAnswer, refuseWith, xmlAnswer } from '../../platform/dav-answer.ts';
import { type IfState, satisfiesIf, tokensOf } from '../../protocols/dav/if-header.ts';
import { conditionStatus } from '../../protocols/dav/preconditions.ts';
import { satisfiesIfMatch, satisfiesIfNoneMatch } from '../../protocols/dav/request-headers.ts';
import { errorDocument, hrefElement, multistatus, statusResponse } from '../../protocols/dav/write-xml.ts';
import { heldBelow, holdsContent, holdsPlace, locksAt, type PlacedLock } from './document-lock.ts';
import { type DocumentPath, hrefOf, readDocumentPath } from './document-path.ts';
import { type DocumentPlace, etagOfPlace, findPlace, hrefOfPlace } from './document-place.ts';
import type { DocumentsDavRequest, DocumentsDavServices } from './documents-dav-request.ts';

/** What a request finds when it arrives: its place, the locks of the account, and the tokens that it names. */
export interface Visit {
  readonly place: DocumentPlace;
  readonly locks: readonly PlacedLock[];
  readonly tokens: ReadonlySet<string>;
}

type Stores = Pick<DocumentsDavServices, 'documents' | 'locks' | 'clock'>;

const stateOf = (place: DocumentPlace | undefined, locks: readonly PlacedLock[]): IfState => ({
  etag: place && etagOfPlace(place),
  tokens: new Set(place === undefined ? [] : locksAt(locks, place.path).map(({ token }) => token)),
});

/** The states of all resources that an If header speaks of, by their path as written. */
const statesOf = async (
  { documents }: Stores,
  { viewer, ifLists }: DocumentsDavRequest,
  locks: readonly PlacedLock[],
): Promise<Map<string, IfState>> => {
  const states = new Map<string, IfState>();
  for (const { path } of ifLists) {
    if (path === undefined || states.has(path)) continue;
    const names = readDocumentPath(path);
    states.set(path, stateOf(names && (await findPlace(documents, viewer.id, names)), locks));
  }
  return states;
};

const checkIf = async (stores: Stores, request: DocumentsDavRequest, { place, locks }: Visit): Promise<void> => {
  if (request.ifLists.length === 0) return;
  const states = await statesOf(stores, request, locks);
  const here = stateOf(place, locks);
  const isKept = satisfiesIf(request.ifLists, (path) =>
    path === undefined ? here : (states.get(path) ?? stateOf(undefined, locks)),
  );
  if (!isKept) throw refuseWith(412, 'A condition of the If header does not hold.');
};

const checkTags = ({ headers }: DocumentsDavRequest, { place }: Visit, isRead: boolean): void => {
  const etag = etagOfPlace(place);
  if (!satisfiesIfMatch(headers.ifMatch, etag)) throw new DavRefusal(emptyAnswer(412));
  if (!satisfiesIfNoneMatch(headers.ifNoneMatch, etag))
    throw new DavRefusal(isRead ? emptyAnswer(304, { ...(etag !== undefined && { ETag: etag }) }) : emptyAnswer(412));
};

/** `creates`: the request wants to make something there, and is told that it cannot rather than that nothing is there. */
export const visit = async (
  stores: Stores,
  request: DocumentsDavRequest,
  how: { readonly creates?: boolean; readonly reads?: boolean } = {},
): Promise<Visit> => {
  const { viewer, path, ifLists } = request;
  if (path === undefined)
    throw how.creates === true
      ? refuseWith(403, 'This name cannot be used.')
      : refuseWith(404, 'There is nothing here.');
  const found: Visit = {
    place: await findPlace(stores.documents, viewer.id, path),
    locks: await stores.locks.listOf(viewer.id, stores.clock.nowMs()),
    tokens: tokensOf(ifLists),
  };
  await checkIf(stores, request, found);
  checkTags(request, found, how.reads === true);
  return found;
};

/** The document that must be there. */
export const mustExist = ({ place }: Visit): Extract<DocumentPlace, { kind: 'top' | 'document' }> => {
  if (place.kind === 'free' || place.kind === 'nowhere') throw refuseWith(404, 'There is nothing here.');
  return place;
};

const rootOf = ({ path, isFolder }: PlacedLock): string => hrefOf(path, isFolder);

/** 423, and whose token would open (RFC 4918 16). */
const lockedAnswer = (lock: PlacedLock): DavAnswer =>
  xmlAnswer(conditionStatus('lock-token-submitted'), errorDocument('lock-token-submitted', hrefElement(rootOf(lock))));

const refuseHeld = (lock: PlacedLock | undefined): void => {
  if (lock !== undefined) throw new DavRefusal(lockedAnswer(lock));
};

type Held = Pick<Visit, 'locks' | 'tokens'>;

/** The content or the properties of what is there are to change. */
export const mayChange = ({ locks, tokens }: Held, path: DocumentPath): void =>
  refuseHeld(holdsContent(locks, path, tokens));

/** Something is to come to this place. */
export const mayPut = ({ locks, tokens }: Held, path: DocumentPath): void =>
  refuseHeld(holdsPlace(locks, path, tokens));

/** What is there is to go, with all that is in it: nothing goes when anything of it is held (RFC 4918 9.6.1). */
export const mayTake = ({ locks, tokens }: Held, place: DocumentPlace): void => {
  refuseHeld(holdsPlace(locks, place.path, tokens));
  const held = heldBelow(locks, place.path, tokens);
  if (held.length === 0) return;
  throw new DavRefusal(
    xmlAnswer(
      207,
      multistatus([
        ...new Set(held.map((lock) => statusResponse(rootOf(lock), 423, 'lock-token-submitted'))),
        statusResponse(hrefOfPlace(place), 424),
      ]),
    ),
  );
};
