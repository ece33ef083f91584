import type { DocumentBody, DocumentChangeRequest, DocumentList } from '../../contract/http/document.ts';
import { callApi } from '../shared/api.ts';
import type { PreviewFile } from './preview/preview-file.ts';

export type SortKey = 'name' | 'changed' | 'bytes';
export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Which list is asked for. `id` '' is the top. */
export type Question =
  | { readonly kind: 'folder'; readonly id: string }
  | { readonly kind: 'bin' | 'shared' }
  | { readonly kind: 'search'; readonly query: string };

/** The most that the server lists at once. */
const PAGE = 500;

const filterOf = (question: Question): Readonly<Record<string, string>> => {
  if (question.kind === 'folder') return question.id === '' ? {} : { folder: question.id };
  return question.kind === 'search' ? { q: question.query } : { [question.kind]: '1' };
};

const ask = (question: Question, sorting: Sorting, offset: number): Promise<DocumentList> => {
  const parameters = new URLSearchParams({
    ...filterOf(question),
    sort: sorting.key,
    order: sorting.descending ? 'descending' : 'ascending',
    limit: String(PAGE),
    ...(offset === 0 ? {} : { offset: String(offset) }),
  });
  return callApi<DocumentList>('GET', `/documents?${parameters}`);
};

/** The first `atLeast` documents of a list, in whole pages. */
export const listDocuments = async (question: Question, sorting: Sorting, atLeast = PAGE): Promise<DocumentList> => {
  let list = await ask(question, sorting, 0);
  while (list.documents.length < Math.min(atLeast, list.total)) {
    const next = await ask(question, sorting, list.documents.length);
    if (next.documents.length === 0) break;
    list = { ...next, documents: [...list.documents, ...next.documents] };
  }
  return list;
};

export const listMore = (question: Question, sorting: Sorting, there: DocumentList): Promise<DocumentList> =>
  listDocuments(question, sorting, there.documents.length + PAGE);

const BY_NAME: Sorting = { key: 'name', descending: false };

/** The folders in a folder, by name. */
export const listFolders = async (id: string): Promise<readonly DocumentBody[]> => {
  const { documents } = await listDocuments({ kind: 'folder', id }, BY_NAME, Number.POSITIVE_INFINITY);
  return documents.filter(({ kind }) => kind === 'folder');
};

const at = (id: string): string => `/documents/${encodeURIComponent(id)}`;

export const createFolder = (name: string, parentId: string): Promise<DocumentBody> =>
  callApi('POST', '/documents', { kind: 'folder', name, parentId });
export const changeDocument = (id: string, change: DocumentChangeRequest): Promise<DocumentBody> =>
  callApi('PATCH', at(id), change);
export const copyDocument = (id: string): Promise<DocumentBody> => callApi('POST', `${at(id)}/copy`, {});
export const removeDocument = (id: string): Promise<void> => callApi('DELETE', at(id));
export const purgeDocument = (id: string): Promise<void> => callApi('DELETE', `${at(id)}?forever=1`);
export const emptyBin = (): Promise<void> => callApi('DELETE', '/documents?bin=1');

/** Where a document is downloaded. */
export const contentAddress = (id: string): string => `/api/v1${at(id)}/content`;

export const asPreviewFile = (document: DocumentBody): PreviewFile => ({
  ...document,
  contentUrl: contentAddress(document.id),
  viewUrl: `/f/${encodeURIComponent(document.id)}`,
});
