import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { DATABASE_FILE, KEY_FILE } from './archive-format.ts';

/** Folders whose files come and go by themselves, or are backups: they are not in one. */
export const LEFT_OUT: ReadonlySet<string> = new Set(['backups', 'uploads', 'rendering']);
/** What a restore has put aside. */
export const REPLACED = 'replaced-';
/** Where a restore puts what it reads until all of it is found to be well. */
export const RESTORING = '.restoring';
/** There while a restore moves files into their places. */
export const UNFINISHED = '.restore-unfinished';
/** Named by the database, one by one. */
const DOCUMENTS = 'documents';
/** What was spoken once, and can be again. */
const SPOKEN = 'prompts/spoken';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Drafts begin with a dot or end in `.part`; the database comes as a snapshot. */
const isLeftOut = (path: string, name: string): boolean =>
  name.startsWith('.') ||
  name.endsWith('.part') ||
  path.startsWith(DATABASE_FILE) ||
  path.startsWith(REPLACED) ||
  path === 'set-up-link.txt' ||
  path === DOCUMENTS ||
  path === SPOKEN ||
  LEFT_OUT.has(path);

const list = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });

/**
 * Everything below the data folder that belongs into a backup, beside the database and the bytes of documents: whatever a later release
 * keeps there is in it without being named here.
 */
export async function* dataFiles(dataDirectory: string, below = ''): AsyncGenerator<string> {
  for (const entry of await list(`${dataDirectory}/${below}`)) {
    const path = `${below}${entry.name}`;
    if (isLeftOut(path, entry.name)) continue;
    if (entry.isDirectory()) yield* dataFiles(dataDirectory, `${path}/`);
    else if (entry.isFile()) yield path;
  }
}

/** Those that a backup of the database alone has with it: without the key nothing sealed in it can be read. */
export const WITH_DATABASE: readonly string[] = [KEY_FILE];

/** Where the bytes of a document are, as `documents/file-blobs.ts` has them. */
export const blobPath = (id: string): string => `${DOCUMENTS}/${id.slice(0, 2)}/${id}`;
