import type { DocumentBody } from '../../contract/http/document.ts';
import { offerUndo } from '../calendar/parts/undo.ts';
import { navigate } from '../calendar/shell/navigation.ts';
import { endedSession } from '../calendar/shell/session.ts';
import { type ApiProblem, asProblem } from '../shared/api.ts';
import { t } from '../shared/language.ts';
import { showToast } from '../shared/toast.tsx';
import { documentProblemText } from './document-problem.ts';
import { folderPath } from './documents-address.ts';
import { changeDocument, contentAddress, copyDocument, purgeDocument, removeDocument } from './documents-api.ts';
import { documentsChanged, openWindow } from './documents-state.ts';

type Documents = readonly DocumentBody[];

export const tellProblem = (problem: ApiProblem): void => {
  if (!endedSession(problem)) showToast({ kind: 'problem', text: documentProblemText(problem) });
};

interface Outcome<Result> {
  readonly done: readonly { readonly document: DocumentBody; readonly result: Result }[];
}

/** One after the other; what is refused is said once and does not hold up the rest. */
const each = async <Result>(
  documents: Documents,
  what: (document: DocumentBody) => Promise<Result>,
): Promise<Outcome<Result>> => {
  const done: { document: DocumentBody; result: Result }[] = [];
  let problem: ApiProblem | undefined;
  for (const document of documents) {
    try {
      done.push({ document, result: await what(document) });
    } catch (thrown) {
      problem ??= asProblem(thrown);
    }
  }
  if (problem) tellProblem(problem);
  documentsChanged();
  return { done };
};

const named = (documents: Documents): { readonly count: number; readonly name: string } => ({
  count: documents.length,
  name: documents[0]?.name ?? '',
});

export const openDocument = (document: DocumentBody): void => {
  if (document.kind === 'folder') navigate(folderPath(document.id));
  else if (document.recordingId !== undefined) navigate(`/recordings/${encodeURIComponent(document.recordingId)}`);
  else openWindow.value = { kind: 'preview', id: document.id };
};

/** The browser takes one at a time when it is asked at once for several. */
const BETWEEN_DOWNLOADS_MS = 400;

export const downloadDocuments = (documents: Documents): void => {
  const files = documents.filter(({ kind }) => kind === 'file');
  for (const [index, { id, name }] of files.entries())
    setTimeout(() => {
      const link = document.createElement('a');
      link.href = contentAddress(id);
      link.download = name;
      link.click();
    }, index * BETWEEN_DOWNLOADS_MS);
};

export const removeDocuments = async (documents: Documents): Promise<void> => {
  const { done } = await each(documents, ({ id }) => removeDocument(id));
  const gone = done.map(({ document }) => document);
  if (gone.length === 0) return;
  offerUndo({
    text: t('documents.deleted', named(gone)),
    undone: t('documents.deletedBack', named(gone)),
    undo: async () => {
      for (const { id } of gone) await changeDocument(id, { restore: true });
      documentsChanged();
    },
  });
};

export const restoreDocuments = async (documents: Documents): Promise<void> => {
  const { done } = await each(documents, ({ id }) => changeDocument(id, { restore: true }));
  const back = done.map(({ document }) => document);
  if (back.length > 0) showToast({ kind: 'success', text: t('documents.restored', named(back)) });
};

export const purgeDocuments = async (documents: Documents): Promise<void> => {
  const { done } = await each(documents, ({ id }) => purgeDocument(id));
  const gone = done.map(({ document }) => document);
  if (gone.length > 0) showToast({ kind: 'success', text: t('documents.purged', named(gone)) });
};

export const copyDocuments = async (documents: Documents): Promise<void> => {
  const { done } = await each(documents, ({ id }) => copyDocument(id));
  const copies = done.map(({ result }) => result);
  if (copies.length > 0) showToast({ kind: 'success', text: t('documents.copied', named(copies)) });
};

/** Puts documents into a folder, those that are not there yet. */
export const moveDocuments = async (
  documents: Documents,
  folder: { readonly id: string; readonly name: string },
): Promise<void> => {
  const elsewhere = documents.filter(({ parentId, id }) => parentId !== folder.id && id !== folder.id);
  if (elsewhere.length === 0) return;
  const { done } = await each(elsewhere, ({ id }) => changeDocument(id, { parentId: folder.id }));
  const moved = done.map(({ document }) => document);
  if (moved.length === 0) return;
  offerUndo({
    text: t('documents.moved', { ...named(moved), folder: folder.name }),
    undone: t('documents.movedBack'),
    undo: async () => {
      for (const { id, parentId } of moved) await changeDocument(id, { parentId });
      documentsChanged();
    },
  });
};
