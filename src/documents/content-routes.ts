import { basename, dirname } from 'node:path';
import { create as contentDisposition } from 'content-disposition';
import express from 'express';
import { type Account, hasRight } from '../accounts/account.ts';
import { signedIn } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import type { Blobs } from './blobs.ts';
import type { DocumentReading } from './create-document-access.ts';
import type { Document } from './document.ts';
import { previewOf, servedType } from './preview.ts';

/** Opened by itself, nothing of it runs, loads or frames; only our own pages put it into theirs. */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'self'";

const statusOf = (error: object): number | undefined =>
  'status' in error && typeof error.status === 'number' ? error.status : undefined;

/** Sends the bytes of a file: HEAD, ranges, ETag and If-Range (RFC 9110), RFC 6266. Inline only what cannot do harm. */
export const sendContent = (
  response: express.Response,
  blobs: Pick<Blobs, 'path'>,
  document: Document,
  { inline = false }: { readonly inline?: boolean } = {},
): Promise<void> => {
  const { kind, blobId, name, type, revision, changedMs } = document;
  if (kind !== 'file' || blobId === undefined) throw new DomainError('not-found');
  const isShown = inline && previewOf(type) !== 'none';
  response.set({
    'Content-Type': servedType(type),
    'Content-Disposition': contentDisposition(name, { type: isShown ? 'inline' : 'attachment' }),
    'Content-Security-Policy': SANDBOX,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-cache',
    'Last-Modified': new Date(changedMs).toUTCString(),
    ETag: `"${revision}"`,
    'X-Robots-Tag': 'noindex',
  });
  const path = blobs.path(blobId);
  const options = { root: dirname(path), cacheControl: false, lastModified: false, dotfiles: 'allow' } as const;
  return new Promise((resolve, reject) => {
    response.sendFile(basename(path), options, (error: Error | undefined) => {
      if (!error) return resolve();
      const status = statusOf(error);
      const answersItself = status === 416 || status === 412;
      // The reader is gone, or the answer has begun.
      if (response.headersSent || response.destroyed) return resolve();
      for (const header of ['Content-Type', 'Content-Disposition', 'ETag', 'Last-Modified'])
        response.removeHeader(header);
      if (!answersItself) return reject(new Error(`the bytes of a document cannot be read: ${error.message}`));
      if (status === 416) response.set('Content-Range', `bytes */${document.bytes}`);
      response.status(status).end();
      resolve();
    });
  });
};

/**
 * What was kept of a meeting is for those who were there, whether or not their accounts have documents: the recording of an organizer
 * without that right is kept like any other, since what was said cannot be said again, and the right may come back.
 */
export const mayOpen = (account: Account, { sessionId }: Pick<Document, 'sessionId'>): boolean =>
  sessionId !== '' || hasRight(account, 'documents');

/** Downloads, below /api/v1. */
export const createContentRoutes = ({
  access,
  blobs,
}: {
  readonly access: DocumentReading;
  readonly blobs: Pick<Blobs, 'path'>;
}): express.Router => {
  const router = express.Router();

  router.get('/documents/:id/content', async (request, response) => {
    const account = signedIn(request);
    const document = await access.mayRead({ account }, request.params.id);
    if (!document) throw new DomainError('not-found');
    if (!mayOpen(account, document)) throw new DomainError('right-missing');
    await sendContent(response, blobs, document);
  });

  router.get('/shared/:token/documents/:id/content', async (request, response) => {
    const { token, id } = request.params;
    const document = await access.mayRead({ shareToken: token }, id);
    if (!document) throw new DomainError('unknown-link');
    await sendContent(response, blobs, document);
  });

  return router;
};
