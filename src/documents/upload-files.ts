import { chmodSync, createWriteStream, mkdirSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { Upload as TusUpload } from '@tus/server';
import { DomainError } from '../base/errors.ts';
import { diskProblem } from './disk-room.ts';
import type { Upload, UploadStore } from './upload-store.ts';

const DIRECTORY_MODE = 0o750;
const FILE_MODE = 0o640;

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const tusUpload = (upload: Upload, offset: number): TusUpload =>
  new TusUpload({ id: upload.id, size: upload.bytes, offset, creation_date: new Date(upload.createdMs).toISOString() });

/**
 * The bytes of uploads under way, one file each. What is known of an upload is its row, never a second record on the disk; how far it has
 * come is the length of its file, so that it goes on after a kill. A class because the upload server wants one.
 */
export class UploadFiles extends FileStore {
  private readonly uploads: UploadStore;

  constructor(directory: string, uploads: UploadStore, lastsMs: number) {
    mkdirSync(directory, { recursive: true, mode: DIRECTORY_MODE });
    // Whatever the umask is.
    chmodSync(directory, DIRECTORY_MODE);
    const nothing = { get: async () => undefined, set: async () => {}, delete: async () => {} };
    super({ directory, configstore: nothing, expirationPeriodInMilliseconds: lastsMs });
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
    this.uploads = uploads;
  }

  path(id: string): string {
    return join(this.directory, id);
  }

  override async create(file: TusUpload): Promise<TusUpload> {
    try {
      await writeFile(this.path(file.id), '', { mode: FILE_MODE, flag: 'wx' });
    } catch (error) {
      throw diskProblem(error);
    }
    return file;
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.uploads.find(id);
    // The last part once more, because its answer was lost.
    if (!upload || upload.documentId !== undefined) return offset;
    const file = createWriteStream(this.path(id), { flags: 'r+', start: offset, mode: FILE_MODE });
    try {
      await pipeline(source, file);
    } catch (error) {
      throw diskProblem(error);
    }
    return offset + file.bytesWritten;
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const upload = await this.uploads.find(id);
    if (!upload) throw new DomainError('not-found');
    return tusUpload(upload, upload.documentId === undefined ? await this.lengthOf(id) : upload.bytes);
  }

  override async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
    await this.uploads.remove(id);
  }

  /** How many bytes have come. Refuses with `not-found` what was never begun, or was removed. */
  async lengthOf(id: string): Promise<number> {
    try {
      return (await stat(this.path(id))).size;
    } catch (error) {
      throw isMissing(error) ? new DomainError('not-found') : error;
    }
  }

  /** The bytes alone. */
  async removeBytes(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  /** Files without a row, which a kill has left. */
  async sweepFiles(): Promise<void> {
    const names = await readdir(this.directory);
    const known = await this.uploads.known(names);
    for (const name of names) if (!known.has(name)) await rm(join(this.directory, name), { force: true });
  }
}
