import { join } from 'node:path';
import type express from 'express';
import { emailKey } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { createBlobStore } from '../documents/blob-store.ts';
import { createContentRoutes } from '../documents/content-routes.ts';
import { createDocumentAccess } from '../documents/create-document-access.ts';
import { createDocuments } from '../documents/create-documents.ts';
import { createDocumentLockStore } from '../documents/dav/document-lock-store.ts';
import { createDiskRoom } from '../documents/disk-room.ts';
import type { WasThere } from '../documents/document-access.ts';
import { createTidyJob } from '../documents/document-jobs.ts';
import { createDocumentRoutes } from '../documents/document-routes.ts';
import { createDocumentStore } from '../documents/document-store.ts';
import { createDocumentView } from '../documents/document-view.ts';
import { createFileBlobs } from '../documents/file-blobs.ts';
import { createFileWriter } from '../documents/file-writer.ts';
import { createPlaces } from '../documents/place.ts';
import { createPreviewRoutes } from '../documents/preview-routes.ts';
import { createQuota } from '../documents/quota.ts';
import { createMayReplace, refuseLocked } from '../documents/refuse-locked.ts';
import { createSessionFolder } from '../documents/session-folder.ts';
import { createShareDocument, type OnShared } from '../documents/share-document.ts';
import { createSharedRoutes, createShareRoutes } from '../documents/share-routes.ts';
import { createShareStore } from '../documents/share-store.ts';
import { UploadFiles } from '../documents/upload-files.ts';
import { createUploadRoutes } from '../documents/upload-routes.ts';
import { createUploadStore } from '../documents/upload-store.ts';
import { createUploads, UPLOAD_LASTS_MS } from '../documents/uploads.ts';
import { createRecordingStore } from '../media/recording/recording-store.ts';
import { createWasThereStore } from '../meetings/was-there-store.ts';
import type { Ground } from './build-ground.ts';

/** The files of accounts: what others keep in them, and what is served of them. */
export const buildDocuments = (
  {
    config,
    clock,
    log,
    keyring,
    database,
    unitOfWork,
    settings,
  }: Omit<Ground, 'config'> & { readonly config: Pick<Ground['config'], 'dataDirectory' | 'publicUrl'> },
  accounts: AccountStore,
  /** Wakes who tells a person that something was shared with them. */
  onShared: OnShared = () => {},
) => {
  const store = createDocumentStore(database);
  const blobStore = createBlobStore(database);
  const uploadStore = createUploadStore(database);
  const shares = createShareStore(database);
  const disk = createDiskRoom(config.dataDirectory);
  const blobs = createFileBlobs({
    directory: join(config.dataDirectory, 'documents'),
    store: blobStore,
    unitOfWork,
    clock,
    disk,
  });
  const places = createPlaces({ store });
  const quota = createQuota({ store, uploads: uploadStore, settings });
  const files = createFileWriter({ store, blobStore, places, clock });
  const documents = createDocuments({ store, blobStore, blobs, places, quota, files, unitOfWork, clock });

  // What a file manager has open, our pages leave alone.
  const held = { locks: createDocumentLockStore(database), clock };
  const onPages = refuseLocked(documents, held);

  const stays = createWasThereStore(database);
  const whoIs = ({ id, email }: { readonly id: string; readonly email: string }) => ({
    accountId: id,
    address: emailKey(email),
  });
  const wasThere: WasThere = {
    wasThere: (account, sessionId) => stays.wasThere(whoIs(account), sessionId),
    sessionsOf: (account) => stays.sessionsOf(whoIs(account)),
  };
  const access = createDocumentAccess({ store, shares, wasThere, clock });

  const uploadFiles = new UploadFiles(join(config.dataDirectory, 'uploads'), uploadStore, UPLOAD_LASTS_MS);
  const uploads = createUploads({
    store: uploadStore,
    files: uploadFiles,
    writer: files,
    places,
    quota,
    blobs,
    ground: {
      unitOfWork,
      settings,
      disk,
      clock,
      log,
      mayReplace: createMayReplace(documents, held),
    },
  });
  const shareDocument = createShareDocument({
    shares,
    places,
    accounts,
    onShared,
    ground: { keyring, unitOfWork, clock, publicUrl: config.publicUrl },
  });
  const view = createDocumentView({
    recordingsOf: createRecordingStore(database).idsByDocument,
    shares,
    accounts,
    documents,
    shareDocument,
    ground: { settings, clock },
  });

  return {
    documents,
    blobs,
    access,
    shareDocument,
    sessionFolder: createSessionFolder({ documents }),
    tidyJob: createTidyJob({ documents, uploads, blobs, settings, clock, log }),
    /** Before anything is taken: what a kill has left is finished or removed. */
    async recover(): Promise<void> {
      await blobs.sweepFiles();
      await uploads.recover();
    },
    api: [
      createUploadRoutes({ uploads, files: uploadFiles }),
      createContentRoutes({ access, blobs }),
      createShareRoutes({ shareDocument, view }),
      createSharedRoutes({ documents, access, view }),
      createDocumentRoutes({ documents: onPages, access, view }),
    ],
    previewRoutes: (viewer: express.RequestHandler) => createPreviewRoutes({ access, blobs, viewer }),
  };
};

export type DocumentParts = ReturnType<typeof buildDocuments>;
