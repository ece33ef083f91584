import type { AccountId, Brand } from '../base/ids.ts';

export type DocumentId = Brand<string, 'DocumentId'>;
export type BlobId = Brand<string, 'BlobId'>;

/** What the server made a document for; '' when a person put it there. */
export const DOCUMENT_ORIGINS = [
  '',
  'recording',
  'recording-output',
  'chat',
  'attendance',
  'room-file',
  'session',
] as const;
export type DocumentOrigin = (typeof DOCUMENT_ORIGINS)[number];

/** A file or a folder of an account. */
export interface Document {
  readonly id: DocumentId;
  readonly accountId: AccountId;
  /** The folder that it is in; '' at the top. */
  readonly parentId: DocumentId | '';
  readonly kind: 'folder' | 'file';
  /** NFC; unique in its folder among what is not in the bin. */
  readonly name: string;
  /** The media type of a file, told from its bytes; '' of a folder. */
  readonly type: string;
  readonly bytes: number;
  /** Undefined for a folder. */
  readonly blobId: BlobId | undefined;
  /** Another with each change of the content. */
  readonly revision: string;
  readonly origin: DocumentOrigin;
  /** The session that it comes from, or ''. */
  readonly sessionId: string;
  readonly createdMs: number;
  readonly changedMs: number;
  /** Since when it is in the bin. */
  readonly deletedMs: number | undefined;
}

/** The top of an account's documents, where a folder is asked for. */
export const TOP = '';
