import type { SessionId } from '../../base/ids.ts';
import type { DocumentId } from '../../documents/document.ts';
import type { Share, ShareId } from '../../documents/share.ts';
import { SHARE_PURPOSE } from '../../documents/share-document.ts';
import { hashToken, type Keyring } from '../../platform/keyring.ts';
import { digest } from '../mail-parts.ts';

/** What the mails after a session let their readers open: those who were there by their account, others by a link for a time. */
export interface AfterShares {
  /** The key of the link to a document, the same each time. */
  tokenOf(documentId: string): string;
  link(documentId: string, expiresMs: number, nowMs: number): Share;
  session(documentId: string, nowMs: number): Share;
}

export const createAfterShares =
  (keyring: Keyring) =>
  (session: SessionId): AfterShares => {
    const idOf = (kind: Share['kind'], documentId: string): ShareId =>
      digest('after-session', session, documentId, kind) as ShareId;
    const tokenOf = (documentId: string): string => keyring.deriveToken(SHARE_PURPOSE, idOf('link', documentId));
    const share = (kind: Share['kind'], documentId: string, nowMs: number): Share => ({
      id: idOf(kind, documentId),
      documentId: documentId as DocumentId,
      kind,
      ...{ address: '', sessionId: '', tokenHash: undefined, expiresMs: undefined, createdMs: nowMs },
    });
    return {
      tokenOf,
      link: (documentId, expiresMs, nowMs) => ({
        ...share('link', documentId, nowMs),
        tokenHash: hashToken(tokenOf(documentId)),
        expiresMs,
      }),
      session: (documentId, nowMs) => ({ ...share('session', documentId, nowMs), sessionId: session }),
    };
  };
