import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { pack as createPack, type Pack } from 'tar-stream';
import { type BackupEnd, type BackupHead, DATA, END, HEAD, LIST, type ListedFile } from './archive-format.ts';

type Entry = ReturnType<Pack['entry']>;

const PIECE_BYTES = 256 * 1024;

const drained = (entry: Entry): Promise<void> => new Promise((resolve) => entry.once('drain', () => resolve()));

/** Puts files into an archive, one after the other. */
export interface ArchiveWriter {
  /** Answers what was written: as many bytes as the file had when it was opened. */
  add(path: string, file: string): Promise<ListedFile>;
  /** Once; nothing is added afterwards. */
  end(facts: { readonly damaged: number }): Promise<BackupEnd>;
  fail(error: Error): void;
  /** What becomes the file. It must be read while files are added. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export const createArchiveWriter = (head: BackupHead): ArchiveWriter => {
  const pack = createPack();
  const listed: ListedFile[] = [];
  const mtime = new Date(head.made);

  const put = (name: string, text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      pack.entry({ name, mode: 0o600, mtime }, text, (error) => (error ? reject(error) : resolve()));
    });

  const begin = (header: Parameters<Pack['entry']>[0]): { readonly entry: Entry; readonly done: Promise<void> } => {
    let entry: Entry | undefined;
    const done = new Promise<void>((resolve, reject) => {
      entry = pack.entry(header, (error) => (error ? reject(error) : resolve()));
    });
    done.catch(() => {});
    if (entry === undefined) throw new Error('the archive is closed');
    return { entry, done };
  };

  const copy = async (handle: FileHandle, name: string): Promise<Omit<ListedFile, 'path'>> => {
    const { size, mode, mtime: changed } = await handle.stat();
    const hash = createHash('sha256');
    const { entry, done } = begin({ name, size, mode: mode & 0o777, mtime: changed });
    if (size > 0) {
      const bytes = handle.createReadStream({ autoClose: false, end: size - 1, highWaterMark: PIECE_BYTES });
      for await (const piece of bytes) {
        hash.update(piece as Buffer);
        // Whichever comes first: nobody waits for an archive that has failed.
        if (!entry.write(piece as Buffer)) await Promise.race([drained(entry), done]);
      }
    }
    entry.end(null);
    await done;
    return { bytes: size, sha256: hash.digest('hex') };
  };

  return {
    bytes: pack as unknown as AsyncIterable<Uint8Array>,
    async add(path, file) {
      if (listed.length === 0) await put(HEAD, JSON.stringify(head));
      // Open, it stays whole, even when it is deleted meanwhile.
      const handle = await open(file, 'r');
      try {
        const one = { path, ...(await copy(handle, `${DATA}${path}`)) };
        listed.push(one);
        return one;
      } finally {
        await handle.close();
      }
    },
    async end({ damaged }) {
      const list = listed.map((one) => `${JSON.stringify(one)}\n`).join('');
      await put(LIST, list);
      const end: BackupEnd = {
        files: listed.length,
        bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0),
        listSha256: createHash('sha256').update(list).digest('hex'),
        damaged,
      };
      await put(END, JSON.stringify(end));
      pack.finalize();
      return end;
    },
    fail: (error) => pack.destroy(error),
  };
};
