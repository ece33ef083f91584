import { type Account, emailKey } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import { hashToken } from '../platform/keyring.ts';
import type { Document, DocumentId } from './document.ts';
import type { DocumentAccess, DocumentReader, WasThere } from './document-access.ts';
import type { DocumentStore } from './document-store.ts';
import { isExpired, type Share } from './share.ts';
import type { ShareStore } from './share-store.ts';

const SHARED_AT_MOST = 1_000;

/** What a link opens. */
export interface OpenedShare {
  readonly share: Share;
  readonly document: Document;
}

export interface DocumentReading extends DocumentAccess {
  /** From the first folder that the reader may read down to the document; undefined when they may not. */
  readablePath(reader: DocumentReader, id: string): Promise<readonly Document[] | undefined>;
  /** Undefined alike for unknown, revoked and expired ones, and for those whose document is gone or in the bin. */
  openShare(token: string): Promise<OpenedShare | undefined>;
  /** What others share with an account by name or by session; the newest share first. */
  sharedWith(account: Account): Promise<readonly Document[]>;
}

export const createDocumentAccess = ({
  store,
  shares,
  wasThere,
  clock,
}: {
  readonly store: DocumentStore;
  readonly shares: ShareStore;
  readonly wasThere: WasThere;
  readonly clock: Clock;
}): DocumentReading => {
  const reaches = async (share: Share, { account, shareToken }: DocumentReader): Promise<boolean> => {
    if (shareToken !== undefined && share.tokenHash !== undefined && share.tokenHash === hashToken(shareToken))
      return true;
    if (!account || share.kind === 'link') return false;
    if (share.kind === 'person') return share.address === emailKey(account.email);
    return wasThere.wasThere(account, share.sessionId);
  };

  const readablePath: DocumentReading['readablePath'] = async (reader, id) => {
    const path = await store.pathOf(id);
    const document = path.at(-1);
    if (!document) return undefined;
    if (reader.account && document.accountId === reader.account.id) return path;
    if (document.deletedMs !== undefined) return undefined;
    const open = new Set<DocumentId>();
    const found = await shares.listOfAll(
      path.map((one) => one.id),
      clock.nowMs(),
    );
    for (const share of found)
      if (!open.has(share.documentId) && (await reaches(share, reader))) open.add(share.documentId);
    const first = path.findIndex((one) => open.has(one.id));
    return first < 0 ? undefined : path.slice(first);
  };

  return {
    readablePath,
    mayRead: async (reader, id) => (await readablePath(reader, id))?.at(-1),

    async openShare(token) {
      const share = await shares.findByToken(hashToken(token));
      if (!share || isExpired(share, clock.nowMs())) return undefined;
      const document = await store.find(share.documentId);
      return document && document.deletedMs === undefined ? { share, document } : undefined;
    },

    async sharedWith(account) {
      const reached = { address: emailKey(account.email), sessionIds: await wasThere.sessionsOf(account) };
      const ids = await shares.sharedWith(reached, account.id, clock.nowMs(), SHARED_AT_MOST);
      const found = new Map((await store.byIds(ids)).map((document) => [document.id, document]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
  };
};
