import { pipeline } from 'node:stream/promises';
import express from 'express';
import { createDavGate, type DavSite, davHeaders, davViewer, sendDav } from '../../accounts/dav-gate-routes.ts';
import type { DavSignIn } from '../../accounts/dav-sign-in.ts';
import { type DavAnswer, textAnswer } from '../../platform/dav-answer.ts';
import { readIf } from '../../protocols/dav/if-header.ts';
import { XML_BYTES } from '../../protocols/dav/limits.ts';
import { lockSeconds, readLockToken } from '../../protocols/dav/lock-request.ts';
import { readDavHeaders } from '../../protocols/dav/request-headers.ts';
import { readDocumentPath } from './document-path.ts';
import type { DocumentsDavAnswer, DocumentsDavRequest, IncomingFile, ReadBlob } from './documents-dav-request.ts';
import { DOCUMENT_METHODS, type DocumentsDavServer, documentsAnswerTo } from './documents-dav-server.ts';

const SITE: DavSite = {
  right: 'documents',
  classes: '1, 2, 3',
  allowed: DOCUMENT_METHODS,
  // Without it Windows takes the server for one of another protocol.
  options: { 'MS-Author-Via': 'DAV' },
  answerTo: documentsAnswerTo,
};

const readQuestion = express.raw({ type: () => true, limit: XML_BYTES });

/** How much of a refused file is still taken off the line, so that its program hears the refusal rather than a broken connection. */
const DRAIN_BYTES = 16 * 1024 * 1024;

const drain = (request: express.Request): void => {
  if (request.complete || request.destroyed) return;
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > DRAIN_BYTES) request.destroy();
  });
  request.resume();
};

const fileOf = (request: express.Request): IncomingFile => {
  const { headers } = request;
  const length = Number(headers['content-length'] ?? Number.NaN);
  return {
    // A refusal half-way must leave the connection open for its answer.
    bytes: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
    length: Number.isFinite(length) ? length : undefined,
    isPartial: headers['content-range'] !== undefined,
    isPacked: !['', 'identity'].includes(headers['content-encoding']?.trim().toLowerCase() ?? ''),
  };
};

const oneOf = (field: string | readonly string[] | undefined): string | undefined =>
  typeof field === 'string' || field === undefined ? field : field.join(', ');

const createReadRequest =
  (ownHost: string) =>
  (request: express.Request): DocumentsDavRequest | DavAnswer => {
    const fields = request.headers;
    const headers = readDavHeaders(fields);
    const ifLists = readIf(oneOf(fields['if']));
    if (!headers.ok) return textAnswer(400, `A header field cannot be read: ${headers.code}.\n`);
    if (!ifLists.ok) return textAnswer(400, `A header field cannot be read: ${ifLists.code}.\n`);
    const body: unknown = request.body;
    return {
      viewer: davViewer(request),
      path: readDocumentPath(request.originalUrl.replace(/\?.*$/s, '')),
      headers: headers.value,
      ifLists: ifLists.value,
      lockSeconds: lockSeconds(oneOf(fields['timeout'])),
      lockToken: readLockToken(oneOf(fields['lock-token'])),
      range: fields.range,
      ifRange: oneOf(fields['if-range']),
      hosts: new Set([ownHost, fields.host ?? ownHost, oneOf(fields['x-forwarded-host']) ?? ownHost]),
      body: body instanceof Uint8Array ? body : new Uint8Array(),
      file: fileOf(request),
    };
  };

/** Bytes of the disk as fast as the program takes them; nothing of them is held. */
const sendContent = async (
  request: express.Request,
  response: express.Response,
  answer: DocumentsDavAnswer & { readonly content: NonNullable<DocumentsDavAnswer['content']> },
  readBlob: ReadBlob,
): Promise<void> => {
  const { blobId, start, end } = answer.content;
  response.writeHead(answer.status, { ...davHeaders(SITE, answer), 'Content-Length': end - start + 1 });
  if (request.method === 'HEAD') response.end();
  // A program that hangs up half-way is none of our troubles.
  else await pipeline(readBlob(blobId, { start, end }), response).catch(() => response.destroy());
};

const refuseBody: express.ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status >= 500) next(error);
  else sendDav(SITE, response, textAnswer(status, 'The body of the request cannot be taken.\n'));
};

/** WebDAV below `/dav/documents/`. Must come before the routes of calendars, which take all of `/dav/`. */
export const createDocumentsDavRoutes = ({
  server,
  signIn,
  readBlob,
  publicUrl,
}: {
  readonly server: DocumentsDavServer;
  readonly signIn: DavSignIn;
  readonly readBlob: ReadBlob;
  readonly publicUrl: string;
}): express.Router => {
  const router = express.Router();
  const readRequest = createReadRequest(new URL(publicUrl).host);
  const readBody: express.RequestHandler = (request, response, next) =>
    request.method === 'PUT' ? next() : readQuestion(request, response, next);
  const answerFor = async (request: express.Request): Promise<DocumentsDavAnswer | undefined> => {
    const read = readRequest(request);
    if ('status' in read) return read;
    try {
      return await server(request.method, read);
    } catch (error) {
      // Its program has hung up in the middle of a file; nothing was changed.
      if (request.destroyed && !request.complete) return undefined;
      throw error;
    }
  };
  const handle: express.RequestHandler = async (request, response) => {
    const answer = await answerFor(request);
    if (answer === undefined) return;
    const { content } = answer;
    if (content !== undefined) await sendContent(request, response, { ...answer, content }, readBlob);
    else sendDav(SITE, response, answer);
    drain(request);
  };
  router.use('/dav/documents', createDavGate(SITE, signIn), readBody, handle);
  // Windows asks the whole server before it asks for a folder.
  router.options('/', (_request, response) => {
    sendDav(SITE, response, { status: 200, headers: { Allow: DOCUMENT_METHODS, ...SITE.options } });
  });
  router.use(refuseBody);
  return router;
};
