/** Which part of the documents an address shows. `id` '' is the top. */
export type DocumentsView =
  | { readonly kind: 'folder'; readonly id: string }
  | { readonly kind: 'bin' }
  | { readonly kind: 'shared' };

export const readDocumentsPath = (pathname: string): DocumentsView => {
  const part = /^\/documents\/([^/]+)$/.exec(pathname)?.[1];
  if (part === 'bin' || part === 'shared') return { kind: part };
  return { kind: 'folder', id: part ?? '' };
};

export const folderPath = (id: string): string => (id === '' ? '/documents' : `/documents/${encodeURIComponent(id)}`);
