import { type FileHandle, open } from 'node:fs/promises';
import { entryBytes, formatEventEntry, LOG_HEADER, type LogEvent, writeFrameEntry } from './frame-log.ts';

/** A frame log that is being written: what is added is on its way to the disk at the next `flush`. */
export interface LogFile {
  addFrame(frame: Uint8Array, atMs: number): void;
  addEvent(event: LogEvent, atMs: number): void;
  /** Hands everything added so far to the operating system: it survives this process. One at a time. */
  flush(): Promise<void>;
  /** Asks the disk for it: it survives the machine. */
  sync(): Promise<void>;
  /** After everything is flushed and synced. Throws what they throw, closed all the same. */
  close(): Promise<void>;
}

/** Half a second of three speakers fits many times. */
const BUFFER_BYTES = 64 * 1024;
const FILE_MODE = 0o640;

/** Opens the log for adding; a new one gets its header, and its name is on the disk when this resolves. */
export const openLogFile = async (path: string, directory: string): Promise<LogFile> => {
  const file: FileHandle = await open(path, 'a', FILE_MODE);
  try {
    if ((await file.stat()).size === 0) {
      await file.write(LOG_HEADER);
      await file.sync();
      const folder = await open(directory, 'r');
      await folder.sync().finally(() => folder.close());
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  let buffer: Buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let spare: Buffer | undefined;
  let used = 0;
  let writing: Promise<void> = Promise.resolve();

  const room = (bytes: number): void => {
    if (used + bytes <= buffer.length) return;
    // A disk that is slow for a while: what is said meanwhile waits in memory.
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, used + bytes));
    buffer.copy(larger, 0, 0, used);
    buffer = larger;
  };

  const writeAll = async (bytes: Buffer): Promise<void> => {
    for (let offset = 0; offset < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset);
      offset += bytesWritten;
    }
  };

  const flushNow = async (): Promise<void> => {
    if (used === 0) return;
    const full = buffer;
    const bytes = used;
    buffer = spare ?? Buffer.allocUnsafe(BUFFER_BYTES);
    spare = undefined;
    used = 0;
    await writeAll(full.subarray(0, bytes));
    if (full.length === BUFFER_BYTES) spare = full;
  };
  const flush = (): Promise<void> => {
    const next = writing.then(flushNow);
    writing = next.catch(() => {});
    return next;
  };

  return {
    addFrame(frame, atMs) {
      room(entryBytes(frame.length));
      used = writeFrameEntry(frame, atMs, buffer, used);
    },
    addEvent(event, atMs) {
      const entry = formatEventEntry(event, atMs);
      room(entry.length);
      entry.copy(buffer, used);
      used += entry.length;
    },
    flush,
    sync: () => file.datasync(),
    async close() {
      try {
        await flush();
        await file.datasync();
      } finally {
        await file.close();
      }
    },
  };
};
