import type { Readable } from 'node:stream';
import type { BlobId } from './document.ts';

/** Bytes that are whole on the disk. They stay while a document names them; without one they are removed after an hour. */
export interface StoredBlob {
  readonly id: BlobId;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Media type, told from the bytes and, for text, from the name's ending. */
  readonly type: string;
}

export interface WriteOptions {
  /** More than this is refused with `too-large`, and nothing is kept. */
  readonly maxBytes?: number | undefined;
  /** Of the file: its ending tells kinds of text apart. */
  readonly name?: string | undefined;
}

/** The bytes of documents, each in one file below DATA_DIR/documents that never changes. */
export interface Blobs {
  /** Keeps what `source` gives, on the disk before it resolves. Refuses with `too-large` and `disk-full`. */
  write(source: AsyncIterable<Uint8Array>, options?: WriteOptions): Promise<StoredBlob>;
  /** Moves a finished file of the same file system in. With `keep` it stays where it was too. */
  adopt(path: string, name: string, options?: { readonly keep?: boolean }): Promise<StoredBlob>;
  /** `start` and `end` are positions of bytes, both included. */
  read(id: BlobId, range?: { readonly start: number; readonly end: number }): Readable;
  path(id: BlobId): string;
  /** Gives up bytes that became no document after all, at once; not those that something names. */
  drop(id: BlobId): Promise<void>;
}
