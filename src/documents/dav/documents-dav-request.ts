import type { Readable } from 'node:stream';
import type { Account } from '../../accounts/account.ts';
import type { Clock } from '../../base/clock.ts';
import type { DavAnswer } from '../../platform/dav-answer.ts';
import type { IfList } from '../../protocols/dav/if-header.ts';
import type { DavHeaders } from '../../protocols/dav/request-headers.ts';
import type { Blobs } from '../blobs.ts';
import type { DiskRoom } from '../disk-room.ts';
import type { BlobId } from '../document.ts';
import type { Documents } from '../documents.ts';
import type { DocumentLockStore } from './document-lock-store.ts';
import type { DocumentPath } from './document-path.ts';
import type { DocumentPropertyStore } from './document-property-store.ts';
import type { MembersView } from './members-view.ts';

/** The bytes of a PUT, as they come. */
export interface IncomingFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** As announced; undefined when it comes in pieces. */
  readonly length: number | undefined;
  /** Only a part of the file, or packed: neither is taken. */
  readonly isPartial: boolean;
  readonly isPacked: boolean;
}

/** One request, signed in, its header fields read. */
export interface DocumentsDavRequest {
  readonly viewer: Account;
  /** undefined: nothing can be there. */
  readonly path: DocumentPath | undefined;
  readonly headers: DavHeaders;
  readonly ifLists: readonly IfList[];
  /** How long a lock is to hold. */
  readonly lockSeconds: number;
  /** Of UNLOCK. */
  readonly lockToken: string | undefined;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  /** Under which names, with ports, this server is reached: another in Destination is another server. */
  readonly hosts: ReadonlySet<string>;
  /** Of everything but PUT. */
  readonly body: Uint8Array;
  readonly file: IncomingFile;
}

/** An answer whose body may be bytes of the disk. */
export interface DocumentsDavAnswer extends DavAnswer {
  readonly content?: { readonly blobId: BlobId; readonly start: number; readonly end: number };
}

/** What the methods work with. */
export interface DocumentsDavServices {
  readonly documents: Documents;
  readonly members: MembersView;
  readonly blobs: Pick<Blobs, 'write' | 'read' | 'drop'>;
  readonly locks: DocumentLockStore;
  readonly properties: DocumentPropertyStore;
  readonly disk: DiskRoom;
  /** Of one file; 0: no limit. */
  readonly uploadBytes: () => Promise<number>;
  /** Runs what changes an account's tree, one thing after the other. */
  readonly inTurn: <Value>(whose: string, work: () => Promise<Value>) => Promise<Value>;
  readonly clock: Clock;
}

export type DocumentsDavMethod = (
  services: DocumentsDavServices,
  request: DocumentsDavRequest,
) => Promise<DocumentsDavAnswer>;

export type ReadBlob = (id: BlobId, range: { readonly start: number; readonly end: number }) => Readable;
