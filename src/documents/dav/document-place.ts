import type { AccountId } from '../../base/ids.ts';
import { type Document, TOP } from '../document.ts';
import type { Documents } from '../documents.ts';
import { type DocumentPath, hrefOf } from './document-path.ts';

/** What a path of an account leads to. */
export type DocumentPlace =
  | { readonly kind: 'top'; readonly path: DocumentPath }
  | { readonly kind: 'document'; readonly path: DocumentPath; readonly document: Document }
  /** Nothing is there, but something may be put there. */
  | { readonly kind: 'free'; readonly path: DocumentPath; readonly parentId: string; readonly name: string }
  /** The folder above is missing, or is a file. */
  | { readonly kind: 'nowhere'; readonly path: DocumentPath };

type Tree = Pick<Documents, 'findByName'>;

export const findPlace = async (documents: Tree, accountId: AccountId, path: DocumentPath): Promise<DocumentPlace> => {
  let parentId: string = TOP;
  for (const [index, name] of path.entries()) {
    const document = await documents.findByName(accountId, parentId, name);
    const isLast = index === path.length - 1;
    if (document === undefined) return isLast ? { kind: 'free', path, parentId, name } : { kind: 'nowhere', path };
    if (isLast) return { kind: 'document', path, document };
    if (document.kind === 'file') return { kind: 'nowhere', path };
    parentId = document.id;
  }
  return { kind: 'top', path };
};

export const isFolder = (place: DocumentPlace): boolean =>
  place.kind === 'top' || (place.kind === 'document' && place.document.kind === 'folder');

export const hrefOfPlace = (place: DocumentPlace): string => hrefOf(place.path, isFolder(place));

/** A strong entity tag (RFC 9110 8.8.3). */
export const etagOf = ({ revision }: Pick<Document, 'revision'>): string => `"${revision}"`;

export const etagOfPlace = (place: DocumentPlace): string | undefined =>
  place.kind === 'document' ? etagOf(place.document) : undefined;
