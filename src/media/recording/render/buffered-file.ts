import { appendFileSync, writeFileSync } from 'node:fs';

const BUFFER_BYTES = 65_536;
const FILE_MODE = 0o640;

/**
 * A new file that is only added to, in large pieces. It is open only while a piece is written: a recording may have hundreds of
 * tracks. Writes block: rendering has a process of its own.
 */
export interface BufferedFile {
  add(bytes: Uint8Array): void;
  flush(): void;
}

/** Throws when there is one already. */
export const createBufferedFile = (path: string): BufferedFile => {
  writeFileSync(path, '', { flag: 'wx', mode: FILE_MODE });
  const buffer = new Uint8Array(BUFFER_BYTES);
  let used = 0;

  const flush = (): void => {
    if (used > 0) appendFileSync(path, buffer.subarray(0, used));
    used = 0;
  };

  return {
    add: (bytes) => {
      if (used + bytes.length > BUFFER_BYTES) flush();
      if (bytes.length > BUFFER_BYTES) appendFileSync(path, bytes);
      else {
        buffer.set(bytes, used);
        used += bytes.length;
      }
    },
    flush,
  };
};
