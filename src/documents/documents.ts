import type { AccountId } from '../base/ids.ts';
import type { StoredBlob } from './blobs.ts';
import type { Document, DocumentId, DocumentOrigin } from './document.ts';

export type OnConflict = 'rename' | 'replace' | 'refuse';
export type DocumentSort = 'name' | 'changed' | 'bytes' | 'type';

export interface AddFileHow {
  readonly origin?: DocumentOrigin | undefined;
  readonly sessionId?: string | undefined;
  /** `rename` ("name (2).ext") unless said. `replace` keeps the document and changes its content. */
  readonly onConflict?: OnConflict | undefined;
  /** For what the server itself keeps: it counts to the quota, and is not refused by it. */
  readonly ignoreQuota?: boolean | undefined;
}

export interface ListOptions {
  readonly sort?: DocumentSort | undefined;
  readonly order?: 'ascending' | 'descending' | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

export interface DocumentPage {
  readonly documents: readonly Document[];
  /** Of all pages. */
  readonly total: number;
}

export interface Usage {
  /** Of all files, those in the bin and what uploads under way have announced included. */
  readonly bytes: number;
  /** 0: no limit. */
  readonly quotaBytes: number;
}

/**
 * The files and folders of accounts. All of it refuses with `not-found` what is not the account's own, as if it did not exist;
 * in the bin a document is only found by `find`, `list`, `restore` and `purge`. `parentId` '' is the top.
 */
export interface Documents {
  /**
   * The folder of that name, made when there is none. With a mark it is found again by that, even when renamed or moved; what is in the
   * bin is left there. A file in the way: "name (2)".
   */
  ensureFolder(
    account: AccountId,
    parentId: string,
    name: string,
    mark?: { readonly origin: DocumentOrigin; readonly sessionId: string },
  ): Promise<Document>;
  /** Refuses with `already-exists`, `too-large` (depth) and `invalid-input` (name). */
  createFolder(account: AccountId, parentId: string, name: string): Promise<Document>;
  /** `name` is cleaned (`cleanName`). Refuses with `quota-exceeded`, and with `already-exists` when told to. */
  addFile(account: AccountId, parentId: string, name: string, blob: StoredBlob, how?: AddFileHow): Promise<Document>;
  /** Other bytes for a file that is there: for programs that write in place. Refuses with `quota-exceeded`. */
  replaceContent(
    account: AccountId,
    id: DocumentId,
    blob: Pick<StoredBlob, 'id' | 'bytes' | 'type'>,
  ): Promise<Document>;
  /** Whoever it belongs to, also in the bin: the caller looks at `accountId`, or asks `DocumentAccess`. */
  find(id: string): Promise<Document | undefined>;
  /** One of the account that is not in the bin. */
  findOwn(account: AccountId, id: string): Promise<Document | undefined>;
  /** The folder of a session, wherever it was moved; not one in the bin. */
  findBySession(account: AccountId, sessionId: string): Promise<Document | undefined>;
  /** By its place: what WebDAV addresses. */
  findByName(account: AccountId, parentId: string, name: string): Promise<Document | undefined>;
  list(account: AccountId, parentId: string, options?: ListOptions): Promise<DocumentPage>;
  /** What was put into the bin; not what lies in a folder that was. */
  listBin(account: AccountId, options?: ListOptions): Promise<DocumentPage>;
  /** By words of the name, whatever their case and accents, in all folders. */
  search(account: AccountId, words: string, options?: ListOptions): Promise<DocumentPage>;
  /** From the top to the folder itself. */
  pathOf(id: string): Promise<readonly Document[]>;
  /** The name and the place of a document. Refuses with `already-exists`, `conflict` (into itself) and `too-large` (depth). */
  change(account: AccountId, id: string, to: { readonly name?: string; readonly parentId?: string }): Promise<Document>;
  rename(account: AccountId, id: string, name: string): Promise<Document>;
  move(account: AccountId, id: string, parentId: string): Promise<Document>;
  /**
   * With all that is in it; the bytes are shared. Without a name it becomes "name (2)" beside its like.
   * Refuses with `quota-exceeded`, `already-exists`, `conflict`, `too-large`.
   */
  copy(account: AccountId, id: string, to: { readonly parentId: string; readonly name?: string }): Promise<Document>;
  /** Into the bin, with all that is in it. */
  remove(account: AccountId, id: string): Promise<void>;
  /** Out of the bin; to the top when its folder is gone, as "name (2)" when the name is taken. */
  restore(account: AccountId, id: string): Promise<Document>;
  /** For ever, out of the bin or, with `fromAnywhere`, from where it is. */
  purge(account: AccountId, id: string, options?: { readonly fromAnywhere?: boolean }): Promise<void>;
  emptyBin(account: AccountId): Promise<void>;
  usage(account: AccountId): Promise<Usage>;
}
