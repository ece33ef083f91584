import type { DiskRoom } from '../disk-room.ts';

/** Looked after so often while a file comes. */
const STEP_BYTES = 32 * 1024 * 1024;

/** The same bytes, as long as the disk keeps what the server itself needs; then refuses with `disk-full`, and nothing is kept. */
export const whileRoom = async function* (
  bytes: AsyncIterable<Uint8Array>,
  disk: DiskRoom,
): AsyncGenerator<Uint8Array> {
  let came = STEP_BYTES;
  for await (const chunk of bytes) {
    came += chunk.byteLength;
    if (came >= STEP_BYTES) {
      await disk.require(STEP_BYTES);
      came = 0;
    }
    yield chunk;
  }
};
