import type { Account } from '../../src/accounts/account.ts';
import { createDocumentSettingsRoutes } from '../../src/admin/document-settings-routes.ts';
import { buildDocuments, type DocumentParts } from '../../src/app/build-documents.ts';
import type { DocumentBody, DocumentList, DocumentSettings } from '../../src/contract/http/document.ts';
import { readDocumentSettings, writeDocumentSettings } from '../../src/documents/document-settings.ts';
import type { ApiClient } from './api-client.ts';
import { type MeetingServer, startMeetingServer } from './start-meeting-server.ts';

/** Somebody with documents. */
export interface DocumentPerson {
  readonly account: Account;
  readonly api: ApiClient;
}

export interface PutOptions {
  readonly parentId?: string;
  readonly onConflict?: string;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** `Upload-Metadata` of the upload protocol. */
export const metadataOf = (name: string, { parentId, onConflict }: PutOptions = {}): string =>
  [
    `name ${base64(name)}`,
    ...(parentId === undefined ? [] : [`parentId ${base64(parentId)}`]),
    ...(onConflict === undefined ? [] : [`onConflict ${base64(onConflict)}`]),
  ].join(',');

/** One request of the upload protocol. */
export const tus = (
  api: ApiClient,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array | ReadableStream,
): Promise<Response> =>
  fetch(`${api.url}${path.startsWith('/api') ? '' : '/api/v1/uploads'}${path}`, {
    method,
    headers: {
      Origin: api.url,
      'Tus-Resumable': '1.0.0',
      Cookie: api.cookie(),
      ...api.headers,
      ...(body !== undefined && { 'Content-Type': 'application/offset+octet-stream' }),
      ...headers,
    },
    ...(body !== undefined && { body: body as Uint8Array<ArrayBuffer>, duplex: 'half' }),
  });

/** Begins an upload and answers its path. */
export const beginUpload = async (
  api: ApiClient,
  name: string,
  bytes: number,
  options: PutOptions = {},
): Promise<string> => {
  const headers = { 'Upload-Length': String(bytes), 'Upload-Metadata': metadataOf(name, options) };
  const response = await tus(api, 'POST', '/', headers);
  if (response.status !== 201) throw new Error(`an upload was refused: ${response.status} ${await response.text()}`);
  return response.headers.get('location') ?? '';
};

/** Uploads in one go, whatever the answer. */
export const tryPut = (
  api: ApiClient,
  name: string,
  content: string | Uint8Array,
  options: PutOptions = {},
): Promise<Response> => {
  const bytes = Buffer.from(content);
  const headers = { 'Upload-Length': String(bytes.length), 'Upload-Metadata': metadataOf(name, options) };
  return tus(api, 'POST', '/', headers, bytes);
};

/** Uploads in one go; the document that it becomes. */
export const put = async (
  api: ApiClient,
  name: string,
  content: string | Uint8Array,
  options: PutOptions = {},
): Promise<DocumentBody> => {
  const response = await tryPut(api, name, content, options);
  const id = response.headers.get('x-document-id');
  if (response.status !== 201 || id === null)
    throw new Error(`an upload was refused: ${response.status} ${await response.text()}`);
  return api.get<DocumentBody>(`/documents/${id}`);
};

export const folder = (api: ApiClient, name: string, parentId = ''): Promise<DocumentBody> =>
  api.post<DocumentBody>('/documents', { kind: 'folder', name, parentId });

export const list = (api: ApiClient, query = ''): Promise<DocumentList> => api.get<DocumentList>(`/documents${query}`);

export const namesIn = async (api: ApiClient, query = ''): Promise<string[]> =>
  (await list(api, query)).documents.map(({ name }) => name);

/** The documents of accounts over HTTP, on a database and a disk of their own, with a clock turned by hand. */
export const startDocumentsServer = async () => {
  let parts: DocumentParts | undefined;
  let shared = 0;
  const server: MeetingServer = await startMeetingServer({
    more: (house) => {
      const ground = { ...house, config: { ...house.config, dataDirectory: house.directory } };
      parts = buildDocuments(ground, house.accounts, () => {
        shared += 1;
      });
      return [...parts.api, createDocumentSettingsRoutes(house)];
    },
    outside: (_house, viewer) => (parts ? [parts.previewRoutes(viewer)] : []),
  });
  if (!parts) throw new Error('documents were not built');
  const { house } = server;
  return {
    ...parts,
    server,
    house,
    url: server.url,
    clock: house.clock,
    directory: house.directory,
    /** How often something was shared with a person. */
    shared: () => shared,
    client: server.client,
    async person(email: string, more: Partial<Account> = {}): Promise<DocumentPerson> {
      const account = await house.addAccount(email, more);
      return { account, api: await server.signIn(account) };
    },
    async settings(change: Partial<DocumentSettings>): Promise<void> {
      await writeDocumentSettings(house.settings, { ...(await readDocumentSettings(house.settings)), ...change });
    },
    close: server.close,
  };
};

export type DocumentsServer = Awaited<ReturnType<typeof startDocumentsServer>>;
