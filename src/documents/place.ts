import { DomainError, invalidField } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Transaction } from '../platform/database.ts';
import { type Document, type DocumentId, TOP } from './document.ts';
import { type NameProblem, nameProblem, normalName, numberedName } from './document-name.ts';
import type { DocumentStore } from './document-store.ts';

const WORDS: Record<NameProblem, string> = {
  empty: 'This must not be empty.',
  'too-long': `At most ${LIMITS.documentName} bytes of UTF-8.`,
  characters: 'No slashes, control characters or marks that turn text around.',
  dots: 'A name may not be only dots, nor end in a dot or a blank.',
  reserved: 'Windows keeps this name for a device.',
};

/** A name that a person typed, as it is stored; refused with the reason. */
export const typedName = (name: string): string => {
  const normal = normalName(name);
  const problem = nameProblem(normal);
  if (problem) throw invalidField('name', problem, WORDS[problem]);
  return normal;
};

/** How many folders deep the deepest of a subtree lies below its first, in whatever order the others come. */
export const heightOf = (subtree: readonly Document[]): number => {
  const parents = new Map<string, string>(subtree.map(({ id, parentId }) => [id, parentId]));
  const depths = new Map<string, number>([[subtree[0]?.id ?? '', 0]]);
  const depthOf = (id: string, left = subtree.length): number => {
    const parentId = parents.get(id);
    const depth = depths.get(id) ?? (parentId === undefined || left === 0 ? -1 : depthOf(parentId, left - 1) + 1);
    depths.set(id, depth);
    return depth;
  };
  return subtree.reduce((height, { id }) => Math.max(height, depthOf(id)), 0);
};

/** Enough of a name to find all its numbered likes, and no more than is left of it when they had to be cut. */
const PREFIX_CHARACTERS = 40;

/** Where something may be put, under which name. All of it runs in the caller's unit of work. */
export const createPlaces = ({ store }: { readonly store: DocumentStore }) => {
  /** A document of the account that is not in the bin. */
  const living = async (transaction: Transaction, account: AccountId, id: string): Promise<Document> => {
    const document = await store.find(id, transaction);
    if (!document || document.accountId !== account || document.deletedMs !== undefined)
      throw new DomainError('not-found');
    return document;
  };

  /** The way to a folder of the account, from the top; refuses what is none. Nothing for the top itself. */
  const folderPath = async (transaction: Transaction, account: AccountId, parentId: string): Promise<Document[]> => {
    if (parentId === TOP) return [];
    const folder = await living(transaction, account, parentId);
    if (folder.kind !== 'folder') throw new DomainError('not-found');
    return store.pathOf(parentId, transaction);
  };

  return {
    living,
    folderPath,

    /** Refuses with `too-large` where something of this height would lie too deep. */
    async checkDepth(transaction: Transaction, account: AccountId, parentId: string, height = 0): Promise<void> {
      const path = await folderPath(transaction, account, parentId);
      if (path.length + 1 + height > LIMITS.documentDepth) throw new DomainError('too-large');
    },

    /** Refuses with `already-exists` when another than `exceptId` has the name. */
    async checkFree(
      transaction: Transaction,
      account: AccountId,
      parentId: string,
      name: string,
      exceptId?: DocumentId,
    ): Promise<void> {
      const other = await store.findByName(account, parentId, name, transaction);
      if (other && other.id !== exceptId) throw new DomainError('already-exists');
    },

    /** The name itself, or "name (2)". */
    async freeName(
      transaction: Transaction,
      account: AccountId,
      parentId: string,
      name: string,
      kind: Document['kind'],
    ): Promise<string> {
      if (!(await store.findByName(account, parentId, name, transaction))) return name;
      const dot = kind === 'file' ? name.lastIndexOf('.') : -1;
      const stem = dot > 0 ? name.slice(0, dot) : name;
      const taken = await store.namesLike(
        account,
        parentId,
        [...stem].slice(0, PREFIX_CHARACTERS).join(''),
        transaction,
      );
      for (let number = 2; ; number += 1) {
        const numbered = numberedName(name, number, kind);
        if (!taken.has(numbered)) return numbered;
      }
    },
  };
};

export type Places = ReturnType<typeof createPlaces>;
