import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { DocumentBody, DocumentList, ShareBody, SharedDocumentBody } from '../contract/http/document.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import type { Document, DocumentId } from './document.ts';
import { readDocumentSettings } from './document-settings.ts';
import type { Documents } from './documents.ts';
import { previewOf } from './preview.ts';
import { isExpired, type Share } from './share.ts';
import type { ShareDocument } from './share-document.ts';
import type { ShareStore } from './share-store.ts';

const DAY_MS = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Of documents that are the sound of a recording: which. Recordings know it; joined in app. */
export type RecordingsOfDocuments = (ids: readonly DocumentId[]) => Promise<ReadonlyMap<string, string>>;

/** Documents as the pages are told of them. */
export const createDocumentView = ({
  recordingsOf,
  shares,
  accounts,
  documents,
  shareDocument,
  ground,
}: {
  readonly recordingsOf: RecordingsOfDocuments;
  readonly shares: ShareStore;
  readonly accounts: AccountStore;
  readonly documents: Pick<Documents, 'usage'>;
  readonly shareDocument: Pick<ShareDocument, 'urlOf'>;
  readonly ground: { readonly settings: SettingsStore; readonly clock: Clock };
}) => {
  const { settings, clock } = ground;

  const ownersOf = async (list: readonly Document[], reader: Account) => {
    const owners = new Map<string, { name: string; email: string }>();
    for (const { accountId } of list) {
      if (accountId === reader.id || owners.has(accountId)) continue;
      const owner = await accounts.findById(accountId);
      if (owner) owners.set(accountId, { name: owner.name, email: owner.email });
    }
    return owners;
  };

  const plain = (document: Document, recordings: ReadonlyMap<string, string>): SharedDocumentBody => {
    const recordingId = recordings.get(document.id);
    return {
      id: document.id,
      kind: document.kind,
      name: document.name,
      type: document.type,
      bytes: document.bytes,
      preview: previewOf(document.type),
      changedAt: iso(document.changedMs),
      ...(recordingId !== undefined && { recordingId }),
    };
  };

  const idsOf = (list: readonly Document[]): DocumentId[] => list.map(({ id }) => id);

  const many = async (reader: Account, list: readonly Document[]): Promise<DocumentBody[]> => {
    const recordings = await recordingsOf(idsOf(list));
    const own = list.filter(({ accountId }) => accountId === reader.id);
    const shared = new Set((await shares.listOfAll(idsOf(own), clock.nowMs())).map(({ documentId }) => documentId));
    const owners = await ownersOf(list, reader);
    const { binDays } = await readDocumentSettings(settings);
    return list.map((document) => {
      const owner = owners.get(document.accountId);
      const { deletedMs } = document;
      return {
        ...plain(document, recordings),
        parentId: document.parentId,
        origin: document.origin,
        createdAt: iso(document.createdMs),
        ...(deletedMs !== undefined && { deletedAt: iso(deletedMs) }),
        ...(deletedMs !== undefined && binDays > 0 && { goneAt: iso(deletedMs + binDays * DAY_MS) }),
        shared: shared.has(document.id),
        mine: document.accountId === reader.id,
        ...(owner && { owner }),
      };
    });
  };

  return {
    many,

    async one(reader: Account, document: Document): Promise<DocumentBody> {
      const [body] = await many(reader, [document]);
      if (!body) throw new Error('a document without a body');
      return body;
    },

    /** To whoever holds a link: nothing of where it lies and how it is shared. */
    forGuests: async (list: readonly Document[]): Promise<SharedDocumentBody[]> => {
      const recordings = await recordingsOf(idsOf(list));
      return list.map((document) => plain(document, recordings));
    },

    async ownerName(document: Document): Promise<string> {
      return (await accounts.findById(document.accountId))?.name ?? '';
    },

    async usage(account: Account): Promise<DocumentList['usage']> {
      const { uploadMaxBytes, binDays } = await readDocumentSettings(settings);
      return { ...(await documents.usage(account.id)), uploadMaxBytes, binDays };
    },

    async share(share: Share): Promise<ShareBody> {
      const account = share.kind === 'person' ? await accounts.findByEmail(share.address) : undefined;
      const url = shareDocument.urlOf(share);
      return {
        id: share.id,
        kind: share.kind,
        ...(share.kind === 'person' && { email: share.address }),
        ...(account && { name: account.name }),
        ...(url !== undefined && { url }),
        expiresAt: share.expiresMs === undefined ? null : iso(share.expiresMs),
        expired: isExpired(share, clock.nowMs()),
        createdAt: iso(share.createdMs),
      };
    },
  };
};

export type DocumentView = ReturnType<typeof createDocumentView>;
