import type { DavSignIn } from '../accounts/dav-sign-in.ts';
import type { Blobs } from '../documents/blobs.ts';
import { createDocumentLockStore } from '../documents/dav/document-lock-store.ts';
import { createDocumentPropertyStore } from '../documents/dav/document-property-store.ts';
import { createDocumentsDavRoutes } from '../documents/dav/documents-dav-routes.ts';
import { createDocumentsDavServer } from '../documents/dav/documents-dav-server.ts';
import { createInTurn } from '../documents/dav/in-turn.ts';
import { createMembersView } from '../documents/dav/members-view.ts';
import { createDiskRoom, type DiskRoom } from '../documents/disk-room.ts';
import { readDocumentSettings } from '../documents/document-settings.ts';
import type { Documents } from '../documents/documents.ts';
import type { Ground } from './build-ground.ts';

/** WebDAV over the documents of accounts. */
export const buildDocumentsDav = (
  {
    database,
    settings,
    clock,
    config,
  }: Pick<Ground, 'database' | 'settings' | 'clock'> & {
    readonly config: Pick<Ground['config'], 'dataDirectory' | 'publicUrl'>;
  },
  parts: {
    /** Not those that refuse what is locked: here the programs come that hold the locks. */
    readonly documents: Documents;
    readonly blobs: Pick<Blobs, 'write' | 'read' | 'drop'>;
    readonly signIn: DavSignIn;
    /** Tests fill another. */
    readonly disk?: DiskRoom;
  },
) => {
  const { documents, blobs, signIn } = parts;
  const server = createDocumentsDavServer({
    documents,
    members: createMembersView(database),
    blobs,
    disk: parts.disk ?? createDiskRoom(config.dataDirectory),
    locks: createDocumentLockStore(database),
    properties: createDocumentPropertyStore(database),
    uploadBytes: async () => (await readDocumentSettings(settings)).uploadMaxBytes,
    inTurn: createInTurn(),
    clock,
  });
  return { routes: createDocumentsDavRoutes({ server, signIn, readBlob: blobs.read, publicUrl: config.publicUrl }) };
};
