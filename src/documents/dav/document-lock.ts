import type { AccountId } from '../../base/ids.ts';
import type { LockScope } from '../../protocols/dav/lock-request.ts';
import type { DocumentId } from '../document.ts';
import { type DocumentPath, keyOf, parentOf } from './document-path.ts';

/** RFC 4918 6: what a program holds on a document, and with depth infinity on all that is in it. */
export interface DocumentLock {
  /** A URI. */
  readonly token: string;
  readonly documentId: DocumentId;
  readonly accountId: AccountId;
  readonly scope: LockScope;
  readonly depth: 0 | 'infinity';
  /** A DAV:owner element, or ''. */
  readonly owner: string;
  readonly expiresMs: number;
}

/** With the place where the document is now. */
export interface PlacedLock extends DocumentLock {
  readonly path: DocumentPath;
  readonly isFolder: boolean;
}

/** Those that hold for a place, taken on it or on a folder above. */
export const locksAt = (locks: readonly PlacedLock[], path: DocumentPath): PlacedLock[] => {
  const key = keyOf(path);
  return locks.filter((lock) => {
    const root = keyOf(lock.path);
    return root === key || (lock.depth === 'infinity' && key.startsWith(root));
  });
};

/** Those that were taken on something in a folder. */
export const locksBelow = (locks: readonly PlacedLock[], path: DocumentPath): PlacedLock[] => {
  const key = keyOf(path);
  return locks.filter((lock) => lock.path.length > path.length && keyOf(lock.path).startsWith(key));
};

/** A resource is free when nobody holds it, or when the program says that it is the holder, or one of several. */
const firstHeld = (locks: readonly PlacedLock[], tokens: ReadonlySet<string>): PlacedLock | undefined =>
  locks.some(({ token }) => tokens.has(token)) ? undefined : locks[0];

/** Which lock forbids to change what is at a place (RFC 4918 7). */
export const holdsContent = (
  locks: readonly PlacedLock[],
  path: DocumentPath,
  tokens: ReadonlySet<string>,
): PlacedLock | undefined => firstHeld(locksAt(locks, path), tokens);

/** Which lock forbids to put something at a place or to take it away: a folder's lock keeps who is in it (RFC 4918 7.4). */
export const holdsPlace = (
  locks: readonly PlacedLock[],
  path: DocumentPath,
  tokens: ReadonlySet<string>,
): PlacedLock | undefined =>
  firstHeld(locksAt(locks, path), tokens) ?? firstHeld(locksAt(locks, parentOf(path)), tokens);

/** What is held in a folder, by the place that each lock was taken on. */
export const heldBelow = (
  locks: readonly PlacedLock[],
  path: DocumentPath,
  tokens: ReadonlySet<string>,
): PlacedLock[] => locksBelow(locks, path).filter((lock) => firstHeld(locksAt(locks, lock.path), tokens) !== undefined);

/** What stands against a new lock (RFC 4918 6.1, 7): any other, unless both are shared. */
export const conflictingLocks = (
  locks: readonly PlacedLock[],
  wanted: Pick<PlacedLock, 'path' | 'scope' | 'depth'>,
): PlacedLock[] => {
  const touched = [
    ...locksAt(locks, wanted.path),
    ...(wanted.depth === 'infinity' ? locksBelow(locks, wanted.path) : []),
  ];
  return touched.filter(({ scope }) => scope === 'exclusive' || wanted.scope === 'exclusive');
};
