import express from 'express';
import { viewer } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import type { Blobs } from './blobs.ts';
import { mayOpen, sendContent } from './content-routes.ts';
import type { DocumentReading } from './create-document-access.ts';

/** What previews load, at /f/ID of an account's own and /f/s/TOKEN/ID of a share's. */
export const createPreviewRoutes = ({
  access,
  blobs,
  viewer: noteViewer,
}: {
  readonly access: DocumentReading;
  readonly blobs: Pick<Blobs, 'path'>;
  /** Says who asks, as for the API. */
  readonly viewer: express.RequestHandler;
}): express.Router => {
  const router = express.Router();

  router.get('/f/s/:token{/:id}', async (request, response) => {
    const { token, id } = request.params;
    const wanted = id ?? (await access.openShare(token))?.document.id;
    const document = wanted === undefined ? undefined : await access.mayRead({ shareToken: token }, wanted);
    if (!document) throw new DomainError('not-found');
    await sendContent(response, blobs, document, { inline: true });
  });

  router.get('/f/:id', noteViewer, async (request, response) => {
    const account = viewer(request);
    const id = request.params['id'];
    const document = account && typeof id === 'string' ? await access.mayRead({ account }, id) : undefined;
    if (!account || !document || !mayOpen(account, document)) throw new DomainError('not-found');
    await sendContent(response, blobs, document, { inline: true });
  });

  return router;
};
