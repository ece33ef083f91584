import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extract as createExtract, type Extract, type Header } from 'tar-stream';
import { MIGRATIONS } from '../../../migrations/index.ts';
import { decryptStream } from './age-stream.ts';
import {
  AGE_MAGIC,
  type BackupEnd,
  type BackupFacts,
  type BackupHead,
  END,
  endSchema,
  FORMAT,
  HEAD,
  headFormatSchema,
  headSchema,
  LIST,
  type ListedFile,
  listedFileSchema,
} from './archive-format.ts';
import { archivePath } from './archive-path.ts';
import { BackupProblem } from './backup-problem.ts';

const HEAD_MOST_BYTES = 64 * 1024;
/** A line for each of two million files. */
const LIST_MOST_BYTES = 400 * 1024 * 1024;

/** Takes the bytes of one file as they come; `path` is safe to write to below a folder. */
export type FileSink = (path: string, mode: number, bytes: AsyncIterable<Uint8Array>) => Promise<void>;

export interface ReadArchiveOptions {
  readonly passphrase?: string;
  /** Without it the bytes are only checked. */
  readonly sink?: FileSink;
}

const textOf = async (bytes: AsyncIterable<Uint8Array>, most: number): Promise<string> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.byteLength;
    if (length > most) throw new BackupProblem('not-a-backup');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new BackupProblem('altered');
  }
};

/** Refuses what this program is too old for, by name. */
const readHead = (text: string): BackupHead => {
  const value = jsonOf(text);
  const format = headFormatSchema.safeParse(value).data?.format;
  if (format === undefined) throw new BackupProblem('not-a-backup');
  if (format > FORMAT) throw new BackupProblem('newer-format', String(format));
  const head = headSchema.safeParse(value).data;
  if (head === undefined) throw new BackupProblem('altered', HEAD);
  if (head.schema !== '' && !MIGRATIONS.some(({ name }) => name === head.schema))
    throw new BackupProblem('newer-schema', head.schema);
  return head;
};

const readList = (text: string): Map<string, ListedFile> => {
  const files = new Map<string, ListedFile>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const one = listedFileSchema.safeParse(jsonOf(line)).data;
    if (one === undefined) throw new BackupProblem('altered', LIST);
    files.set(one.path, one);
  }
  return files;
};

/** Told from its first bytes. Rejects when there is no such file. */
export const isEncryptedBackup = async (file: string): Promise<boolean> => {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new BackupProblem('not-readable', file, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(AGE_MAGIC.length), 0, AGE_MAGIC.length, 0);
    return buffer.subarray(0, bytesRead).toString('latin1') === AGE_MAGIC;
  } finally {
    await handle.close();
  }
};

async function* hashed(bytes: AsyncIterable<Uint8Array>, take: (piece: Uint8Array) => void) {
  for await (const piece of bytes) {
    take(piece);
    yield piece;
  }
}

const drain: FileSink = async (_path, _mode, bytes) => {
  for await (const _ of bytes);
};

/** What was read so far, and what the list at the end is held against. */
const createReader = (sink: FileSink) => {
  const read = new Map<string, { readonly bytes: number; readonly sha256: string }>();
  let head: BackupHead | undefined;
  let list: { readonly files: ReadonlyMap<string, ListedFile>; readonly sha256: string } | undefined;
  let end: BackupEnd | undefined;

  const readFile = async (header: Header, bytes: AsyncIterable<Uint8Array>): Promise<void> => {
    const path = archivePath(header.name);
    if (path === undefined || header.type !== 'file') throw new BackupProblem('unsafe-path', header.name.slice(0, 200));
    if (read.has(path)) throw new BackupProblem('altered', path);
    const hash = createHash('sha256');
    let length = 0;
    const passing = hashed(bytes, (piece) => {
      hash.update(piece);
      length += piece.byteLength;
    });
    await sink(path, header.mode ?? 0o600, passing);
    read.set(path, { bytes: length, sha256: hash.digest('hex') });
  };

  const check = (): { head: BackupHead; end: BackupEnd } => {
    if (head === undefined) throw new BackupProblem('not-a-backup');
    if (list === undefined || end === undefined) throw new BackupProblem('cut-short');
    if (list.sha256 !== end.listSha256 || list.files.size !== end.files) throw new BackupProblem('altered', LIST);
    for (const [path, { bytes, sha256 }] of list.files) {
      const found = read.get(path);
      if (found?.bytes !== bytes || found.sha256 !== sha256) throw new BackupProblem('altered', path);
    }
    for (const path of read.keys()) if (!list.files.has(path)) throw new BackupProblem('altered', path);
    return { head, end };
  };

  return {
    check,
    async take(header: Header, bytes: AsyncIterable<Uint8Array>): Promise<void> {
      if (head === undefined) {
        if (header.name !== HEAD) throw new BackupProblem('not-a-backup');
        head = readHead(await textOf(bytes, HEAD_MOST_BYTES));
        return;
      }
      if (end !== undefined) throw new BackupProblem('altered', header.name.slice(0, 200));
      if (header.name === LIST) {
        const text = await textOf(bytes, LIST_MOST_BYTES);
        list = { files: readList(text), sha256: createHash('sha256').update(text).digest('hex') };
      } else if (header.name === END) {
        const told = endSchema.safeParse(jsonOf(await textOf(bytes, HEAD_MOST_BYTES))).data;
        if (told === undefined) throw new BackupProblem('altered', END);
        end = told;
      } else await readFile(header, bytes);
    },
  };
};

const drained = (extract: Extract): Promise<void> => new Promise((resolve) => extract.once('drain', () => resolve()));

const isTarProblem = (error: unknown): boolean => error instanceof Error && /tar header/i.test(error.message);

/**
 * Reads a backup to its end, holding every file against its hash. Rejects with the reason; what the sink has got by then is not to be
 * used.
 */
export const readArchive = async (
  file: string,
  { passphrase, sink = drain }: ReadArchiveOptions = {},
): Promise<BackupFacts> => {
  const encrypted = await isEncryptedBackup(file);
  if (encrypted && passphrase === undefined) throw new BackupProblem('passphrase-missing');
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const extract = createExtract({});
  const reader = createReader(sink);
  const closed = new Promise<void>((resolve) => extract.once('close', () => resolve()));
  let failure: unknown;
  const feed = async (): Promise<void> => {
    try {
      const bytes = encrypted && passphrase !== undefined ? decryptStream(source, passphrase) : source;
      for await (const piece of bytes) {
        if (extract.destroyed) return;
        if (!extract.write(piece as Buffer)) await Promise.race([drained(extract), closed]);
      }
      extract.end(null);
    } catch (error) {
      failure = error;
      extract.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const feeding = feed();
  try {
    for await (const entry of extract) {
      await reader.take(entry.header, entry as unknown as AsyncIterable<Uint8Array>);
    }
  } catch (error) {
    const cause = failure ?? error;
    if (cause instanceof BackupProblem) throw cause;
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new BackupProblem('no-space', '', { cause });
    if (/unexpected end/i.test(String(cause))) throw new BackupProblem('cut-short', '', { cause });
    throw new BackupProblem(isTarProblem(cause) ? 'altered' : 'not-a-backup', '', { cause });
  } finally {
    extract.destroy();
    source.destroy();
    await feeding;
  }
  const { head, end } = reader.check();
  return { ...head, files: end.files, bytes: end.bytes, damaged: end.damaged, encrypted };
};
