import type { DocumentBody } from '../../../contract/http/document.ts';
import { t } from '../../shared/language.ts';
import { moveDocuments } from '../document-actions.ts';

const TYPE = 'application/x-webmeeting-documents';

/** What is being dragged within this page: other pages are told nothing of it. */
let dragged: readonly DocumentBody[] = [];

export const startDrag = (event: DragEvent, documents: readonly DocumentBody[]): void => {
  const transfer = event.dataTransfer;
  if (!transfer) return;
  dragged = documents;
  transfer.effectAllowed = 'move';
  transfer.setData(TYPE, '');
  const sign = document.createElement('div');
  sign.className = 'drag-sign';
  sign.textContent =
    documents.length === 1 ? (documents[0]?.name ?? '') : t('documents.drop.dragging', { count: documents.length });
  document.body.append(sign);
  transfer.setDragImage(sign, -12, -12);
  setTimeout(() => sign.remove(), 0);
};

export const endDrag = (): void => {
  dragged = [];
};

export const bringsDocuments = (event: DragEvent): boolean => event.dataTransfer?.types.includes(TYPE) ?? false;
export const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

const mayDrop = (folder: { readonly id: string }): boolean =>
  dragged.length > 0 &&
  dragged.every(({ id }) => id !== folder.id) &&
  dragged.some(({ parentId }) => parentId !== folder.id);

/** To be spread onto whatever stands for a folder: it takes what is dragged within the page. */
export const dropTarget = (folder: { readonly id: string; readonly name: string } | undefined) => {
  if (!folder) return {};
  const mark = (event: DragEvent, on: boolean): void => {
    (event.currentTarget as HTMLElement).toggleAttribute('data-drop', on);
  };
  return {
    onDragOver: (event: DragEvent) => {
      if (!bringsDocuments(event) || !mayDrop(folder)) return;
      event.preventDefault();
      mark(event, true);
    },
    onDragLeave: (event: DragEvent) => mark(event, false),
    onDrop: (event: DragEvent) => {
      mark(event, false);
      if (!bringsDocuments(event)) return;
      event.preventDefault();
      const documents = dragged;
      dragged = [];
      void moveDocuments(documents, folder);
    },
  };
};
