import express from 'express';
import type { Account } from '../accounts/account.ts';
import { requireRight } from '../accounts/require-right.ts';
import { DomainError } from '../base/errors.ts';
import { noFields } from '../contract/fields.ts';
import {
  binQuery,
  type DocumentList,
  documentChangeRequest,
  documentCopyRequest,
  documentDeleteQuery,
  documentListQuery,
  newFolderRequest,
} from '../contract/http/document.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { DocumentReading } from './create-document-access.ts';
import { type Document, TOP } from './document.ts';
import type { DocumentView } from './document-view.ts';
import type { DocumentPage, Documents, ListOptions } from './documents.ts';

const TOP_FOLDER: DocumentList['folder'] = { id: TOP, name: '', path: [], mine: true };
const PAGE = 200;

/** A part of a list that is short enough to be there whole. */
const pageOf = (all: readonly Document[], { offset = 0, limit = PAGE }: ListOptions): DocumentPage => ({
  documents: all.slice(offset, offset + limit),
  total: all.length,
});

export const createDocumentRoutes = ({
  documents,
  access,
  view,
}: {
  readonly documents: Documents;
  readonly access: DocumentReading;
  readonly view: DocumentView;
}): express.Router => {
  const router = express.Router();

  const crumbs = (account: Account, path: readonly Document[]): DocumentList['folder'] => {
    const folder = path.at(-1);
    if (folder?.kind !== 'folder' || folder.deletedMs !== undefined) throw new DomainError('not-found');
    return {
      id: folder.id,
      name: folder.name,
      path: path.map(({ id, name }) => ({ id, name })),
      mine: folder.accountId === account.id,
    };
  };

  const folderOf = async (account: Account, id: string): Promise<Document[]> => {
    const path = await access.readablePath({ account }, id);
    if (!path) throw new DomainError('not-found');
    return [...path];
  };

  router.get('/documents', async (request, response) => {
    const account = requireRight(request, 'documents');
    const { folder: id = TOP, q, bin, shared, ...options } = readQuery(documentListQuery, request);
    let folder = TOP_FOLDER;
    let page: DocumentPage;
    if (q !== undefined) page = await documents.search(account.id, q, options);
    else if (bin) page = await documents.listBin(account.id, options);
    else if (shared) page = pageOf(await access.sharedWith(account), options);
    else if (id === TOP) page = await documents.list(account.id, TOP, options);
    else {
      const path = await folderOf(account, id);
      folder = crumbs(account, path);
      page = await documents.list(path.at(-1)?.accountId ?? account.id, id, options);
    }
    const body: DocumentList = {
      documents: await view.many(account, page.documents),
      total: page.total,
      folder,
      usage: await view.usage(account),
    };
    response.json(body);
  });

  router.post('/documents', async (request, response) => {
    const account = requireRight(request, 'documents');
    const { name, parentId = TOP } = readBody(newFolderRequest, request);
    const folder = await documents.createFolder(account.id, parentId, name);
    response.status(201).json(await view.one(account, folder));
  });

  router.delete('/documents', async (request, response) => {
    const account = requireRight(request, 'documents');
    readQuery(binQuery, request);
    await documents.emptyBin(account.id);
    response.status(204).end();
  });

  router.get('/documents/:id', async (request, response) => {
    const account = requireRight(request, 'documents');
    readQuery(noFields, request);
    const document = await access.mayRead({ account }, request.params.id);
    if (!document) throw new DomainError('not-found');
    response.json(await view.one(account, document));
  });

  router.patch('/documents/:id', async (request, response) => {
    const account = requireRight(request, 'documents');
    const { restore, name, parentId } = readBody(documentChangeRequest, request);
    const { id } = request.params;
    const changed = restore
      ? await documents.restore(account.id, id)
      : await documents.change(account.id, id, {
          ...(name !== undefined && { name }),
          ...(parentId !== undefined && { parentId }),
        });
    response.json(await view.one(account, changed));
  });

  router.delete('/documents/:id', async (request, response) => {
    const account = requireRight(request, 'documents');
    const { forever } = readQuery(documentDeleteQuery, request);
    if (forever) await documents.purge(account.id, request.params.id);
    else await documents.remove(account.id, request.params.id);
    response.status(204).end();
  });

  router.post('/documents/:id/copy', async (request, response) => {
    const account = requireRight(request, 'documents');
    const { parentId, name } = readBody(documentCopyRequest, request);
    const source = await documents.findOwn(account.id, request.params.id);
    if (!source) throw new DomainError('not-found');
    const to = { parentId: parentId ?? source.parentId, ...(name !== undefined && { name }) };
    response.status(201).json(await view.one(account, await documents.copy(account.id, source.id, to)));
  });

  return router;
};
