import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import { heldBelow, holdsContent, holdsPlace, type PlacedLock } from './dav/document-lock.ts';
import type { DocumentLockStore } from './dav/document-lock-store.ts';
import type { DocumentPath } from './dav/document-path.ts';
import type { Documents } from './documents.ts';

const NO_TOKENS: ReadonlySet<string> = new Set();

interface Locked {
  readonly locks: Pick<DocumentLockStore, 'listOf'>;
  readonly clock: Clock;
}

/** For what writes over files without asking the documents: whether no program holds the file of that name. */
export const createMayReplace =
  (documents: Pick<Documents, 'findByName' | 'pathOf'>, { locks, clock }: Locked) =>
  async (account: AccountId, parentId: string, name: string): Promise<boolean> => {
    const held = await locks.listOf(account, clock.nowMs());
    const standing = held.length === 0 ? undefined : await documents.findByName(account, parentId, name);
    if (standing === undefined) return true;
    const path = (await documents.pathOf(standing.id)).map((folder) => folder.name);
    return holdsContent(held, path, NO_TOKENS) === undefined;
  };

/**
 * The documents as pages change them: what a program holds a lock on is refused with `locked`, so that nobody's open file is
 * renamed, deleted or written over. What the server itself keeps, and WebDAV with its lock tokens, use the documents beneath.
 */
export const refuseLocked = (documents: Documents, { locks, clock }: Locked): Documents => {
  const pathOf = async (id: string): Promise<DocumentPath> => (await documents.pathOf(id)).map(({ name }) => name);

  /** Looks only where there are locks at all. */
  const check = async (
    account: AccountId,
    id: string,
    isHeld: (held: readonly PlacedLock[], path: DocumentPath) => boolean,
  ): Promise<void> => {
    const held = await locks.listOf(account, clock.nowMs());
    if (held.length > 0 && isHeld(held, await pathOf(id))) throw new DomainError('locked');
  };
  const mayGo = (account: AccountId, id: string): Promise<void> =>
    check(
      account,
      id,
      (held, path) => holdsPlace(held, path, NO_TOKENS) !== undefined || heldBelow(held, path, NO_TOKENS).length > 0,
    );
  const mayChange = (account: AccountId, id: string): Promise<void> =>
    check(account, id, (held, path) => holdsContent(held, path, NO_TOKENS) !== undefined);

  const change: Documents['change'] = async (account, id, to) => {
    await mayGo(account, id);
    if (to.parentId !== undefined) await mayChange(account, to.parentId);
    return documents.change(account, id, to);
  };
  return {
    ...documents,
    change,
    rename: (account, id, name) => change(account, id, { name }),
    move: (account, id, parentId) => change(account, id, { parentId }),
    async remove(account, id) {
      await mayGo(account, id);
      return documents.remove(account, id);
    },
    async replaceContent(account, id, blob) {
      await mayChange(account, id);
      return documents.replaceContent(account, id, blob);
    },
    async addFile(account, parentId, name, blob, how) {
      const standing = how?.onConflict === 'replace' ? await documents.findByName(account, parentId, name) : undefined;
      if (standing !== undefined) await mayChange(account, standing.id);
      return documents.addFile(account, parentId, name, blob, how);
    },
  };
};
