import { computed, signal } from '@preact/signals';
import type { DocumentBody } from '../../contract/http/document.ts';
import { path } from '../calendar/shell/navigation.ts';
import { readDocumentsPath } from './documents-address.ts';
import type { Question, Sorting } from './documents-api.ts';

/** Which part the address shows. */
export const view = computed(() => readDocumentsPath(path.value));

/** What is searched for; '' when nothing is. It belongs to the folder it was typed in. */
export const query = signal('');

export const sorting = signal<Sorting>({ key: 'name', descending: false });

/** What is listed. */
export const question = computed<Question>(() =>
  query.value.trim() === '' ? view.value : { kind: 'search', query: query.value.trim() },
);

/** Counts what was changed from this page: lists and figures ask again. */
export const changes = signal(0);
export const documentsChanged = (): void => {
  changes.value += 1;
};

/** The window that is open. */
export type DocumentWindow =
  | { readonly kind: 'new-folder' | 'empty-bin' | 'dav' }
  | { readonly kind: 'move' | 'purge'; readonly documents: readonly DocumentBody[] }
  | { readonly kind: 'share'; readonly document: DocumentBody }
  | { readonly kind: 'preview'; readonly id: string };
export const openWindow = signal<DocumentWindow | undefined>(undefined);
export const closeWindow = (): void => {
  openWindow.value = undefined;
};

/** Whose name is being written anew, in its row. */
export const renaming = signal<string | undefined>(undefined);
