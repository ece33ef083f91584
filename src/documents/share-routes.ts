import express from 'express';
import { requireRight } from '../accounts/require-right.ts';
import { DomainError } from '../base/errors.ts';
import { noFields } from '../contract/fields.ts';
import {
  newShareRequest,
  type SharedBody,
  type ShareList,
  shareChangeRequest,
  sharedQuery,
} from '../contract/http/document.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { DocumentReading } from './create-document-access.ts';
import type { Document } from './document.ts';
import type { DocumentView } from './document-view.ts';
import type { Documents } from './documents.ts';
import type { ShareDocument } from './share-document.ts';

const msOf = (instant: string | null | undefined): number | undefined =>
  instant === null || instant === undefined ? undefined : Date.parse(instant);

/** Sharing, for owners. */
export const createShareRoutes = ({
  shareDocument,
  view,
}: {
  readonly shareDocument: ShareDocument;
  readonly view: DocumentView;
}): express.Router => {
  const router = express.Router();

  router.get('/documents/:id/shares', async (request, response) => {
    readQuery(noFields, request);
    const { document, shares } = await shareDocument.list(requireRight(request, 'documents'), request.params.id);
    const body: ShareList = {
      shares: await Promise.all(shares.map((share) => view.share(share))),
      session: document.sessionId !== '',
    };
    response.json(body);
  });

  router.post('/documents/:id/shares', async (request, response) => {
    const account = requireRight(request, 'documents');
    const { expiresAt, ...wanted } = readBody(newShareRequest, request);
    const share = await shareDocument.add(account, request.params.id, { ...wanted, expiresMs: msOf(expiresAt) });
    response.status(201).json(await view.share(share));
  });

  router.patch('/documents/:id/shares/:share', async (request, response) => {
    const account = requireRight(request, 'documents');
    const { expiresAt } = readBody(shareChangeRequest, request);
    const { id, share } = request.params;
    response.json(await view.share(await shareDocument.setExpiry(account, id, share, msOf(expiresAt))));
  });

  router.delete('/documents/:id/shares/:share', async (request, response) => {
    const { id, share } = request.params;
    await shareDocument.remove(requireRight(request, 'documents'), id, share);
    response.status(204).end();
  });

  return router;
};

/** What a link opens, for whoever has it. */
export const createSharedRoutes = ({
  documents,
  access,
  view,
}: {
  readonly documents: Pick<Documents, 'list'>;
  readonly access: DocumentReading;
  readonly view: DocumentView;
}): express.Router => {
  const router = express.Router();

  router.get('/shared/:token', async (request, response) => {
    const { token } = request.params;
    const { folder: id, ...options } = readQuery(sharedQuery, request);
    const opened = await access.openShare(token);
    if (!opened) throw new DomainError('unknown-link');
    const { share, document } = opened;
    const wanted = id ?? document.id;
    const path = await access.readablePath({ shareToken: token }, wanted);
    const folder = path?.at(-1);
    if (!path || !folder || (id !== undefined && folder.kind !== 'folder')) throw new DomainError('unknown-link');
    const page =
      folder.kind === 'folder'
        ? await documents.list(folder.accountId, folder.id, options)
        : { documents: [] as Document[], total: 0 };
    const [shared] = await view.forGuests([document]);
    if (!shared) throw new DomainError('unknown-link');
    const body: SharedBody = {
      document: shared,
      ownerName: await view.ownerName(document),
      expiresAt: share.expiresMs === undefined ? null : new Date(share.expiresMs).toISOString(),
      ...(folder.kind === 'folder' && {
        folder: { id: folder.id, name: folder.name, path: path.map((one) => ({ id: one.id, name: one.name })) },
      }),
      documents: await view.forGuests(page.documents),
      total: page.total,
    };
    response.json(body);
  });

  return router;
};
