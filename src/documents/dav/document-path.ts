import { LIMITS } from '../../contract/limits.ts';
import { nameProblem } from '../document-name.ts';

/** Where a document is: the names from the top of an account's documents, in NFC. The top itself has none. */
export type DocumentPath = readonly string[];

export const DOCUMENTS_HREF = '/dav/documents/';

/** Deeper than any tree that can be made; what is longer is not looked for. */
const SEGMENTS = LIMITS.documentDepth + 1;

const decodeSegment = (segment: string): string | undefined => {
  try {
    const name = decodeURIComponent(segment).normalize('NFC');
    // A blank that is stored nowhere would make two addresses of one document.
    return name !== name.trim() || nameProblem(name) !== undefined ? undefined : name;
  } catch {
    return undefined;
  }
};

/** Reads a path as it stands in a request; undefined where no document can be. The slash at the end of folders may be missing. */
export const readDocumentPath = (path: string): DocumentPath | undefined => {
  // A fragment has no place in a request: what it names is not what would be deleted.
  if (path.includes('#')) return undefined;
  const [empty, dav, documents, ...segments] = path.replace(/\/$/, '').split('/');
  if (empty !== '' || dav !== 'dav' || documents !== 'documents' || segments.length > SEGMENTS) return undefined;
  const names = segments.map(decodeSegment);
  return names.some((name) => name === undefined) ? undefined : names.filter((name) => name !== undefined);
};

/** As hrefs are written: folders end with a slash. */
export const hrefOf = (path: DocumentPath, isFolder: boolean): string =>
  path.length === 0
    ? DOCUMENTS_HREF
    : `${DOCUMENTS_HREF}${path.map(encodeURIComponent).join('/')}${isFolder ? '/' : ''}`;

/** `/a/b/`, for comparing: a folder's is the beginning of all that is in it. */
export const keyOf = (path: DocumentPath): string => `/${path.map((name) => `${name}/`).join('')}`;

export const parentOf = (path: DocumentPath): DocumentPath => path.slice(0, -1);
