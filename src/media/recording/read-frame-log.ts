import { open } from 'node:fs/promises';
import { BODY_MAX_BYTES, ENTRY_MARK, entryBytes, LOG_HEADER, type LogEntry, parseEntry } from './frame-log.ts';

/** What stands in a log: its entries, and what lies between them and is none. */
export type LogPart = LogEntry | { readonly kind: 'damaged'; readonly bytes: number };

export interface ReadFrameLogOptions {
  /** Told after each piece of the file: how many of its bytes have been read, of how many there were at the start. */
  readonly onRead?: (bytes: number, ofBytes: number) => void;
}

const CHUNK_BYTES = 262_144;
const LONGEST_ENTRY_BYTES = entryBytes(BODY_MAX_BYTES);
const MARK = Buffer.from([ENTRY_MARK >> 8, ENTRY_MARK & 0xff]);

/** The entries in `bytes`, as far as they can be told without knowing what follows. */
const createLogParser = (): {
  /** `last`: nothing follows, what is left is a tail that was cut off, or damage. */
  take(chunk: Buffer, last: boolean): Generator<LogPart>;
} => {
  let rest: Buffer = Buffer.alloc(0);
  let damaged = 0;
  let begun = false;

  return {
    *take(chunk, last) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      if (!begun) {
        if (bytes.length < LOG_HEADER.length && !last) {
          rest = bytes;
          return;
        }
        begun = true;
        // Another header is damage like any other: entries behind it are looked for.
        if (bytes.subarray(0, LOG_HEADER.length).equals(LOG_HEADER)) at = LOG_HEADER.length;
      }
      while (at < bytes.length) {
        const parsed = parseEntry(bytes, at);
        if (typeof parsed === 'object' && Number.isFinite(parsed.entry.atMs)) {
          if (damaged > 0) yield { kind: 'damaged', bytes: damaged };
          damaged = 0;
          yield parsed.entry;
          at += parsed.bytes;
          continue;
        }
        if (parsed === 'partial' && !last) break;
        // A length that was damaged asks for more than there is: what it seems to hold may be good entries.
        const next = bytes.indexOf(MARK, at + 1);
        const to = next >= 0 ? next : Math.max(at + 1, bytes.length - (last ? 0 : 1));
        damaged += to - at;
        at = to;
      }
      rest = bytes.subarray(at);
    },
  };
};

/**
 * Reads a log from its start, in memory that does not grow with it. Damage is passed over and told once what is good begins again;
 * a tail that was cut off is no damage. What is written to the log meanwhile may be read or not.
 */
export async function* readFrameLog(path: string, { onRead }: ReadFrameLogOptions = {}): AsyncGenerator<LogPart> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const parser = createLogParser();
    let read = 0;
    for (;;) {
      // A new one each time: entries point into it.
      const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES + LONGEST_ENTRY_BYTES);
      const { bytesRead } = await file.read(chunk, 0, chunk.length);
      read += bytesRead;
      yield* parser.take(chunk.subarray(0, bytesRead), bytesRead === 0);
      if (bytesRead === 0) return;
      onRead?.(read, Math.max(size, read));
    }
  } finally {
    await file.close();
  }
}
