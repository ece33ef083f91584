import type { DocumentBody } from '../../contract/http/document.ts';
import { folderPath } from '../documents/documents-address.ts';
import { callApi } from '../shared/api.ts';

/** Goes to the folder in which a document lies: of a recording the folder of its meeting, with attendance and chat. */
export const openSessionFolder = async (documentId: string): Promise<void> => {
  const { parentId } = await callApi<DocumentBody>('GET', `/documents/${encodeURIComponent(documentId)}`);
  location.assign(folderPath(parentId));
};
