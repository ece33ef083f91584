import { PassThrough, Readable } from 'node:stream';
import { Metadata, Server } from '@tus/server';
import express from 'express';
import { requireRight } from '../accounts/require-right.ts';
import { DomainError, type ErrorCode, invalidField } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { OnConflict } from './documents.ts';
import type { UploadFiles } from './upload-files.ts';
import type { UploadId } from './upload-store.ts';
import type { NewUpload, Uploads } from './uploads.ts';

/** Names the document that an upload has become: on the answer to its last part, and when it is asked for later. */
const DOCUMENT_HEADER = 'X-Document-Id';
const BYTES = 'application/offset+octet-stream';
const PATH = '/api/v1/uploads';
const CONFLICTS: readonly string[] = ['rename', 'replace', 'refuse'] satisfies OnConflict[];

/** Refusals of the upload protocol in our words; its own for what only a broken client meets. */
const REFUSALS: Readonly<Record<number, ErrorCode>> = {
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  413: 'too-large',
};

const lengthOf = (request: express.Request): number => {
  const text = request.get('upload-length') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw invalidField('Upload-Length', 'missing', 'The size in bytes, announced at once.');
  return Number(text);
};

const newUploadOf = (request: express.Request): NewUpload => {
  let metadata: Record<string, string | null>;
  try {
    metadata = Metadata.parse(request.get('upload-metadata'));
  } catch {
    throw invalidField('Upload-Metadata', 'malformed', 'Pairs of a key and a value in base64, "name" among them.');
  }
  const onConflict = metadata['onConflict'] ?? 'rename';
  if (!CONFLICTS.includes(onConflict)) throw invalidField('onConflict', 'invalid-value', CONFLICTS.join(', '));
  return {
    name: metadata['name'] ?? metadata['filename'] ?? '',
    parentId: metadata['parentId'] ?? '',
    bytes: lengthOf(request),
    onConflict: onConflict as OnConflict,
  };
};

/** The bytes of a request. One that breaks off ends early: what has come is kept. */
const bodyOf = (request: express.Request): ReadableStream<Uint8Array> | undefined => {
  if (request.get('content-type') !== BYTES) return undefined;
  const body = new PassThrough();
  request.pipe(body);
  request.once('close', () => body.end());
  return Readable.toWeb(body) as ReadableStream<Uint8Array>;
};

/** Resumable uploads: tus 1.0 with creation, creation-with-upload, termination and expiration. */
export const createUploadRoutes = ({
  uploads,
  files,
}: {
  readonly uploads: Uploads;
  readonly files: UploadFiles;
}): express.Router => {
  const router = express.Router();
  const begun = new WeakMap<Request, UploadId>();
  const failures = new WeakMap<Request, unknown>();
  const tus = new Server({
    path: PATH,
    datastore: files,
    namingFunction: (request) => {
      const id = begun.get(request);
      if (id === undefined) throw new Error('an upload without a row');
      return id;
    },
    generateUrl: (_request, { path, id }) => `${path}/${id}`,
    allowedOrigins: () => false,
    onUploadFinish: async (_request, { id }) => ({
      headers: { [DOCUMENT_HEADER]: await uploads.finish(id as UploadId) },
    }),
    onResponseError: (request, error) => {
      failures.set(request, error);
      return undefined;
    },
  });

  const refusalOf = (failure: unknown, status: number): unknown => {
    const code = REFUSALS[status];
    if (failure instanceof DomainError) return failure;
    if (code !== undefined) return new DomainError(code);
    if (status < 500 || !(failure instanceof Error))
      return invalidField('', 'not-tus', 'This is not a request of the tus protocol, version 1.0.0.');
    return failure;
  };

  const answer = async (request: express.Request, response: express.Response, begunId?: UploadId): Promise<void> => {
    const body = bodyOf(request);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (
        typeof value === 'string' &&
        (name.startsWith('upload-') || name.startsWith('tus-') || name.startsWith('content-'))
      )
        headers.set(name, value);
    // Not the address as it was asked: the upload server reads an ID off its very end, behind a question mark too.
    const which = begunId === undefined ? request.params['id'] : undefined;
    const asked = new Request(
      `http://localhost${PATH}${which === undefined ? '' : `/${encodeURIComponent(String(which))}`}`,
      {
        method: request.method,
        headers,
        ...(body !== undefined && { body, duplex: 'half' }),
      },
    );
    if (begunId !== undefined) begun.set(asked, begunId);
    const answered = await tus.handleWeb(asked);
    if (answered.status >= 400) {
      // The rest is taken and thrown away, so that the refusal is read.
      request.unpipe();
      request.resume();
      throw refusalOf(failures.get(asked), answered.status);
    }
    answered.headers.forEach((value, name) => {
      if (!name.startsWith('access-control-')) response.setHeader(name, value);
    });
    response.status(answered.status).end(await answered.text());
  };

  /** As it is now, its document made if only that was missing. */
  const settled = async (account: AccountId, id: string) => {
    const upload = await uploads.find(account, id);
    if (!(await uploads.isWhole(upload))) return upload;
    await uploads.finish(upload.id);
    return uploads.find(account, id);
  };

  router.options('/uploads', async (request, response) => {
    requireRight(request, 'documents');
    await answer(request, response);
  });

  router.post('/uploads', async (request, response) => {
    const { id: account } = requireRight(request, 'documents');
    if (request.get('tus-resumable') === undefined) throw refusalOf(undefined, 412);
    const { id } = await uploads.begin(account, newUploadOf(request));
    try {
      await answer(request, response, id);
    } catch (error) {
      await uploads.drop(id);
      throw error;
    }
  });

  router.head('/uploads/:id', async (request, response) => {
    const { documentId } = await settled(requireRight(request, 'documents').id, request.params.id);
    if (documentId !== undefined) response.setHeader(DOCUMENT_HEADER, documentId);
    await answer(request, response);
  });

  router.patch('/uploads/:id', async (request, response) => {
    await uploads.checkRoom(await settled(requireRight(request, 'documents').id, request.params.id));
    await answer(request, response);
  });

  router.delete('/uploads/:id', async (request, response) => {
    await uploads.find(requireRight(request, 'documents').id, request.params.id);
    await answer(request, response);
  });

  return router;
};
